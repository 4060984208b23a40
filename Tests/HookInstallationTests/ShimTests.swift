import Foundation
import GateModel
import HookInstallation
import HookScripts
import Testing

/// The shim as git and others start it.
@Suite struct ShimTests {
  let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  /// The shells of this machine that people's `/bin/sh` may be.
  static let shells: [[String]] = [
    ["/bin/sh"], ["/bin/dash"], ["/bin/bash"], ["/bin/bash", "--posix"], ["/bin/busybox", "sh"],
  ]
  .filter { FileManager.default.isExecutableFile(atPath: $0[0]) }

  private func runShim(
    _ shell: [String], hook: String = "pre-commit", _ arguments: [String] = [], environment: [String: String],
    input: String = ""
  ) throws -> Sandbox.Run {
    let shim = sandbox.path("work/.git/hooks/\(hook)")
    return try sandbox.run(
      shell[0], shell.dropFirst() + [shim] + arguments, environment: environment, input: input)
  }

  @Test(arguments: shells) func `the shim becomes gate and starts nothing else`(shell: [String]) throws {
    _ = try sandbox.installer().install(["pre-push"])
    let run = try runShim(
      shell, hook: "pre-push", ["origin", "a b", "", "*", "-n"],
      // With this PATH no program can be started by name.
      environment: ["PATH": sandbox.path("empty"), "GATE_BIN": sandbox.path("tools/gate")], input: "one\ntwo  x\n")
    #expect(run.status == 0)
    #expect(run.error == "")
    #expect(run.output == "pid \(run.identifier)\n")
    let program = sandbox.path("tools/gate")
    #expect(
      try sandbox.log == "\(program)\nhook\npre-push\norigin\na b\n\n*\n-n\nstdin one\nstdin two  x\n")
  }

  @Test(arguments: shells) func `gate's status is the hook's`(shell: [String]) throws {
    _ = try sandbox.installer().install(["pre-commit"])
    for status in ["1", "2", "3", "130"] {
      let environment = ["GATE_BIN": sandbox.path("tools/gate"), "GATE_STATUS": status]
      #expect(try runShim(shell, environment: environment).status == Int32(status))
    }
  }

  @Test(arguments: shells) func `where there is no gate the hook fails and says what to do`(shell: [String]) throws {
    _ = try sandbox.installer(gate: sandbox.local("gone/gate")).install(["pre-commit"])
    let run = try runShim(shell, environment: ["PATH": sandbox.path("empty")])
    #expect(run.status == 1)
    for word in ["pre-commit", "not found", "gate install", "GATE=0", "--no-verify"] {
      #expect(run.error.contains(word), "\(word)")
    }
    #expect(run.output == "")
  }

  @Test(arguments: shells) func `a GATE_BIN that is not there fails too`(shell: [String]) throws {
    _ = try sandbox.installer(gate: sandbox.local("tools/gate")).install(["pre-commit"])
    let run = try runShim(shell, environment: ["GATE_BIN": sandbox.path("gone")])
    #expect(run.status == 126 || run.status == 127)
    #expect(try sandbox.log == "")
  }

  @Test(arguments: shells) func `GATE=0 leaves gate out, not the hook that was there`(shell: [String]) throws {
    try sandbox.script("work/.git/hooks/pre-commit", "printf 'kept %s\\n' \"$1\"; exit 7")
    _ = try sandbox.installer(gate: sandbox.local("tools/gate")).install(["pre-commit", "commit-msg"])
    let kept = try runShim(shell, ["x y"], environment: ["GATE": "0"])
    #expect(kept.status == 7)
    #expect(kept.output == "kept x y\n")
    #expect(kept.error == "gate: pre-commit skipped (GATE=0)\n")
    let alone = try runShim(shell, hook: "commit-msg", environment: ["GATE": "0"])
    #expect(alone.status == 0)
    #expect(try sandbox.log == "")
    _ = try runShim(shell, environment: ["GATE": "1", "PATH": sandbox.path("empty")])
    #expect(try sandbox.log.contains("hook\npre-commit"))
  }

  @Test func `the shipped shim looks in the places of the machine that the tests have moved`() {
    let lines = HookScripts.shim.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    let places = Sandbox.machinePlaces.joined(separator: " ")
    #expect(lines.filter { $0.hasSuffix(" \(places); do") }.count == 1)
    #expect(lines.filter { $0.contains("/usr/") || $0.contains("/opt/") }.count == 1)
  }

  @Test func `GATE_BIN comes before PATH, PATH before the recorded path, that before the user's and the machine's`()
    throws
  {
    _ = try sandbox.installer(gate: sandbox.local("recorded/gate")).install(["pre-commit"])
    let machine = Sandbox.machinePlaces.reversed().map { "home" + $0.dropLast("/gate".count) }
    let places = machine + ["home/.local/bin", "recorded", "on path", "named"]
    let environment = ["PATH": sandbox.path("on path")]
    for (index, place) in places.enumerated() {
      try sandbox.script("\(place)/gate", "echo \(index)")
      let extra = place == "named" ? ["GATE_BIN": sandbox.path("named/gate")] : [:]
      let run = try runShim(["/bin/sh"], environment: environment.merging(extra) { $1 })
      #expect(run.output == "\(index)\n")
    }
  }

  @Test func `a directory called gate is not gate`() throws {
    try sandbox.write("", "recorded/gate/file")
    _ = try sandbox.installer(gate: sandbox.local("recorded/gate")).install(["pre-commit"])
    #expect(try runShim(["/bin/sh"], environment: ["PATH": sandbox.path("empty")]).status == 1)
  }

  /// The bytes are written with printf, for a Swift string cannot hold them.
  @Test(arguments: [
    (#"new\nline"#, Array("new\nline".utf8)), (#"it'\''s"#, Array("it's".utf8)), (#"'\'''\''"#, Array("''".utf8)),
    (#"bad\377"#, Array("bad".utf8) + [0xff]), (#"$HOME`id`\\"#, Array(#"$HOME`id`\"#.utf8)),
    ("-n", Array("-n".utf8)), ("&|\"*", Array("&|\"*".utf8)),
  ])
  func `any path of gate is recorded exactly`(written: String, name: [UInt8]) throws {
    let made = try sandbox.run(
      "/bin/sh",
      [
        "-c",
        """
        d=$(printf -- '\(written)/x'); d=${d%/x}; mkdir -- "./$d" && cp "$0" "./$d/gate"
        """, sandbox.path("tools/gate"),
      ], in: "empty")
    try #require(made.status == 0, "\(made.error)")
    let gate = sandbox.local("empty").appending(bytes: name).appending("gate")
    _ = try sandbox.installer(gate: gate).install(["pre-commit"])
    #expect(try runShim(["/bin/sh"], environment: ["PATH": sandbox.path("empty")]).status == 0)
    #expect(try sandbox.installer(gate: gate).status(of: "pre-commit").state == .ours(version: 1, isCurrent: true))
  }

  @Test func `a commit starts gate, and gate's answer decides`() throws {
    _ = try sandbox.installer(gate: sandbox.local("gone/gate")).install(["pre-commit"])
    let refused = try sandbox.git("commit", "--allow-empty", "-m", "x", environment: ["GATE_STATUS": "1"])
    #expect(refused.status != 0)
    #expect(try sandbox.log == "\(sandbox.path("tools/gate"))\nhook\npre-commit\n")
    #expect(try sandbox.git("rev-list", "--count", "HEAD").output == "1\n")
    #expect(try sandbox.git("commit", "--allow-empty", "-m", "x").status == 0)
    #expect(try sandbox.git("rev-list", "--count", "HEAD").output == "2\n")
  }

  @Test func `a push hands the list of refs over`() throws {
    _ = try sandbox.installer(gate: sandbox.local("tools/gate")).install(["pre-push"])
    try sandbox.git("init", "--quiet", "--bare", sandbox.path("remote.git"), in: "")
    let push = try sandbox.git("push", "--quiet", sandbox.path("remote.git"), "HEAD:refs/heads/x", "HEAD:refs/tags/v1")
    #expect(push.status == 0, "\(push.error)")
    let lines = try sandbox.log.split(separator: "\n").filter { $0.hasPrefix("stdin ") }.map { $0.dropFirst(6) }
    let updates = try PushInput.parse(Array(lines.joined(separator: "\n").utf8))
    let head = try sandbox.git("rev-parse", "HEAD").output.dropLast()
    #expect(updates.map(\.remoteRef.description) == ["refs/heads/x", "refs/tags/v1"])
    #expect(updates.allSatisfy { $0.localID == ObjectID(hex: String(head)) && $0.remoteID == nil })
  }
}
