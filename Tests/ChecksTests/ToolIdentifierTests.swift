import Checks
import Foundation
import GateModel
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
    let ask = { try identifier.identify(executable: tool, versionArguments: ["version"], environment: [:]) }
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
      let ask = { try identifier.identify(executable: shim, versionArguments: arguments, environment: [:]) }
      try LocalFiles.writeAtomically(Array("1".utf8), to: tree.directory.appending("bin/version"))
      let first = try ask()
      #expect(try ask() == first)
      try LocalFiles.writeAtomically(Array("2".utf8), to: tree.directory.appending("bin/version"))
      #expect(try ask() != first, "\(name)")
    }
  }

  @Test func `what the user installed for a system Python counts`() throws {
    let tree = try TestTree([
      "bin/python3": "#!/bin/sh\n", "home/.local/lib/python3.11/site-packages/flake8-7.0.dist-info/METADATA": "",
    ])
    let tool = tree.directory.appending("bin/flake8")
    try LocalFiles.writeAtomically(Array("#!\(tree.directory)/bin/python3\n".utf8), to: tool, mode: 0o755)
    let identifier = InstalledToolIdentifier(digest: digest)
    let environment = ["HOME": "\(tree.directory)/home"]
    let first = try identifier.identify(executable: tool, versionArguments: [], environment: environment)
    try LocalFiles.createDirectory(
      tree.directory.appending("home/.local/lib/python3.11/site-packages/plugin-2.0.dist-info"))
    #expect(try identifier.identify(executable: tool, versionArguments: [], environment: environment) != first)
  }

  @Test func `what is installed beside a console script counts`() throws {
    let tree = try TestTree([
      "venv/lib/python3.11/site-packages/black-1.0.dist-info/METADATA": "", "venv/bin/python3": "#!/bin/sh\n",
    ])
    let tool = tree.directory.appending("venv/bin/black")
    try LocalFiles.writeAtomically(
      Array("#!\(tree.directory)/venv/bin/python3\n".utf8), to: tool, mode: 0o755)
    let identifier = InstalledToolIdentifier(digest: digest)
    let first = try identifier.identify(executable: tool, versionArguments: [], environment: [:])
    try LocalFiles.createDirectory(
      tree.directory.appending("venv/lib/python3.11/site-packages/plugin-2.0.dist-info"))
    #expect(try identifier.identify(executable: tool, versionArguments: [], environment: [:]) != first)
  }

  @Test func `what npm installed beside a program counts`() throws {
    let tree = try TestTree([
      "node_modules/eslint/bin/eslint.js": "#!/bin/sh\n", "node_modules/.package-lock.json": "1",
    ])
    try LocalFiles.createDirectory(tree.directory.appending("node_modules/.bin"))
    let tool = tree.directory.appending("node_modules/.bin/eslint")
    try LocalFiles.createSymbolicLink(at: tool, to: LocalPath("../eslint/bin/eslint.js"))
    let identifier = InstalledToolIdentifier(digest: digest)
    let first = try identifier.identify(executable: tool, versionArguments: [], environment: [:])
    try LocalFiles.writeAtomically(
      Array("2".utf8), to: tree.directory.appending("node_modules/.package-lock.json"))
    #expect(try identifier.identify(executable: tool, versionArguments: [], environment: [:]) != first)
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
      executable: tool, versionArguments: ["--version"], environment: ["PATH": "/usr/bin:/bin"])
  }

  private func runs(_ tree: TestTree) -> Int {
    let log = try? LocalFiles.read(tree.directory.appending("tool.log"), limit: 1000)
    return String(decoding: log ?? [], as: UTF8.self).split(separator: "\n").count
  }
}
