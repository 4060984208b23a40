import Foundation
import GateModel
import HookInstallation
import Testing

@Suite struct InstallerTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private var hooks: String { "work/.git/hooks" }

  private func commit(in directory: String = "work") throws -> Sandbox.Run {
    try sandbox.git("commit", "--allow-empty", "-m", "x", in: directory)
  }

  @Test func `the directory is made, the shim executable, and nothing else left there`() throws {
    let changes = try sandbox.installer().install(["pre-commit", "pre-push"])
    #expect(changes.map(\.action) == [.installed, .installed])
    #expect(changes.map(\.path) == [sandbox.local("\(hooks)/pre-commit"), sandbox.local("\(hooks)/pre-push")])
    #expect(try sandbox.names(hooks) == ["pre-commit", "pre-push"])
    #expect(try sandbox.bytes("\(hooks)/pre-commit") == Sandbox.shim)
    #expect(try sandbox.permissions("\(hooks)/pre-commit") & 0o700 == 0o700)
  }

  @Test func `once more changes nothing`() throws {
    try sandbox.script("\(hooks)/pre-commit", "exit 0")
    let installer = sandbox.installer(gate: sandbox.local("tools/gate"))
    _ = try installer.install(["pre-commit"])
    let before = try sandbox.bytes("\(hooks)/pre-commit")
    #expect(try installer.install(["pre-commit"]).map(\.action) == [.unchanged])
    #expect(try sandbox.bytes("\(hooks)/pre-commit") == before)
    #expect(try sandbox.names(hooks) == ["pre-commit", "pre-commit.before-gate"])
  }

  @Test func `another path, another version or a lost bit is mended`() throws {
    _ = try sandbox.installer(gate: LocalPath("/old/gate")).install(["pre-commit"])
    let installer = sandbox.installer(gate: LocalPath("/new/gate"))
    #expect(installer.status(of: "pre-commit").state == .ours(version: 1, isCurrent: false))
    #expect(try installer.install(["pre-commit"]).map(\.action) == [.updated])
    try sandbox.script("\(hooks)/pre-commit", "# gate-shim 99: from the future")
    #expect(installer.status(of: "pre-commit").state == .ours(version: 99, isCurrent: false))
    #expect(try installer.install(["pre-commit"]).map(\.action) == [.updated])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: sandbox.path("\(hooks)/pre-commit"))
    #expect(!installer.status(of: "pre-commit").isExecutable)
    #expect(try installer.install(["pre-commit"]).map(\.action) == [.updated])
    #expect(installer.status(of: "pre-commit").isExecutable)
    #expect(installer.status(of: "pre-commit").state == .ours(version: 1, isCurrent: true))
  }

  @Test(arguments: [0o755, 0o700, 0o644, 0o555]) func `a hook that was there is kept and comes back`(mode: Int) throws {
    try sandbox.script("\(hooks)/pre-commit", "echo mine\u{0}\u{7}", permissions: mode)
    let bytes = try sandbox.bytes("\(hooks)/pre-commit")
    let installer = sandbox.installer()
    let kept = sandbox.local("\(hooks)/pre-commit.before-gate")
    #expect(try installer.install(["pre-commit"]).map(\.action) == [.installedKeeping(kept)])
    #expect(try sandbox.bytes("\(hooks)/pre-commit.before-gate") == bytes)
    #expect(try sandbox.permissions("\(hooks)/pre-commit.before-gate") == mode)
    #expect(installer.status(of: "pre-commit").keptHook == kept)
    #expect(KeptHook.path(for: "pre-commit", in: installer.directory) == kept)
    #expect((KeptHook.runnable(for: "pre-commit", in: installer.directory) == kept) == (mode & 0o100 != 0))
    #expect(try installer.uninstall(nil).map(\.action) == [.restored])
    #expect(try sandbox.bytes("\(hooks)/pre-commit") == bytes)
    #expect(try sandbox.permissions("\(hooks)/pre-commit") == mode)
    #expect(try sandbox.names(hooks) == ["pre-commit"])
  }

  @Test(arguments: ["../../scripts/check", "nowhere"]) func `a link is kept as a link`(target: String) throws {
    try sandbox.script("work/scripts/check", "exit 0")
    let link = sandbox.path("\(hooks)/pre-commit")
    try FileManager.default.createDirectory(atPath: sandbox.path(hooks), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let installer = sandbox.installer()
    _ = try installer.install(["pre-commit"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link + ".before-gate") == target)
    #expect(try sandbox.bytes("\(hooks)/pre-commit") == Sandbox.shim)
    #expect(try sandbox.read("work/scripts/check") == "#!/bin/sh\nexit 0\n")
    #expect((KeptHook.runnable(for: "pre-commit", in: installer.directory) != nil) == (target != "nowhere"))
    _ = try installer.uninstall(["pre-commit"])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
    #expect(!sandbox.exists("\(hooks)/pre-commit.before-gate"))
  }

  @Test func `a link to our own shim is never chained`() throws {
    _ = try sandbox.installer().install(["pre-commit"])
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path("\(hooks)/pre-push"), withDestinationPath: "pre-commit")
    let installer = sandbox.installer(gate: sandbox.local("tools/gate"))
    #expect(try installer.install(["pre-push"]).map(\.action) == [.updated])
    #expect(try sandbox.names(hooks) == ["pre-commit", "pre-push"])
    // Nor is one that somebody put where kept hooks lie.
    try sandbox.write(
      String(decoding: Sandbox.shim, as: UTF8.self), "\(hooks)/pre-push.before-gate", permissions: 0o755)
    #expect(KeptHook.runnable(for: "pre-push", in: installer.directory) == nil)
  }

  @Test func `an installation that was stopped half-way is finished`() throws {
    try sandbox.script("\(hooks)/pre-commit", "exit 0")
    try FileManager.default.linkItem(
      atPath: sandbox.path("\(hooks)/pre-commit"), toPath: sandbox.path("\(hooks)/pre-commit.before-gate"))
    // The same, on a file system that copied.
    try sandbox.script("\(hooks)/pre-push", "exit 0")
    try sandbox.script("\(hooks)/pre-push.before-gate", "exit 0")
    let actions = try sandbox.installer().install(["pre-commit", "pre-push"]).map(\.action)
    #expect(
      actions == [
        .installedKeeping(sandbox.local("\(hooks)/pre-commit.before-gate")),
        .installedKeeping(sandbox.local("\(hooks)/pre-push.before-gate")),
      ])
    #expect(try sandbox.read("\(hooks)/pre-commit.before-gate") == "#!/bin/sh\nexit 0\n")
  }

  @Test func `a kept hook is never written over`() throws {
    try sandbox.script("\(hooks)/pre-commit", "exit 0")
    _ = try sandbox.installer().install(["pre-commit"])
    // Another tool takes the place.
    try sandbox.script("\(hooks)/pre-commit", "exit 1")
    let error = #expect(throws: HookError.self) { try sandbox.installer().install(["pre-commit"]) }
    #expect(error?.reason == .keptHookInTheWay)
    #expect(try sandbox.read("\(hooks)/pre-commit") == "#!/bin/sh\nexit 1\n")
    #expect(try sandbox.read("\(hooks)/pre-commit.before-gate") == "#!/bin/sh\nexit 0\n")
    #expect(try sandbox.installer().uninstall(["pre-commit"]).map(\.action) == [.leftAlone])
    #expect(try sandbox.names(hooks) == ["pre-commit", "pre-commit.before-gate"])
  }

  @Test func `uninstalling touches only what is ours`() throws {
    try sandbox.script("\(hooks)/commit-msg", "# gate-shimmer 1")
    try sandbox.write("sample", "\(hooks)/pre-commit.sample")
    let installer = sandbox.installer()
    _ = try installer.install(["pre-commit", "pre-push"])
    #expect(try installer.uninstall(["pre-push"]).map(\.action) == [.removed])
    #expect(try installer.uninstall(["pre-push", "commit-msg"]).map(\.action) == [.absent, .leftAlone])
    #expect(try installer.uninstall(nil).map(\.hook) == ["pre-commit"])
    #expect(try installer.uninstall(nil).isEmpty)
    #expect(try sandbox.names(hooks) == ["commit-msg", "pre-commit.sample"])
  }

  @Test func `a kept hook comes back even when somebody deleted the shim`() throws {
    try sandbox.script("\(hooks)/pre-commit", "exit 0")
    _ = try sandbox.installer().install(["pre-commit"])
    try FileManager.default.removeItem(atPath: sandbox.path("\(hooks)/pre-commit"))
    #expect(sandbox.installer().status().map(\.state) == [.absent])
    #expect(try sandbox.installer().uninstall(nil).map(\.action) == [.restored])
    #expect(try sandbox.read("\(hooks)/pre-commit") == "#!/bin/sh\nexit 0\n")
  }

  @Test func `the status lists what is there`() throws {
    #expect(sandbox.installer().status().isEmpty)
    try sandbox.script("\(hooks)/pre-commit", "exit 0")
    try sandbox.script("\(hooks)/commit-msg", "exit 0", permissions: 0o644)
    _ = try sandbox.installer().install(["pre-commit", "pre-push"])
    let status = sandbox.installer().status()
    #expect(status.map(\.hook) == ["pre-commit", "commit-msg", "pre-push"])
    let ours = HookState.ours(version: 1, isCurrent: true)
    #expect(status.map(\.state) == [ours, .foreign, ours])
    #expect(status.map(\.isExecutable) == [true, false, true])
    #expect(status.map { $0.keptHook != nil } == [true, false, false])
  }

  @Test(arguments: ["pre-comit", "../pre-commit", "", "pre-commit.sample", "."])
  func `a name that is no hook's is refused before anything is done`(name: String) throws {
    let error = #expect(throws: HookError.self) { try sandbox.installer().install(["pre-push", name]) }
    #expect(error?.reason == .unknownHook(name))
    #expect(throws: HookError.self) { try sandbox.installer().uninstall([name]) }
    #expect(!sandbox.exists(hooks))
  }

  @Test func `a directory in a hook's place is refused`() throws {
    try sandbox.write("", "\(hooks)/pre-commit/file")
    let error = #expect(throws: HookError.self) { try sandbox.installer().install(["pre-commit"]) }
    #expect(error?.reason == .notAFile)
    #expect(sandbox.installer().status(of: "pre-commit").state == .foreign)
  }

  @Test func `a place that cannot be written to is an error with the path in it`() throws {
    try sandbox.write("a file, not a directory", hooks)
    let error = #expect(throws: HookError.self) { try sandbox.installer().install(["pre-commit"]) }
    #expect(error?.reason == .system(ENOTDIR))
    #expect(error?.message.contains("hooks") == true)
    #expect(error?.hint != nil)
  }
}
