import GateModel
import Glibc

@testable import GitRepository

/// What libFuzzer calls with one input after the other (https://llvm.org/docs/LibFuzzer.html).
///
/// An input is one byte that is odd for SHA-256, four that say how long the index is, the index, and behind it the one
/// that a split index builds on. Checksums are taken away, for nothing would come past them.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = UnsafeRawBufferPointer(start: start, count: count)
  guard count >= 5 else { return -1 }
  let format: Repository.ObjectFormat = input[0] & 1 == 0 ? .sha1 : .sha256
  let length = min(Int(input.number(at: 1)), count - 5)
  let bytes = unsealed(input[5..<(5 + length)], format)
  let shared = length < count - 5 ? unsealed(input[(5 + length)...], format) : nil
  do {
    let file = try IndexExercise.index(bytes, format, shared: shared)
    try IndexExercise.read(file)
    if format == .sha1 { try Comparison.shared?.compare(file) }
  } catch {
    // An error is an answer; a crash or no end is not.
  }
  return 0
}

private func unsealed(_ bytes: Slice<UnsafeRawBufferPointer>, _ format: Repository.ObjectFormat) -> [UInt8] {
  Array(bytes.dropLast(format.hashLength)) + [UInt8](repeating: 0, count: format.hashLength)
}

/// The repository whose `HEAD` every index is compared with.
///
/// Sendable though the repository is not: libFuzzer runs one input after the other, on one thread.
private final class Comparison: @unchecked Sendable {
  /// Named by `GATE_FUZZ_REPOSITORY`; without it nothing is compared.
  static let shared: Comparison? = getenv("GATE_FUZZ_REPOSITORY").flatMap { Comparison(String(cString: $0)) }

  private let repository: Repository
  private let tree: ObjectID

  private init?(_ path: String) {
    do throws(GitError) {
      let repository = try Repository.open(from: LocalPath(path), environment: ["GIT_CONFIG_NOSYSTEM": "1"])
      guard let head = try repository.headCommit else { return nil }
      tree = try repository.tree(ofCommit: head)
      self.repository = repository
    } catch {
      return nil
    }
  }

  func compare(_ file: IndexFile) throws(GitError) { try IndexExercise.compare(file, with: tree, in: repository) }
}
