import Checks
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// Configuration that lies outside of the repository, with the real tools.
@Suite struct OutsideConfigurationTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    var preset: String
    /// What the check looks at, which passes.
    var good: (RepositoryPath, String)
    /// A file of the user's, as the preset names it, that makes it fail, or a bad one pass.
    var name: String
    var place: String
    var text: String
    var testDescription: String { "\(preset) \(name)" }
  }

  static let samples: [Sample] = [
    Sample(
      preset: "shellcheck", good: ("a.sh", "#!/bin/sh\necho $1\n"), name: "~/.shellcheckrc",
      place: ".shellcheckrc", text: "disable=SC2086\n"),
    Sample(
      preset: "shellcheck", good: ("a.sh", "#!/bin/sh\necho $1\n"), name: "$XDG_CONFIG_HOME/shellcheckrc",
      place: ".config/shellcheckrc", text: "disable=SC2086\n"),
    Sample(
      preset: "black", good: ("a.py", "x = 'one'\n"), name: "$XDG_CONFIG_HOME/black", place: ".config/black",
      text: "[tool.black]\nskip-string-normalization = true\n"),
    Sample(
      preset: "ruff", good: ("a.py", "x = 1\n"), name: "$XDG_CONFIG_HOME/ruff/ruff.toml",
      place: ".config/ruff/ruff.toml", text: "lint.select = [\"D100\"]\n"),
    Sample(
      preset: "yamllint", good: ("a.yml", "---\na: 1\n"), name: "$XDG_CONFIG_HOME/yamllint/config",
      place: ".config/yamllint/config", text: "rules: {document-start: {present: false}}\n"),
    Sample(
      preset: "hadolint", good: ("Dockerfile", "FROM debian\n"), name: "~/.hadolint.yaml",
      place: ".hadolint.yaml", text: "ignored: [DL3006]\n"),
  ]

  @Test(arguments: samples)
  func `a tool reads the user's file, and the key knows`(sample: Sample) async throws {
    let place = try Place(sample.preset, sample.good)
    let before = try await place.look()
    #expect(before.dependencies.outside.contains(CheckDependencies.OutsideFile(name: sample.name, digest: nil)))
    try place.write(sample.text, at: "home/" + sample.place)
    let after = try await place.look()
    #expect(before.outcome.verdict != after.outcome.verdict, "\(before.outcome) \(after.outcome)")
    #expect(after.dependencies.outside.contains(CheckDependencies.OutsideFile(name: sample.name, digest: sample.text)))
    #expect(before.everything != after.everything)
  }

  @Test(arguments: [
    ("shellcheck", "a.sh", "#!/bin/sh\necho $1\n", ".shellcheckrc", "disable=SC2086\n"),
    ("ruff", "a.py", "x = 1\n", "ruff.toml", "lint.select = [\"D100\"]\n"),
    ("flake8", "a.py", "x = 1\n", "tox.ini", "[flake8]\nmax-line-length = 2\n"),
    ("yamllint", "a.yml", "---\na: 1\n", ".yamllint", "rules: {document-start: {present: false}}\n"),
  ])
  func `a tool looks above the repository, and the key knows`(
    preset: String, path: String, text: String, configuration: String, content: String
  ) async throws {
    let place = try Place(preset, (RepositoryPath(path), text))
    let before = try await place.look()
    #expect(!before.dependencies.outside.contains { $0.name.hasPrefix("...") })
    try place.write(content, at: "above/" + configuration)
    let after = try await place.look()
    #expect(before.outcome.verdict != after.outcome.verdict, "\(before.outcome) \(after.outcome)")
    #expect(after.dependencies.outside.contains { $0.name == ".../\(configuration)" })
    #expect(before.everything != after.everything)
  }

  @Test func `the nearer of two files above counts more, and no path is in the key`() throws {
    let place = try Place("ruff", ("a.py", "x = 1\n"))
    try place.write("near", at: "above/ruff.toml")
    try place.write("far", at: "ruff.toml")
    let first = try place.check().dependencies(for: .files(place.content.entries), in: place.scope).outside
    try place.write("far", at: "above/ruff.toml")
    try place.write("near", at: "ruff.toml")
    let second = try place.check().dependencies(for: .files(place.content.entries), in: place.scope).outside
    #expect(first != second)
    let texts = (first + second).flatMap { [$0.name, $0.digest ?? ""] }
    #expect(!texts.contains { $0.contains("\(place.tree.directory)") })
  }

  @Test func `two users with the same files have the same key`() throws {
    let outside = try (0..<2).map { _ in
      let place = try Place("shellcheck", ("a.sh", "#!/bin/sh\n"))
      try place.write("disable=SC2086\n", at: "home/.shellcheckrc")
      return try place.check().dependencies(for: .files(place.content.entries), in: place.scope)
    }
    #expect(outside[0] == outside[1])
  }

  @Test func `an absolute XDG_CONFIG_HOME is looked in, another is none`() throws {
    for (variable, isFound) in [("xdg", true), ("", false), (".config", false)] {
      let place = try Place("yamllint", ("a.yml", "a: 1\n"))
      try place.write("rules: {}\n", at: "xdg/yamllint/config")
      let value = variable == "xdg" ? "\(place.tree.directory)/xdg" : variable
      let outside = try place.check(["XDG_CONFIG_HOME": value])
        .dependencies(for: .files(place.content.entries), in: place.scope).outside
      #expect((outside.first?.digest != nil) == isFound, "\(variable)")
    }
  }

  @Test(
    arguments: [
      ("shellcheck", ("a.sh", "#!/bin/sh\necho $1\n"), "SHELLCHECK_OPTS", "--exclude=SC2086"),
      ("yamllint", ("a.yml", "---\na: 1\n"), "YAMLLINT_CONFIG_FILE", "/dev/null"),
      ("hadolint", ("Dockerfile", "FROM debian\n"), "HADOLINT_IGNORE", "DL3006"),
      ("flake8", ("a.py", "x = 1\n"), "PYTHONPATH", "/nowhere"),
      ("ruff", ("a.py", "x = 1\n"), "RUFF_NO_CACHE", "1"),
    ] as [(String, (String, String), String, String)])
  func `a variable reaches a tool where it is declared, and then the key too`(
    preset: String, file: (String, String), variable: String, value: String
  ) async throws {
    let place = try Place(preset, (RepositoryPath(file.0), file.1))
    let plain = try await place.look()
    let undeclared = try await place.look([variable: value])
    #expect(undeclared.outcome == plain.outcome)
    #expect(undeclared.dependencies == plain.dependencies)
    let declared = try await place.look([variable: value], declaring: [variable])
    let unset = try await place.look(declaring: [variable])
    #expect(declared.dependencies != unset.dependencies)
    // Where its value changes what is found, it did get there.
    if variable.hasPrefix("SHELLCHECK") || variable.hasPrefix("HADOLINT") {
      #expect(declared.outcome.verdict != unset.outcome.verdict || declared.outcome.findings != unset.outcome.findings)
    }
  }
}

