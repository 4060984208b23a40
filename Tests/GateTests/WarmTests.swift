import Foundation
import GateModel
import GateTestSupport
import Testing

/// `warm: pre-push`: what a push would check begins after the commit, in the background.
@Suite struct WarmTests {
  @Test func `a push after the warming executes nothing, whatever was edited meanwhile`() throws {
    let warm = try WarmRepository()
    try warm.letGo()
    #expect(try warm.commit("a.txt").status == 0)
    try warm.repository.write("slow.sh", "exit 1\n")
    try warm.waitUntilIdle()
    #expect(warm.runs.count == 1)
    #expect(warm.runs.allSatisfy { !$0.directory.hasPrefix("\(warm.repository.root)") })
    let push = try warm.repository.gitWithHooks("push", "origin", "main")
    #expect(push.status == 0, "\(push.everything)")
    #expect(push.everything.contains("from cache"))
    #expect(warm.runs.count == 1)
    #expect(try warm.repository.gate("check", "--push").status == 0)
    #expect(warm.runs.count == 1)
  }

  @Test func `a push in the middle of the warming joins it`() throws {
    let warm = try WarmRepository()
    #expect(try warm.commit("a.txt").status == 0)
    try waitUntil("the check runs") { warm.runs.count == 1 }
    let push = try warm.startPush()
    try warm.letGo()
    push.waitUntilExit()
    #expect(push.terminationStatus == 0)
    #expect(warm.runs.count == 1)
    #expect(try warm.repository.id("refs/remotes/origin/main") == warm.repository.id("HEAD"))
  }

  @Test func `what failed ahead of the push refuses the push`() throws {
    let warm = try WarmRepository()
    try warm.letGo()
    #expect(try warm.commit("bad").status == 0)
    try warm.waitUntilIdle()
    let push = try warm.repository.gitWithHooks("push", "origin", "main")
    #expect(push.status != 0)
    // Failed tests are not kept: they run again.
    #expect(warm.runs.count == 2)
  }

  /// A quick check, which counts itself, before the slow one.
  private static let two = """
    version: 1
    warm: pre-push
    hooks: { pre-push: [quick, slow] }
    checks:
      quick: { run: "sh quick.sh", files: "*.txt" }
      slow: { kind: tests, run: "sh slow.sh", needs: [quick] }
    """

  @Test(arguments: [false, true])
  func `of a warming that is ended or killed, the push finds what was done`(isKilled: Bool) throws {
    let warm = try WarmRepository(Self.two, files: ["quick.sh": "echo quick >> \"$HOME/quick\"\n"])
    #expect(try warm.commit("a.txt").status == 0)
    try waitUntil("the slow check runs") { warm.runs.count == 1 }
    if isKilled {
      let background = try #require(warm.records().first ?? nil)
      #expect(kill(background, SIGKILL) == 0)
    }
    // What the quick check reads is as it was.
    #expect(try warm.commit("b.md").status == 0)
    try waitUntil("the slow check runs anew") { warm.runs.count == 2 }
    try warm.letGo()
    try warm.waitUntilIdle()
    let push = try warm.repository.gitWithHooks("push", "origin", "main")
    #expect(push.status == 0, "\(push.everything)")
    #expect(warm.runs.count == 2)
    #expect(try String(contentsOfFile: "\(warm.home)/quick", encoding: .utf8) == "quick\n")
  }

  @Test func `a failure that is a function of the content is not worked out again by the push`() throws {
    let warm = try WarmRepository(
      Self.two, files: ["quick.sh": "echo quick >> \"$HOME/quick\"; ! test -e bad.txt\n"])
    #expect(try warm.commit("bad.txt").status == 0)
    try warm.waitUntilIdle()
    let push = try warm.repository.gitWithHooks("push", "origin", "main")
    #expect(push.status != 0)
    #expect(push.everything.contains("from cache"), "\(push.everything)")
    #expect(try String(contentsOfFile: "\(warm.home)/quick", encoding: .utf8) == "quick\n")
    #expect(warm.runs.isEmpty)
  }

  @Test func `the next commit ends the warming of the one before, and one process is left`() throws {
    let warm = try WarmRepository()
    #expect(try warm.commit("a.txt").status == 0)
    try waitUntil("the check runs") { warm.runs.count == 1 }
    let first = try #require(warm.records().first ?? nil)
    #expect(try warm.commit("b.txt").status == 0)
    try waitUntil("the check runs anew") { warm.runs.count == 2 }
    #expect(isGone(first))
    #expect(isGone(warm.runs[0].process))
    #expect(warm.records().count == 1)
    let status = try warm.repository.gate("warm", "status")
    #expect(status.output.contains(try warm.repository.id("HEAD").description.prefix(10)), "\(status.everything)")
    try warm.letGo()
    try warm.waitUntilIdle()
    #expect(try warm.repository.gitWithHooks("push", "origin", "main").status == 0)
    #expect(warm.runs.count == 2)
  }

