import Foundation
import GateModel
import Testing
import ToolProcess

@Suite struct EnvironmentTests {
  @Test func `only what is listed or declared reaches a command`() {
    let caller = [
      "PATH": "/bin", "LC_ALL": "C", "XDG_CACHE_HOME": "/c", "SECRET": "s", "NODE_ENV": "test", "GIT_DIR": "/x",
      "GIT_INDEX_FILE": "i", "SSH_AUTH_SOCK": "/s", "FORCE_COLOR": "1",
    ]
    let environment = CommandEnvironment.make(from: caller, declaring: ["NODE_ENV", "GIT_DIR"])
    #expect(
      environment == [
        "PATH": "/bin", "LC_ALL": "C", "XDG_CACHE_HOME": "/c", "NODE_ENV": "test", "NO_COLOR": "1",
      ])
  }

  @Test func `the repository's own tools come before the path's`() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("gate-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    for directory in ["node_modules/.bin", ".venv/bin", "bin", "second"] {
      try FileManager.default.createDirectory(atPath: root + "/" + directory, withIntermediateDirectories: true)
    }
    try program(root + "/.venv/bin/black")
    try program(root + "/bin/black")
    try program(root + "/second/only")
    try program(root + "/node_modules/.bin/off", mode: 0o644)
    try FileManager.default.createDirectory(atPath: root + "/bin/directory", withIntermediateDirectories: true)
    let locator = ToolLocator(
      path: "bin:\(root)/second", roots: [LocalPath(root)], workingDirectory: LocalPath(root))
    #expect(locator.locate("black") == LocalPath(root + "/.venv/bin/black"))
    #expect(locator.locate("only") == LocalPath(root + "/second/only"))
    #expect(locator.locate("bin/black") == LocalPath(root + "/bin/black"))
    #expect(locator.locate("off") == nil)
    #expect(locator.locate("directory") == nil)
    #expect(locator.locate("") == nil)
  }

  private func program(_ path: String, mode: Int = 0o755) throws {
    try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
