import BundledConfig
import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// The presets with the real tools.
@Suite struct LintCheckTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var preset: String
    var program: String
    var extra: [RepositoryPath: String] = [:]
    var good: (RepositoryPath, String)
    var bad: (RepositoryPath, String)
    /// A rule that must be found in `bad`, with its line.
    var rule: String
    var line: Int?
    var testDescription: String { preset }
  }

  static let samples: [Sample] = [
    Sample(
      preset: "black", program: "black", good: ("good.py", "x = 1\n"), bad: ("bad.py", "x=1\n"), rule: "format",
      line: nil),
    Sample(
      preset: "flake8", program: "flake8", good: ("good.py", "x = 1\n"), bad: ("bad.py", "\n\nimport os\n"),
      rule: "F401", line: 3),
    Sample(
      preset: "ruff", program: "ruff", good: ("good.py", "x = 1\n"), bad: ("bad.py", "\n\nimport os\n"),
      rule: "F401", line: 3),
    Sample(
      preset: "shellcheck", program: "shellcheck", good: ("good.sh", "#!/bin/sh\necho \"$1\"\n"),
      bad: ("bad.sh", "#!/bin/sh\necho $1\n"), rule: "SC2086", line: 2),
    Sample(
      preset: "hadolint", program: "hadolint", good: ("good/Dockerfile", "FROM debian:12\nUSER 1000\n"),
      bad: ("bad/Dockerfile", "FROM debian\n"), rule: "DL3006", line: 1),
    Sample(
      preset: "yamllint", program: "yamllint", good: ("good.yml", "---\na: 1\n"), bad: ("bad.yml", "---\na:   1\n"),
      rule: "colons", line: 2),
    Sample(
      preset: "swift-format", program: "swift", good: ("Good.swift", "let x = 1\n"), bad: ("Bad.swift", "let x=1\n"),
      rule: "Spacing", line: 1),
    Sample(
      preset: "actionlint", program: "actionlint",
      good: (
        ".github/workflows/good.yml",
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ok\n"
      ),
      bad: (
        ".github/workflows/bad.yml",
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.foo }}\n"
      ), rule: "expression", line: 6),
  ]

  @Test(arguments: samples)
  func `a good file passes`(sample: Sample) async throws {
    try Tools.require(sample.program)
    let tree = try TestTree([sample.good.0: sample.good.1])
    let outcome = try await tree.run(try check(sample.preset, tree))
    #expect(outcome.verdict == .passed, "\(outcome)")
    #expect(outcome.findings.filter { $0.severity == .error }.isEmpty)
    #expect(outcome.attributed)
  }

  @Test(arguments: samples)
  func `a bad file fails with rule and place, and the good one beside it is clean`(sample: Sample) async throws {
    try Tools.require(sample.program)
    let tree = try TestTree([sample.good.0: sample.good.1, sample.bad.0: sample.bad.1])
    let outcome = try await tree.run(try check(sample.preset, tree))
    #expect(outcome.verdict == .failed, "\(outcome)")
    let finding = try #require(outcome.findings.first { $0.rule == sample.rule }, "\(outcome.findings)")
    #expect(finding.path == sample.bad.0)
    #expect(finding.range?.line == sample.line)
    #expect(!finding.message.isEmpty)
    #expect(outcome.findings.allSatisfy { $0.path == sample.bad.0 })
    #expect(outcome.attributed)
  }

  @Test(arguments: samples.filter { $0.preset != "actionlint" })
  func `strange names are found again in the output`(sample: Sample) async throws {
    try Tools.require(sample.program)
    let (path, text) = sample.bad
    let suffix = String(decoding: path.name, as: UTF8.self)
    // A Dockerfile is known by its name, so there the directory is strange.
    let isNamed = suffix == "Dockerfile"
    let end = isNamed ? "/Dockerfile" : "." + (suffix.split(separator: ".").last.map(String.init) ?? "")
    let names: [RepositoryPath] = [
      RepositoryPath("with space" + end), RepositoryPath("-rf" + end), RepositoryPath("it's \"quoted\"" + end),
      RepositoryPath("$(touch x)" + end), RepositoryPath("käse" + end), RepositoryPath("new\nline" + end),
      RepositoryPath("a:1:2: b" + end),
    ]
    let tree = try TestTree(Dictionary(uniqueKeysWithValues: names.map { ($0, text) }))
    let outcome = try await tree.run(try check(sample.preset, tree))
    #expect(outcome.verdict == .failed, "\(outcome)")
    let found = Set(outcome.findings.compactMap(\.path))
    for name in names {
      #expect(found.contains(name), "\(name) in \(outcome.findings.map(\.path)) \(outcome.reason ?? "")")
    }
  }

  @Test(arguments: samples.filter { $0.preset != "actionlint" })
  func `a name that is no UTF-8 never passes in silence`(sample: Sample) async throws {
    try Tools.require(sample.program)
    let (path, text) = sample.bad
    let suffix = String(decoding: path.name, as: UTF8.self)
    let end = suffix == "Dockerfile" ? "/Dockerfile" : "." + (suffix.split(separator: ".").last.map(String.init) ?? "")
    let name = RepositoryPath.raw("in", 0xff, "valid" + end)
    let tree = try TestTree([name: text])
    let outcome = try await tree.run(try check(sample.preset, tree))
    #expect(outcome.verdict == .failed || outcome.verdict == .errored, "\(outcome)")
    if ["black", "ruff"].contains(sample.preset) {
      #expect(outcome.findings.contains { $0.path == name }, "\(outcome)")
    }
  }

  @Test(arguments: [("black", "bad.py"), ("flake8", "bad.py"), ("ruff", "bad.py")])
  func `a file that cannot be parsed fails with its place`(preset: String, name: String) async throws {
    try Tools.require(preset)
    let tree = try TestTree([RepositoryPath(name): "x = 1\ndef f(:\n", "good.py": "x = 1\n"])
    let outcome = try await tree.run(try check(preset, tree))
    #expect(outcome.verdict == .failed, "\(outcome)")
    let finding = try #require(outcome.findings.first { $0.path == RepositoryPath(name) && $0.range != nil })
    #expect(finding.range?.line == 2)
  }

  @Test func `a tool that is missing is an error that says how to get it`() async throws {
    let tree = try TestTree(["a.py": "x = 1\n"])
    var preset = try PresetFile.preset("black")
    preset.command[0] = "no-such-black"
    let check = try LintCheck(settings(preset), preset: preset, context: tree.context())
    let outcome = try await tree.run(check)
    #expect(outcome.verdict == .errored)
    #expect(outcome.hint == "pip install black")
    #expect(throws: CheckError.self) { try check.dependencies(for: try check.selection(in: tree.all), in: tree.all) }
  }

  @Test func `a usage error is no verdict and carries the tool's words`() async throws {
    try Tools.require("black")
    let tree = try TestTree(["a.py": "x = 1\n"])
    let outcome = try await tree.run(try check("black", tree, arguments: ["--no-such-option"]))
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("no-such-option") == true, "\(outcome)")
  }

  @Test func `a tool that fails without a finding is never a pass`() async throws {
    let tree = try TestTree(["fake": "#!/bin/sh\necho something is odd >&2\nexit 1\n", "a.py": "x\n"])
    var preset = try PresetFile.preset("flake8")
    preset.command[0] = "./fake"
    let outcome = try await tree.run(try LintCheck(settings(preset), preset: preset, context: tree.context()))
    #expect(outcome.verdict == .failed)
    #expect(outcome.findings.first?.message.contains("something is odd") == true)
    #expect(!outcome.attributed)
  }

  @Test func `output that is not the format's is an error`() async throws {
    let tree = try TestTree(["fake": "#!/bin/sh\necho '[{'\n", "a.py": "x\n"])
    var preset = try PresetFile.preset("ruff")
    preset.command[0] = "./fake"
    let outcome = try await tree.run(try LintCheck(settings(preset), preset: preset, context: tree.context()))
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("JSON") == true)
  }

  @Test func `a file that vanished is an error, for some tools pass over it in silence`() async throws {
    try Tools.require("swift")
    let tree = try TestTree(["A.swift": "let x = 1\n"])
    try LocalFiles.removeFile(tree.directory.appending("A.swift"))
    let outcome = try await tree.run(try check("swift-format", tree))
    #expect(outcome.verdict == .errored)
    #expect(outcome.reason?.contains("A.swift") == true)
  }

  @Test func `configuration is looked for beside each file and above, absent or not`() throws {
    let tree = try TestTree(["a/b/c.py": "", "a/.flake8": "[flake8]\n", "d.py": ""])
    let check = try check("flake8", tree)
    let inputs = try check.dependencies(for: try check.selection(in: tree.all), in: tree.all).inputs
    let present = inputs.filter { $0.version != nil }.map(\.path)
    #expect(present == ["a/.flake8"])
    #expect(
      Set(inputs.map(\.path)).isSuperset(of: [".flake8", "a/b/.flake8", "a/b/tox.ini", "setup.cfg", ".gitattributes"]))
    #expect(Set(inputs.map(\.path)).count == inputs.count)
  }

  @Test func `links and other types are not linted`() throws {
    let tree = try TestTree(["a.py": "", "b.txt": "", "run": "#!/usr/bin/env python3\n"], links: ["l.py": "a.py"])
    let check = try check("flake8", tree)
    #expect(try check.selection(in: tree.all).files.map(\.path) == ["a.py", "run"])
    guard case .nothing = try check.selection(in: tree.staged(["b.txt"], deleted: ["c.py"])) else {
      Issue.record("something was selected")
      return
    }
  }

  @Test func `a root becomes the working directory and paths come back whole`() async throws {
    try Tools.require("flake8")
    let tree = try TestTree(["sub/bad.py": "import os\n", "other.py": "import os\n"])
    let preset = try PresetFile.preset("flake8")
    var settings = settings(preset)
    settings.selector.root = "sub"
    let outcome = try await tree.run(try LintCheck(settings, preset: preset, context: tree.context()))
    #expect(outcome.findings.map(\.path) == ["sub/bad.py"])
  }

  @Test(arguments: BundledConfig.presets.keys.sorted())
  func `every preset that is shipped is complete`(name: String) throws {
    let preset = try PresetFile.preset(name)
    #expect(preset.name == name)
    #expect(OutputFormat.named(preset.format) != nil)
    #expect(preset.command.contains("{files}"))
    #expect(preset.files.isEmpty != preset.types.isEmpty)
    #expect(preset.passedStatuses == [0])
    #expect(preset.failedStatuses.contains(1))
  }

  /// Only where there is an eslint: it comes from npm or apt, which `make tools` does not ask for it.
  @Test(.enabled(if: Tools.exists("eslint"), "there is no eslint on this machine"))
  func `eslint, where it is installed`() async throws {
    let tree = try TestTree([
      ".eslintrc.json": #"{"root": true, "rules": {"no-extra-semi": 2, "no-debugger": 1}}"#, "good.js": "var x = 1;\n",
      "bad.js": "var x = 1;;\ndebugger;\n",
    ])
    let preset = try PresetFile.preset("eslint")
    var settings = settings(preset)
    settings.environment = ["NODE_PATH", "ESLINT_USE_FLAT_CONFIG"]
    // Debian's eslint 6 is run by a newer node, which does not look there by itself.
    let context = tree.context(["NODE_PATH": "/usr/share/nodejs", "ESLINT_USE_FLAT_CONFIG": "false"])
    let outcome = try await tree.run(try LintCheck(settings, preset: preset, context: context))
    #expect(outcome.verdict == .failed, "\(outcome)")
    #expect(outcome.findings.map(\.rule) == ["no-extra-semi", "no-debugger"])
    #expect(outcome.findings.map(\.severity) == [.error, .warning])
    #expect(outcome.findings.allSatisfy { $0.path == "bad.js" })
  }

  // MARK: -

  private func settings(_ preset: Preset) -> CheckSettings {
    CheckSettings(id: CheckID(preset.name), selector: FileSelector(include: preset.files, types: preset.types))
  }

  private func check(_ name: String, _ tree: TestTree, arguments: [String] = []) throws -> LintCheck {
    let preset = try PresetFile.preset(name)
    return try LintCheck(settings(preset), preset: preset, arguments: arguments, context: tree.context())
  }
}
