import Foundation
import GateModel
import LocalFiles
import Testing

@testable import Checks

/// Tools under the real strace: what they read that nothing names.
@Suite(.enabled(if: StraceProgram.isUsable, "\(StraceProgram.missing)"))
struct TraceReaderTests {
  private func trace(
    _ run: String, _ tree: TestTree, inputs: [PathPattern] = [], files: [PathPattern] = [], home: LocalPath? = nil
  ) async throws -> ToolTrace {
    let settings = CheckSettings(
      id: CheckID("c"), selector: FileSelector(include: files), inputs: inputs, timeout: .seconds(60))
    return try await trace(tree, home: home) { context in
      let check = try CommandCheck(settings, run: run, context: context)
      let outcome = try await tree.run(check)
      #expect(outcome.verdict == .passed, "\(outcome)")
      return check
    }
  }

  private func trace(ofLinter name: String, _ tree: TestTree, home: LocalPath? = nil) async throws -> ToolTrace {
    let preset = try PresetFile.preset(name)
    let settings = CheckSettings(
      id: CheckID(name), selector: FileSelector(include: preset.files, types: preset.types), timeout: .seconds(60))
    return try await trace(tree, home: home) { context in
      let check = try LintCheck(settings, preset: preset, context: context)
      _ = try await tree.run(check)
      return check
    }
  }

  /// The trace of the check that `run` makes and runs.
  private func trace(
    _ tree: TestTree, home: LocalPath?, _ run: (ToolContext) async throws -> any Check
  ) async throws -> ToolTrace {
    var context = tree.context(["HOME": "\(home ?? LocalPath("/nonexistent/home"))"])
    let tracer = try ToolTracer(environment: context.environment, temporaryDirectory: context.temporaryDirectory)
    context.tracer = tracer
    let check = try await run(context)
    let reader = TraceReader(
      tracer, scope: tree.all, workTree: tree.directory, environment: context.environment,
      temporaryDirectory: context.temporaryDirectory)
    return try #require(reader.trace(of: check))
  }

  private func tree() throws -> TestTree {
    try TestTree(["a.txt": "a\n", "rules/r.cfg": "r\n", "docs/one": "1\n", "docs/two": "2\n"])
  }

  @Test func `a file that nothing names is listed, and is not once it is declared`() async throws {
    let tree = try tree()
    // A path that is a word of the command line counts as named.
    let run = "sh -c 'd=rules; cat $d/r.cfg \"$@\"' sh {files}"
    let found = try await trace(run, tree, files: [try PathPattern("*.txt")])
    #expect(found == ToolTrace(places: [ToolTrace.Place(.tracked, "rules/r.cfg")]))
    let declared = try await trace(
      run, tree, inputs: [try PathPattern("rules/*")], files: [try PathPattern("*.txt")])
    #expect(declared == ToolTrace())
  }