/// A repository of one file below a directory of its own, beside a home.
private struct Place {
  let tree: TestTree
  let content: TestContent
  private let preset: Preset

  struct Look {
    var outcome: CheckOutcome
    var dependencies: CheckDependencies
    /// What the verdict on all of the content depends on.
    var everything: CheckDependencies?
  }

  init(_ name: String, _ file: (RepositoryPath, String)) throws {
    preset = try PresetFile.preset(name)
    try Tools.require(preset.command[0])
    tree = try TestTree([RepositoryPath("above/repository/\(file.0)"): file.1, "home/.keep": ""])
    content = TestContent([(file.0, .regular, Array(file.1.utf8))])
  }

  var scope: CheckScope { CheckScope(allOf: content) }

  func write(_ text: String, at path: String) throws {
    let place = tree.directory.appending(RepositoryPath(path))
    try LocalFiles.createDirectory(place.parent, withParents: true)
    try LocalFiles.writeAtomically(Array(text.utf8), to: place, mode: 0o644)
  }

  func check(_ environment: [String: String] = [:], declaring names: [String] = []) throws -> LintCheck {
    var context = tree.context(["HOME": "\(tree.directory.appending("home"))"].merging(environment) { $1 })
    context.workTree = tree.directory.appending("above").appending("repository")
    let selector = FileSelector(include: preset.files, types: preset.types)
    return try LintCheck(
      CheckSettings(id: CheckID(preset.name), selector: selector, environment: names), preset: preset, context: context)
  }

  func look(_ environment: [String: String] = [:], declaring names: [String] = []) async throws -> Look {
    let check = try check(environment, declaring: names)
    let directory = tree.directory.appending("above").appending("repository")
    let job = CheckJob(files: content.entries, scope: scope, directory: directory, slots: Slots(count: 1))
    return Look(
      outcome: await check.run(job), dependencies: try check.dependencies(for: .files(content.entries), in: scope),
      everything: try check.dependenciesOnAll(in: scope))
  }
}
