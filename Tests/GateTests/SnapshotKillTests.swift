import Foundation
import GateModel
import GateTestSupport
import Testing

/// SIGKILL in the middle of laying out a snapshot, at instants that the files themselves tell.
@Suite struct SnapshotKillTests {
  private static let count = 600
  /// One line for all files and what is in them.
  private static let digest = "find . -type f | sort | xargs sha256sum | sha256sum"

  @Test func `killed while it lays files out, gate lays them out right the next time, and touches nothing else`() throws
  {
    let repository = try TestRepository.gated(
      """
      version: 1
      checks:
        list: { run: "sh list.sh", cache: false }
      """, files: ["list.sh": "\(Self.digest)\n"])
    let home = repository.environment["HOME", default: ""]
    for round in 0..<8 {
      // Each round replaces files, adds some and removes others.
      for index in 0..<Self.count where index % (round + 2) == 0 {
        try repository.write(RepositoryPath("d\(index % 20)/f\(index)-\(round)"), "\(round) \(index)\n")
        try repository.write(RepositoryPath("d\(index % 20)/same\(index)"), "\(round) \(index)\n")
      }
      try repository.git("add", "--all", ".")
      if round > 1 { try repository.git("rm", "-q", "--cached", "d0/f0-\(round - 2)") }
      try repository.write("list.sh", "unstaged \(round)\n")
      let index = try repository.read(".git/index")
      try kill(repository, whenThereAre: round * 60 + 5, below: home, named: "f*-\(round)")
      #expect(try repository.read(".git/index") == index)
      let run = try repository.gate("check", "-v", "--all")
      #expect(run.status == 0, "\(run.everything)")
      let expected = try checkout(repository, "theirs\(round)")
      #expect(run.output.contains(expected), "round \(round): \(run.everything)")
      try repository.git("checkout", "-q", "--", "list.sh")
      try repository.git("clean", "-qfd")
    }
  }

  /// Starts gate and kills it once so many files of that name have been written.
  private func kill(
    _ repository: TestRepository, whenThereAre count: Int, below home: String, named pattern: String
  ) throws {
    let process = Process()
    process.executableURL = URL(filePath: GateProgram.path)
    process.arguments = ["check", "--all"]
    process.environment = repository.gateEnvironment
    process.currentDirectoryURL = URL(filePath: "\(repository.root)")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning {
      let found = try runProcess("find", [home, "-path", "*/snapshots/*", "-name", pattern])
      if found.output.split(separator: "\n").count >= count { break }
    }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// The digest of what git would write.
  private func checkout(_ repository: TestRepository, _ name: String) throws -> String {
    let place = repository.surroundings.appending(name)
    try repository.git("checkout-index", "--all", "--prefix=\(place)/")
    let run = try runProcess(
      "/bin/sh", ["-c", Self.digest], environment: repository.environment, directory: place)
    return run.output.trimmingSuffix("\n")
  }
}
