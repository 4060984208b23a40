import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Synchronization
import Testing

@Suite struct ToolIdentifierTests {
  @Test func `another content or version is another identity`() throws {
    let tree = try TestTree([
      "bin/tool": "#!/bin/sh\necho \"version $(cat \"$0.version\")\"\n", "bin/tool.version": "1",
    ])
    let tool = tree.directory.appending("bin/tool")
    let version = tree.directory.appending("bin/tool.version")
    let identifier = InstalledToolIdentifier(digest: digest)
    let first = try identify(identifier, tool)
    #expect(try identify(identifier, tool) == first)
    try LocalFiles.writeAtomically(Array("2".utf8), to: version)
    let second = try identify(identifier, tool)
    #expect(second != first)
    try LocalFiles.writeAtomically(Array("#!/bin/sh\necho version 2\n".utf8), to: tool, mode: 0o755)
    #expect(try identify(identifier, tool) != second)
  }

  @Test func `the memo answers until a file changes`() throws {
    let tree = try TestTree([:])
    let tool = tree.directory.appending("tool")
    let script = { (version: String) in
      Array("#!/usr/bin/awk -f\nBEGIN { print \"ran\" >> \"\(tool).log\"; print \(version); exit }\n".utf8)
    }
    try LocalFiles.writeAtomically(script("1"), to: tool, mode: 0o755)
    let identifier = InstalledToolIdentifier(digest: digest, memo: Self.memo())
    let ask = { try self.ask(identifier, tool, version: ["version"]) }
    let first = try ask()
    #expect(try ask() == first)
    #expect(runs(tree) == 1)
    try LocalFiles.writeAtomically(script("2"), to: tool, mode: 0o755)
    #expect(try ask() != first)
    #expect(runs(tree) == 2)
  }

  @Test func `a version manager's shim is asked every time, since it says nothing of what it starts`() throws {
    let tree = try TestTree([
      "bin/black": "#!/bin/sh\nexec cat \"$(dirname \"$0\")/version\"\n", "bin/version": "1",
    ])
    let manager = tree.directory.appending("bin/manager")
    try LocalFiles.createSymbolicLink(at: manager, to: LocalPath("/bin/cat"))
    for name in ["bin/black", "bin/manager"] {
      let shim = tree.directory.appending(name)
      let identifier = InstalledToolIdentifier(digest: digest, memo: Self.memo())
      let arguments = ["\(tree.directory)/bin/version"]
      let ask = { try self.ask(identifier, shim, version: arguments) }
      try LocalFiles.writeAtomically(Array("1".utf8), to: tree.directory.appending("bin/version"))
      let first = try ask()
      #expect(try ask() == first)
      try LocalFiles.writeAtomically(Array("2".utf8), to: tree.directory.appending("bin/version"))
      #expect(try ask() != first, "\(name)")
    }
  }

  @Test func `a version manager says what its shim starts, in the directory of the check`() throws {
    let tree = try TestTree([
      "pyenv/shims/black": "#!/bin/bash\nexec pyenv exec \"$0\" \"$@\"\n",
      "pyenv/bin/pyenv":
        "#!/bin/sh\n[ \"$1\" = which ] && echo \"${0%/bin/pyenv}/versions/$(cat .python-version)/bin/$2\"\n",
      "pyenv/versions/3.11/bin/black": "#!/bin/sh\n: 3.11\n", "pyenv/versions/3.12/bin/black": "#!/bin/sh\n: 3.12\n",
      "a/.python-version": "3.11", "b/.python-version": "3.12",
    ])
    let identifier = InstalledToolIdentifier(digest: digest, memo: Self.memo())
    let ask = { (directory: String) in
      try identifier.identify(
        executable: tree.directory.appending("pyenv/shims/black"), versionArguments: [],
        environment: ["PATH": "/usr/bin:/bin"], directory: tree.directory.appending(directory))
    }
    let first = try ask("a")
    #expect(try ask("a") == first)
    #expect(try ask("b") != first)
    try LocalFiles.writeAtomically(
      Array("#!/bin/sh\n: 3.11.9\n".utf8), to: tree.directory.appending("pyenv/versions/3.11/bin/black"), mode: 0o755)
    #expect(try ask("a") != first)
  }

