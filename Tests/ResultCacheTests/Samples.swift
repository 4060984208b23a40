import Digests
import Foundation
import GateModel
import ResultCache

/// A directory of a test's own, removed with the value.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("gate cache \(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit {
    // A directory that is gone already is what was wanted.
    try? FileManager.default.removeItem(atPath: path)
  }

  func local(_ name: String) -> LocalPath { LocalPath("\(path)/\(name)") }

  func data(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")) }

  func write(_ data: Data, _ name: String) throws { try data.write(to: URL(fileURLWithPath: "\(path)/\(name)")) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(path)/\(name)") }

  func permissions(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }
}

enum Samples {
  static let day: Int64 = 86_400
  /// The time in the tests, unless they say otherwise.
  static let time: Int64 = 1_700_000_000

  static func key(_ number: Int) -> CacheKey {
    // 32 bytes make a key.
    CacheKey(bytes: Digest256.of("key \(number)".utf8)).unsafelyUnwrapped
  }

  static func verdict(_ number: Int = 0) -> CachedVerdict {
    let finding = Finding(
      rule: "F\(number)", severity: .warning, message: "message \(number)", path: RepositoryPath("src/\(number).py"),
      range: SourceRange(line: number + 1, column: 3), fingerprint: "print \(number)")
    return CachedVerdict(
      outcome: CheckOutcome(
        number.isMultiple(of: 2) ? .passed : .failed, findings: [finding], output: "out \(number)\n"),
      duration: .milliseconds(number), recordedAt: time - Int64(number))
  }

  static func entries(_ numbers: Range<Int>) -> [(CacheKey, CachedVerdict)] {
    numbers.map { (key($0), verdict($0)) }
  }

  static func store(_ path: LocalPath, at time: Int64 = time, limits: StoreLimits = .standard) -> LocalStore {
    LocalStore(path: path, limits: limits, patience: .seconds(30), now: { time })
  }
}
