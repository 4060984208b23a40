import Foundation
import GateModel
import GateTestSupport
import Testing

/// A repository whose push has one slow check, which says when it runs and goes on when it is told to.
///
///     $HOME/runs     a line for each time that the check was executed: where, and its process id
///     $HOME/go       made to let it end
struct WarmRepository {
  let repository: TestRepository
  let home: String

  /// Counts itself, and ends with status 1 where the file `bad` is in the commit. Never goes on for ever.
  private static let slow = """
    echo "$PWD $$" >> "$HOME/runs"
    i=0
    while ! test -e "$HOME/go" && test $i -lt 6000; do sleep 0.01; i=$((i+1)); done
    ! test -e bad

    """

  /// With a bare remote that has the first commit, and gate's hooks.
  init(_ configuration: String = Self.warm, files: [String: String] = [:]) throws {
    repository = try TestRepository.gated(configuration, files: files.merging(["slow.sh": Self.slow]) { $1 })
    home = try #require(repository.environment["HOME"])
    try repository.addRemote()
    try repository.git("push", "--quiet", "origin", "main")
    #expect(try repository.gate("install").status == 0)
  }

  static let warm = """
    version: 1
    warm: pre-push
    hooks: { pre-push: [slow] }
    checks:
      slow: { kind: tests, run: "sh slow.sh" }
    """

  /// Commits a change, with the hooks.
  func commit(_ file: RepositoryPath, _ text: String = "x\n", in directory: LocalPath? = nil) throws -> ProcessResult {
    let tree = directory ?? repository.root
    try text.write(toFile: "\(tree.appending(file))", atomically: false, encoding: .utf8)
    try repository.git(["add", "."], in: directory)
    return try runProcess(
      "git", ["commit", "--quiet", "-m", "\(file)"], environment: repository.gateEnvironment, directory: tree)
  }

  func letGo() throws { try "".write(toFile: "\(home)/go", atomically: true, encoding: .utf8) }

  /// Where the check was executed, and the process of each time.
  var runs: [(directory: String, process: pid_t)] {
    let text = (try? String(contentsOfFile: "\(home)/runs", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ")
      return parts.last.flatMap { pid_t($0) }.map { (parts.dropLast().joined(separator: " "), $0) }
    }
  }

  /// The background's records: the process of each, `nil` where the file does not say.
  func records(_ gitDirectory: String = ".git") -> [pid_t?] {
    let directory = "\(repository.root)/\(gitDirectory)/gate/background"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.map { name in
      let text = try? String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8)
      return text?.split(separator: " ").first.flatMap { pid_t($0) }
    }
  }

  /// Starts a push and returns when its hook has begun.
  func startPush() throws -> Process {
    try repository.write(
      ".git/hooks/pre-push.before-gate", bytes: Array("#!/bin/sh\ncat > \"$HOME/pushing\"\n".utf8), executable: true)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "push", "--quiet", "origin", "main"]
    process.environment = repository.gateEnvironment
    process.currentDirectoryURL = URL(filePath: "\(repository.root)")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    try waitUntil("the push's hook runs") { FileManager.default.fileExists(atPath: "\(home)/pushing") }
    return process
  }

  func waitUntilIdle() throws { try waitUntil("the background is idle") { records().isEmpty } }
}

/// Looks again and again until `condition` holds.
///
/// - Throws: where it does not come to hold at all.
func waitUntil(_ what: String, _ condition: () throws -> Bool) throws {
  for _ in 0..<30_000 {
    if try condition() { return }
    usleep(1000)
  }
  throw TestSupportError("waited in vain until \(what)")
}

/// Whether the process is no more, or only waits for its parent to notice.
func isGone(_ process: pid_t) -> Bool {
  if kill(process, 0) != 0 { return true }
  let state = (try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8))?
    .split(separator: ")").last?.split(separator: " ").first
  return state == "Z" || state == "X"
}