  @Test(arguments: ["exec /DIR/real \"$@\"", "exec \"$(dirname \"$0\")/real\"", "/DIR/second", "PATH=/DIR:$PATH; real"])
  func `what a script of a shell starts counts`(line: String) throws {
    let tree = try TestTree(["bin/real": "#!/bin/sh\n: 1\n", "bin/second": "#!/bin/sh\nreal\n"])
    let bin = tree.directory.appending("bin")
    let tool = bin.appending("tool")
    let script = "#!/bin/sh\n\(line.replacing("DIR", with: "\(bin)".dropFirst()))\n"
    try LocalFiles.writeAtomically(Array(script.utf8), to: tool, mode: 0o755)
    let identifier = InstalledToolIdentifier(digest: digest, memo: Self.memo())
    let ask = {
      try identifier.identify(
        executable: tool, versionArguments: [], environment: ["PATH": "\(bin):/usr/bin:/bin"], directory: bin)
    }
    let first = try ask()
    #expect(try ask() == first)
    try LocalFiles.writeAtomically(Array("#!/bin/sh\n: 2\n".utf8), to: bin.appending("real"), mode: 0o755)
    #expect(try ask() != first)
  }

  @Test func `a distribution that was installed anew in the same version counts, for a Python too`() throws {
    let record: RepositoryPath = "venv/lib/python3.11/site-packages/black-1.0.dist-info/RECORD"
    let tree = try TestTree([record: "black.py,sha256=1,1\n", "venv/bin/python3": "#!/bin/sh\n"])
    let identifier = InstalledToolIdentifier(digest: digest)
    let ask = {
      try identifier.identify(
        executable: tree.directory.appending("venv/bin/python3"), versionArguments: [], environment: [:],
        directory: tree.directory)
    }
    let first = try ask()
    try LocalFiles.writeAtomically(Array("black.py,sha256=2,1\n".utf8), to: tree.directory.appending(record))
    #expect(try ask() != first)
  }

  @Test(arguments: ["node_modules/eslint/package.json", "node_modules/.pnpm/lock.yaml", "node_modules/.yarn-integrity"])
  func `the package of a program of Node, and every record of what is installed, count`(path: String) throws {
    let tree = try TestTree([
      "node_modules/eslint/bin/eslint.js": "#!/bin/sh\n", "node_modules/.package-lock.json": "1",
      RepositoryPath(path): "1",
    ])
    let identifier = InstalledToolIdentifier(digest: digest)
    let ask = {
      try identifier.identify(
        executable: tree.directory.appending("node_modules/eslint/bin/eslint.js"), versionArguments: [],
        environment: [:], directory: tree.directory)
    }
    let first = try ask()
    try LocalFiles.writeAtomically(Array("2".utf8), to: tree.directory.appending(RepositoryPath(path)))
    #expect(try ask() != first)
  }

  @Test func `what the user installed for a system Python counts`() throws {
    let tree = try TestTree([
      "bin/python3": "#!/bin/sh\n", "home/.local/lib/python3.11/site-packages/flake8-7.0.dist-info/METADATA": "",
    ])
    let tool = tree.directory.appending("bin/flake8")
    try LocalFiles.writeAtomically(Array("#!\(tree.directory)/bin/python3\n".utf8), to: tool, mode: 0o755)
    let identifier = InstalledToolIdentifier(digest: digest)
    let environment = ["HOME": "\(tree.directory)/home"]
    let first = try ask(identifier, tool, environment)
    try LocalFiles.createDirectory(
      tree.directory.appending("home/.local/lib/python3.11/site-packages/plugin-2.0.dist-info"))
    #expect(try ask(identifier, tool, environment) != first)
  }

