import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// Two at once, a killed run, damage, and what is cleared away.
@Suite struct SnapshotSafetyTests {
  @Test func `who comes second gets a tree of its own, that goes with its run`() throws {
    let repository = try TestRepository.withCommit()
    let first = try repository.snapshot()
    let second = try repository.snapshot()
    #expect(second.directory != first.directory)
    try expectSame(second.directory, first.directory)
    second.close()
    #expect(!FileManager.default.fileExists(atPath: "\(second.directory)"))
    #expect(try first.changedFiles().isEmpty)
    let other = try repository.snapshot(slot: "other")
    #expect(other.directory != first.directory)
    other.close()
    #expect(FileManager.default.fileExists(atPath: "\(other.directory)/a.txt"))
  }

  @Test func `another process that has the tree is not waited for`() throws {
    let repository = try TestRepository.withCommit()
    let directory = try repository.snapshot().directory
    let lock = directory.parent.parent.appending("lock")
    let holder = Process()
    holder.executableURL = URL(filePath: "/usr/bin/env")
    holder.arguments = ["flock", "--exclusive", "\(lock)", "sh", "-c", "echo taken; exec cat"]
    let (input, output) = (Pipe(), Pipe())
    holder.standardInput = input
    holder.standardOutput = output
    try holder.run()
    #expect(output.fileHandleForReading.availableData == Data("taken\n".utf8))
    #expect(try repository.snapshot().directory != directory)
    try input.fileHandleForWriting.close()
    holder.waitUntilExit()
    #expect(try repository.snapshot().directory == directory)
  }

  @Test func `a run that was killed after any step is made good by the next`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".gitignore", "*.o\n")
    for index in 0..<40 { try repository.write(RepositoryPath("many/\(index % 7)/\(index)"), "\(index)\n") }
    try repository.git("add", ".")
    let directory = try repository.snapshot().directory
    let slot = directory.parent.parent
    // What an update leaves that dies: some of the new is there, some half, some of the old is gone, the journal names the
    // new, and the manifest is the old one.
    try repository.shell(
      """
      cd "$1" && printf half > many/3/new && mkdir -p fresh && printf 'who' > fresh/tracked.o && rm many/1/1 many/2/2
      printf 'oth' > many/4/4 && printf 'many/3/new\\0fresh/tracked.o\\0gone/x\\0' > "$2"/journal
      """, directory, slot)
    try expectSame(try repository.snapshot().directory, try repository.checkout("before"))
    #expect(!FileManager.default.fileExists(atPath: "\(slot)/journal"))

    try repository.shell("mkdir -p \"$1\"/fresh && printf who > \"$1\"/fresh/tracked.o", directory)
    try repository.shell("printf 'fresh/tracked.o\\0' > \"$1\"/journal", slot)
    try repository.write("fresh/tracked.o", "whole\n")
    try repository.git("add", "-f", "fresh/tracked.o")
    try expectSame(try repository.snapshot().directory, try repository.checkout("after"))
  }

  @Test(arguments: [
    "truncate -s 100", "truncate -s 0", "dd conv=notrunc bs=1 seek=200 if=/dev/zero count=64 of=", "rm -f",
  ])
  func `a manifest that is damaged or gone costs a new tree, and nothing else`(damage: String) throws {
    let repository = try TestRepository.withCommit()
    let directory = try repository.snapshot().directory
    try repository.shell("touch \"$1\"/stray", directory)
    let manifest = directory.parent.parent.appending("manifest")
    try repository.shell(damage.hasSuffix("=") ? "\(damage)\"$1\"" : "\(damage) \"$1\"", manifest)
    try expectSame(try repository.snapshot().directory, try repository.checkout("theirs"))
  }

  @Test func `a tree that cannot be written is made anew`() throws {
    let repository = try TestRepository.withCommit()
    let directory = try repository.snapshot().directory
    try repository.shell("rm -r \"$1\" && echo x > \"$1\"", directory)
    try expectSame(try repository.snapshot().directory, try repository.checkout("theirs"))
  }

  @Test func `snapshots that nobody needs are cleared away`() throws {
    let repository = try TestRepository.withCommit()
    let elsewhere = repository.surroundings.appending("elsewhere")
    try repository.git("worktree", "add", "-q", "--detach", "\(elsewhere)")
    let gone = try repository.snapshot(in: elsewhere).directory
    let idle = try repository.snapshot(slot: "idle").directory
    let crashed = idle.parent.parent.parent.appending("~main-crashed")
    try repository.shell("mkdir -p \"$1\"/tree && touch \"$1\"/lock", crashed)
    let now = Int64(Date().timeIntervalSince1970)
    let used = try repository.snapshot(now: now)
    used.close()
    #expect(!FileManager.default.fileExists(atPath: "\(crashed)"))
    for path in [gone, idle, used.directory] { #expect(FileManager.default.fileExists(atPath: "\(path)")) }

    try repository.git("worktree", "remove", "--force", "\(elsewhere)")
    let past = [timeval(tv_sec: 981_173_106, tv_usec: 0), timeval(tv_sec: 981_173_106, tv_usec: 0)]
    #expect(utimes("\(idle.parent.parent)/lock", past) == 0)
    // In use, however long nobody looked.
    let held = try repository.snapshot()
    #expect(held.directory == used.directory)
    #expect(utimes("\(held.directory.parent.parent)/lock", past) == 0)
    try repository.snapshot(slot: "new", now: now).close()
    #expect(!FileManager.default.fileExists(atPath: "\(gone)"))
    #expect(!FileManager.default.fileExists(atPath: "\(idle)"))
    #expect(FileManager.default.fileExists(atPath: "\(held.directory)/a.txt"))
    held.close()
  }
}
