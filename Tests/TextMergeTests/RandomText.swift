import GateModel
import GateTestSupport

/// Texts of few different lines, so that equal lines stand beside each other often.
enum RandomText {
  static func lines(_ count: Int, _ random: inout SeededGenerator, kinds: Int = 12) -> [UInt8] {
    var bytes = (0..<count).flatMap { _ in line(&random, kinds: kinds) }
    if Int.random(in: 0..<8, using: &random) == 0, !bytes.isEmpty { bytes.removeLast() }
    return bytes
  }

  /// `text` with a few lines put in, taken out or replaced.
  static func edited(_ text: [UInt8], _ random: inout SeededGenerator, kinds: Int = 12) -> [UInt8] {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true).map { Array($0) + [10] }
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let place = Int.random(in: 0...lines.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: lines.insert(line(&random, kinds: kinds), at: place)
      case 1: lines.removeSubrange(place..<min(lines.count, place + Int.random(in: 1...3, using: &random)))
      default: if place < lines.count { lines[place] = line(&random, kinds: kinds) }
      }
    }
    return Array(lines.joined())
  }

  static func shown(_ text: [UInt8]) -> String {
    String(decoding: text.map { $0 == 10 ? UInt8(ascii: ",") : $0 }, as: UTF8.self)
  }

  private static func line(_ random: inout SeededGenerator, kinds: Int) -> [UInt8] {
    Array("\(Int.random(in: 0..<kinds, using: &random))\n".utf8)
  }
}

/// `git merge-file` and `git diff --no-index` on bytes.
struct GitMerge {
  let directory: LocalPath

  init(_ directory: LocalPath) { self.directory = directory }

  /// What git makes of it, `nil` where it sees a conflict.
  func merge(base: [UInt8], ours: [UInt8], theirs: [UInt8]) throws -> [UInt8]? {
    for (name, bytes) in [("base", base), ("ours", ours), ("theirs", theirs)] { try put(name, bytes) }
    let result = try runProcess(
      "git", ["merge-file", "-p", "-q", "ours", "base", "theirs"],
      environment: TestRepository.hermetic(home: directory), directory: directory)
    return result.status == 0 ? result.stdout : nil
  }

  /// The hunks of git's diff, without the lines that name the files.
  func diff(_ old: [UInt8], _ new: [UInt8]) throws -> [UInt8] {
    try put("old", old)
    try put("new", new)
    let result = try runProcess(
      "git", ["-c", "core.quotePath=true", "diff", "--no-index", "--no-indent-heuristic", "--no-color", "old", "new"],
      environment: TestRepository.hermetic(home: directory), directory: directory)
    guard let start = result.stdout.firstRange(of: Array("\n@@".utf8)) else { return [] }
    return Array(result.stdout[(start.lowerBound + 1)...])
  }

  /// What comes of `old` when `patch`, the hunks of a unified diff, is applied by git.
  func apply(_ patch: [UInt8], to old: [UInt8]) throws -> [UInt8] {
    try put("old", old)
    try put("patch", Array("--- a/old\n+++ b/old\n".utf8) + patch)
    let result = try runProcess(
      "git", ["apply", "--unidiff-zero", "patch"], environment: TestRepository.hermetic(home: directory),
      directory: directory)
    guard result.status == 0 else { throw TestSupportError(result.errors) }
    return try runProcess("cat", ["old"], directory: directory).stdout
  }

  private func put(_ name: String, _ bytes: [UInt8]) throws {
    _ = try runProcess("tee", [name], directory: directory, stdin: bytes)
  }
}