  @Test func `what is installed beside a console script counts`() throws {
    let tree = try TestTree([
      "venv/lib/python3.11/site-packages/black-1.0.dist-info/METADATA": "", "venv/bin/python3": "#!/bin/sh\n",
    ])
    let tool = tree.directory.appending("venv/bin/black")
    try LocalFiles.writeAtomically(
      Array("#!\(tree.directory)/venv/bin/python3\n".utf8), to: tool, mode: 0o755)
    let identifier = InstalledToolIdentifier(digest: digest)
    let first = try ask(identifier, tool)
    try LocalFiles.createDirectory(
      tree.directory.appending("venv/lib/python3.11/site-packages/plugin-2.0.dist-info"))
    #expect(try ask(identifier, tool) != first)
  }

  @Test func `what npm installed beside a program counts`() throws {
    let tree = try TestTree([
      "node_modules/eslint/bin/eslint.js": "#!/bin/sh\n", "node_modules/.package-lock.json": "1",
    ])
    try LocalFiles.createDirectory(tree.directory.appending("node_modules/.bin"))
    let tool = tree.directory.appending("node_modules/.bin/eslint")
    try LocalFiles.createSymbolicLink(at: tool, to: LocalPath("../eslint/bin/eslint.js"))
    let identifier = InstalledToolIdentifier(digest: digest)
    let first = try ask(identifier, tool)
    try LocalFiles.writeAtomically(
      Array("2".utf8), to: tree.directory.appending("node_modules/.package-lock.json"))
    #expect(try ask(identifier, tool) != first)
  }

  @Test func `a program that cannot tell its version is an error`() throws {
    let tree = try TestTree(["tool": "#!/bin/sh\necho broken installation >&2\nexit 1\n"])
    let identifier = InstalledToolIdentifier(digest: digest)
    let error = #expect(throws: CheckError.self) { try identify(identifier, tree.directory.appending("tool")) }
    #expect(error?.message.contains("broken installation") == true)
    #expect(throws: CheckError.self) { try identify(identifier, tree.directory.appending("none")) }
  }

  @Test(arguments: ["black", "flake8", "ruff", "shellcheck", "hadolint", "yamllint", "swift-format", "actionlint"])
  func `the linters that are shipped as presets tell their version`(name: String) throws {
    let preset = try PresetFile.preset(name)
    try Tools.require(preset.command[0])
    let tree = try TestTree(["a.py": ""])
    var context = tree.context()
    // Toolchains are too big for the digest of these tests, and what it says does not matter here.
    context.identifier = InstalledToolIdentifier(digest: { "\($0.count)" })
    let settings = CheckSettings(id: CheckID(name))
    let check = try LintCheck(settings, preset: preset, context: context)
    let tools = try check.dependencies(for: try check.selection(in: tree.all), in: tree.all).tools
    #expect(tools.map(\.name) == [preset.command[0]])
    #expect(tools.first?.identity.isEmpty == false)
  }

  private static func memo() -> IdentityMemo {
    let known = KnownIdentities()
    return IdentityMemo(
      lookUp: { key in known.identities.withLock { $0[key] } },
      store: { key, value in known.identities.withLock { $0[key] = value } })
  }

  private final class KnownIdentities: Sendable {
    let identities = Mutex<[String: String]>([:])
  }

  private let digest: @Sendable ([UInt8]) -> String = { TestContent.id(of: $0).description }

  private func identify(_ identifier: InstalledToolIdentifier, _ tool: LocalPath) throws -> String {
    try identifier.identify(
      executable: tool, versionArguments: ["--version"], environment: ["PATH": "/usr/bin:/bin"], directory: tool.parent)
  }

  private func ask(
    _ identifier: InstalledToolIdentifier, _ tool: LocalPath, _ environment: [String: String] = [:],
    version: [String] = []
  ) throws -> String {
    try identifier.identify(
      executable: tool, versionArguments: version, environment: environment, directory: tool.parent)
  }

  private func runs(_ tree: TestTree) -> Int {
    let log = try? LocalFiles.read(tree.directory.appending("tool.log"), limit: 1000)
    return String(decoding: log ?? [], as: UTF8.self).split(separator: "\n").count
  }
}
