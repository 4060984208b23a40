import Foundation
import GateModel
import HookInstallation
import Testing

/// Where git looks for hooks: the answers are compared with what git then runs.
@Suite struct HooksPathTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private var gate: LocalPath { sandbox.local("tools/gate") }

  /// Whether a commit in `directory` starts gate.
  private func commitStartsGate(in directory: String = "work") throws -> Bool {
    let before = try sandbox.log
    let run = try sandbox.git("commit", "--allow-empty", "-m", "x", in: directory)
    return try run.status == 0 && sandbox.log == before + "\(sandbox.path("tools/gate"))\nhook\npre-commit\n"
  }

  @Test(arguments: [".githooks", "./.githooks/", "tools/my hooks", "../outside", ".git/own"])
  func `the repository's own relative path starts at the root`(path: String) throws {
    try sandbox.git("config", "core.hooksPath", path)
    let installer = sandbox.installer(.init(path: LocalPath(path), scope: .local), gate: gate)
    _ = try installer.install(["pre-commit"])
    try sandbox.write("", "work/sub/file")
    #expect(try commitStartsGate())
    #expect(try commitStartsGate(in: "work/sub"))
    #expect(try installer.uninstall(nil).map(\.action) == [.removed])
    #expect(try !commitStartsGate())
  }

  @Test func `the repository's own absolute path is taken`() throws {
    try sandbox.git("config", "core.hooksPath", sandbox.path("elsewhere/hooks"))
    let path = sandbox.local("elsewhere/hooks")
    _ = try sandbox.installer(.init(path: path, scope: .local), gate: gate).install(["pre-commit"])
    #expect(try commitStartsGate())
  }

  @Test(arguments: [HookLocation.Scope.global, .system, .command])
  func `a path of the user's that leads out of the repository is refused, unless forced`(
    scope: HookLocation.Scope
  ) throws {
    for path in [sandbox.local("shared hooks"), LocalPath("../shared hooks"), LocalPath(".git/../../shared hooks")] {
      let configured = HookLocation.Configured(path: path, scope: scope)
      let error = #expect(throws: HookError.self) { try sandbox.installer(configured).install(["pre-commit"]) }
      #expect(error?.reason == .sharedHooksPath(scope))
      #expect(error?.message.contains("core.hooksPath") == true)
      #expect(error?.hint?.contains("--force") == true)
      #expect(!sandbox.exists("shared hooks"))
    }
    let configured = HookLocation.Configured(path: sandbox.local("shared hooks"), scope: scope)
    _ = try sandbox.installer(configured, gate: gate, force: true).install(["pre-commit"])
    #expect(sandbox.exists("shared hooks/pre-commit"))
  }

  @Test func `a path of the user's within the repository is taken`() throws {
    for path in [LocalPath(".githooks"), sandbox.local("work/.git/own")] {
      let configured = HookLocation.Configured(path: path, scope: .global)
      #expect(try sandbox.installer(configured).install(["pre-commit"]).map(\.action) == [.installed])
    }
    #expect(sandbox.exists("work/.githooks/pre-commit") && sandbox.exists("work/.git/own/pre-commit"))
  }

  @Test func `husky's directory is left to husky`() throws {
    let configured = HookLocation.Configured(path: LocalPath(".husky/_"), scope: .local)
    for force in [false, true] {
      let error = #expect(throws: HookError.self) {
        try sandbox.installer(configured, force: force).install(["pre-commit"])
      }
      #expect(error?.reason == .ownedByHusky)
      #expect(error?.hint?.contains(".husky/pre-commit") == true)
    }
    #expect(!sandbox.exists("work/.husky"))
  }

  @Test func `no path and no directory are errors`() throws {
    let empty = HookLocation.Configured(path: LocalPath(""), scope: .local)
    #expect(
      #expect(throws: HookError.self) { try sandbox.installer(empty).install(["pre-commit"]) }?.reason
        == .emptyHooksPath)
    try sandbox.write("", "null")
    let null = HookLocation.Configured(path: sandbox.local("null"), scope: .local)
    #expect(
      #expect(throws: HookError.self) { try sandbox.installer(null).install(["pre-commit"]) }?.reason
        == .system(ENOTDIR))
  }

  @Test func `linked work trees share the hooks`() throws {
    let added = try sandbox.git("worktree", "add", "--quiet", "--detach", sandbox.path("linked tree"))
    try #require(added.status == 0, "\(added.error)")
    _ = try sandbox.installer(workTree: "linked tree", gate: gate).install(["pre-commit"])
    #expect(try commitStartsGate())
    #expect(try commitStartsGate(in: "linked tree"))
  }

  @Test func `with a relative path each work tree has its own hooks`() throws {
    let added = try sandbox.git("worktree", "add", "--quiet", "--detach", sandbox.path("linked tree"))
    try #require(added.status == 0, "\(added.error)")
    try sandbox.git("config", "core.hooksPath", ".githooks")
    let configured = HookLocation.Configured(path: LocalPath(".githooks"), scope: .local)
    _ = try sandbox.installer(configured, workTree: "linked tree", gate: gate).install(["pre-commit"])
    #expect(try commitStartsGate(in: "linked tree"))
    #expect(try !commitStartsGate())
  }

  @Test func `a bare repository's path starts at the repository`() {
    let location = HookLocation(
      commonDirectory: LocalPath("/r.git"), workTree: nil, configured: .init(path: LocalPath("own"), scope: .local))
    #expect(location.hooksDirectory == LocalPath("/r.git/own"))
    #expect(
      HookLocation(commonDirectory: LocalPath("/r.git"), workTree: nil).hooksDirectory == LocalPath("/r.git/hooks"))
  }

  @Test func `a repository whose path is no UTF-8 works`() throws {
    let made = try sandbox.run(
      "/bin/sh", ["-c", #"d=$(printf 'bad\377 dir'); git init --quiet --template= "$d""#], in: "empty")
    try #require(made.status == 0, "\(made.error)")
    let root = sandbox.local("empty").appending(bytes: "bad".utf8 + [0xff] + " dir".utf8)
    let location = HookLocation(commonDirectory: root.appending(".git"), workTree: root)
    let installer = Installer(location: location, gatePath: gate, shim: Sandbox.shim)
    #expect(try installer.install(["pre-commit"]).map(\.action) == [.installed])
    let commit = try sandbox.run(
      "/bin/sh", ["-c", #"cd "$(printf 'bad\377 dir')" && git commit --quiet --allow-empty -m x"#], in: "empty")
    #expect(commit.status == 0, "\(commit.error)")
    #expect(try sandbox.log == "\(sandbox.path("tools/gate"))\nhook\npre-commit\n")
  }
}