  @Test func `what is looked for in vain, listed, and lies in the home is told apart`() async throws {
    let tree = try tree()
    let home = try TestTree([".toolrc": "x\n"])
    let run = "sh -c 'cd docs; ls >/dev/null; test -e ../.rc; cat ~/.toolrc; test -e ~/.other; true' sh {files}"
    let found = try await trace(run, tree, files: [try PathPattern("*.txt")], home: home.directory)
    #expect(
      found.places == [
        ToolTrace.Place(.listed, "docs"), ToolTrace.Place(.absent, ".rc"),
        ToolTrace.Place(.outside, RepositoryPath(bytes: home.directory.appending(".toolrc").bytes)),
        ToolTrace.Place(.outsideAbsent, RepositoryPath(bytes: home.directory.appending(".other").bytes)),
      ])
  }

  @Test func `what a command makes itself, caches and packages are none of it`() async throws {
    let tree = try tree()
    for name in ["node_modules/p", ".venv/lib", "__pycache__"] {
      try LocalFiles.createDirectory(tree.directory.appending(name), withParents: true)
      try LocalFiles.writeAtomically(Array("x".utf8), to: tree.directory.appending(name).appending("x"))
    }
    let run =
      "sh -c 'mkdir out; echo 1 > out/t; mv out/t out/u; cat out/u node_modules/p/x .venv/lib/x __pycache__/x' sh {files}"
    #expect(try await trace(run, tree, files: [try PathPattern("*.txt")]) == ToolTrace())
  }

  @Test func `a file that git does not track cannot be declared`() async throws {
    let tree = try tree()
    try LocalFiles.writeAtomically(Array("x".utf8), to: tree.directory.appending("local.cfg"))
    let found = try await trace("sh -c 'cat local.cfg' sh {files}", tree, files: [try PathPattern("*.txt")])
    #expect(found.places == [ToolTrace.Place(.untracked, "local.cfg")])
  }

  @Test func `a command on all files names all of them`() async throws {
    #expect(try await trace("sh -c 'cat rules/* docs/*; test -e later.txt || true'", try tree()) == ToolTrace())
  }

  @Test(arguments: ["shellcheck", "ruff", "black", "yamllint"])
  func `the user's own configuration of a linter is named by its key`(_ name: String) async throws {
    let tree = try TestTree(["run.sh": "#!/bin/sh\nexit 0\n", "a.py": "x = 1\n", "a.yml": "---\na: 1\n"])
    let home = try TestTree([".shellcheckrc": "disable=SC1091\n", ".config/yamllint/config": "rules: {}\n"])
    let found = try await trace(ofLinter: name, tree, home: home.directory)
    #expect(found.problem == nil)
    let named = found.places.filter { place in
      let last = place.path.description.split(separator: "/").last ?? ""
      return last.contains("shellcheckrc") || last == "ruff.toml" || last == "black"
        || place.path.description.hasSuffix("yamllint/config")
    }
    #expect(named.isEmpty)
  }

  @Test func `shellcheck, ruff and black read nothing of the project that is not named`() async throws {
    let tree = try TestTree([
      "run.sh": "#!/bin/sh\n. ./lib.sh\necho \"$x\"\n", "lib.sh": "#!/bin/sh\nx=1\n", "src/__init__.py": "",
      "src/a.py": "import os\n\nprint(os.name)\n", "pyproject.toml": "[tool.black]\nline-length = 99\n",
    ])
    for name in ["shellcheck", "ruff", "black"] {
      let found = try await trace(ofLinter: name, tree)
      let own = found.places.filter { $0.kind < .outside }
      #expect(found.problem == nil)
      #expect(own.isEmpty, "\(name): \(own)")
    }
  }

  @Test func `traces are private, and gone with the tracer`() throws {
    let parent = try LocalFiles.makeTemporaryDirectory(in: LocalPath(FileManager.default.temporaryDirectory.path))
    defer { try? LocalFiles.removeTree(parent) }
    let tracer = try ToolTracer(
      environment: ProcessInfo.processInfo.environment, temporaryDirectory: parent)
    let place = parent.appending(bytes: try #require(try LocalFiles.list(parent).first))
    #expect(LocalFiles.status(place)?.mode == 0o700 || (LocalFiles.status(place)?.mode ?? 0) & 0o777 == 0o700)
    withExtendedLifetime(tracer) {}
  }

  @Test func `where strace is missing, how to get it is said`() {
    #expect(throws: CheckError.self) {
      try ToolTracer(environment: ["PATH": "/nonexistent"], temporaryDirectory: LocalPath("/tmp"))
    }
  }
}

/// The strace of this machine.
enum StraceProgram {
  /// Whether there is one, and it may trace.
  static let isUsable: Bool = {
    #if os(Linux)
      (try? ToolTracer(
        environment: ProcessInfo.processInfo.environment,
        temporaryDirectory: LocalPath(FileManager.default.temporaryDirectory.path))) != nil
    #else
      false
    #endif
  }()

  /// What keeps tests from it.
  static let missing = "strace is missing or may not trace here; .ci/deps.sh test installs it"
}