  @Test func `the commit returns at once, with nothing of the background in its session or its outputs`() throws {
    let warm = try WarmRepository()
    try warm.repository.gate("uninstall")
    try warm.repository.write(
      ".git/hooks/post-commit", bytes: Array("#!/bin/sh\necho kept\n".utf8), executable: true)
    try warm.repository.gate("install")
    try warm.repository.write("a.txt", "a\n")
    try warm.repository.git("add", ".")
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "commit", "--quiet", "-m", "a"]
    process.environment = warm.repository.gateEnvironment
    process.currentDirectoryURL = URL(filePath: "\(warm.repository.root)")
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // Ends only when nobody holds the other end any more.
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(String(decoding: said, as: UTF8.self) == "kept\n")
    try waitUntil("the check runs") { warm.runs.count == 1 }
    let background = try #require(warm.records().first ?? nil)
    #expect(getsid(background) == background)
    #expect(getsid(background) != getsid(0))
    if let stat = try? String(contentsOfFile: "/proc/\(warm.runs[0].process)/stat", encoding: .utf8) {
      // proc(5): the 19th field; the 3rd is the first after the parenthesis.
      #expect(stat.split(separator: ")").last?.split(separator: " ")[16] == "10")
    }
    let stop = try warm.repository.gate("warm", "stop")
    #expect(stop.output == "ended\n")
    #expect(isGone(background) && isGone(warm.runs[0].process))
    #expect(try warm.repository.gate("warm", "stop").output == "nothing runs in the background\n")
    try warm.repository.gate("uninstall")
    let left = try String(contentsOfFile: "\(warm.repository.root)/.git/hooks/post-commit", encoding: .utf8)
    #expect(left == "#!/bin/sh\necho kept\n")
  }

  @Test func `where the background is killed, the push that waits for it does the work`() throws {
    let warm = try WarmRepository()
    #expect(try warm.commit("a.txt").status == 0)
    try waitUntil("the check runs") { warm.runs.count == 1 }
    let push = try warm.startPush()
    let background = try #require(warm.records().first ?? nil)
    #expect(kill(background, SIGKILL) == 0)
    try waitUntil("the push runs the check") { warm.runs.count == 2 }
    try warm.letGo()
    push.waitUntilExit()
    #expect(push.terminationStatus == 0)
    #expect(warm.runs.count == 2)
    // The next one finds the record of a process that is no more, and takes it away.
    #expect(try warm.commit("b.txt").status == 0)
    try warm.waitUntilIdle()
  }

  @Test func `a push does not wait longer than the check may take`() throws {
    let warm = try WarmRepository(
      WarmRepository.warm.replacing("run: \"sh slow.sh\"", with: "run: \"sh slow.sh\", timeout: 1ms"))
    #expect(try warm.commit("a.txt").status == 0)
    let push = try warm.startPush()
    push.waitUntilExit()
    #expect(push.terminationStatus != 0)
    #expect(try warm.repository.gate("warm", "stop").status == 0)
  }

  @Test func `two work trees are warmed at once, and each for itself`() throws {
    let warm = try WarmRepository()
    let other = warm.repository.surroundings.appending("other")
    try warm.repository.git("worktree", "add", "--quiet", "-b", "topic", "\(other)")
    #expect(try warm.commit("a.txt").status == 0)
    #expect(try warm.commit("b.txt", in: other).status == 0)
    try waitUntil("both checks run") { warm.runs.count == 2 }
    #expect(warm.records().count == 1 && warm.records(".git/worktrees/other").count == 1)
    try warm.letGo()
    try warm.waitUntilIdle()
    try waitUntil("the other is idle, too") { warm.records(".git/worktrees/other").isEmpty }
    let push = try warm.repository.gitWithHooks("push", "origin", "main", "topic")
    #expect(push.status == 0, "\(push.everything)")
    #expect(warm.runs.count == 2)
    try warm.repository.git("worktree", "remove", "\(other)")
    #expect(!FileManager.default.fileExists(atPath: "\(warm.repository.root)/.git/worktrees/other"))
  }

  @Test func `where the repository goes away, the background ends`() throws {
    let warm = try WarmRepository()
    #expect(try warm.commit("a.txt").status == 0)
    try waitUntil("the check runs") { warm.runs.count == 1 }
    let background = try #require(warm.records().first ?? nil)
    try FileManager.default.removeItem(atPath: "\(warm.repository.root)")
    try waitUntil("it is gone") { isGone(background) && isGone(warm.runs[0].process) }
  }

  @Test func `nothing is begun without gate.yml's word, in a rebase, or by hand`() throws {
    let warm = try WarmRepository(WarmRepository.warm.replacing("warm: pre-push\n", with: ""))
    try warm.repository.gate("install", "post-commit")
    #expect(try warm.commit("a.txt").status == 0)
    #expect(warm.records().isEmpty)
    try warm.repository.write("gate.yml", WarmRepository.warm)
    try warm.repository.git("add", ".")
    try warm.repository.git("checkout", "--quiet", "--detach")
    #expect(try warm.commit("b.txt").status == 0)
    #expect(warm.records().isEmpty)
    let byHand = try warm.repository.gate("warm", "run", "1.\(warm.repository.id("HEAD"))")
    #expect(byHand.status == 2, "\(byHand.everything)")
    #expect(warm.runs.isEmpty)
  }
}
