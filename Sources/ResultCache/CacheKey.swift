internal import Digests

/// What a verdict is looked up by: the SHA-256 of all that it depends on. Made by ``KeyBuilder``.
package struct CacheKey: Hashable, Sendable, Comparable {
  // Four words rather than an array: a run may hold a hundred thousand keys.
  private let first: UInt64
  private let second: UInt64
  private let third: UInt64
  private let fourth: UInt64

  /// The key of these 32 bytes, `nil` where they are not 32.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == Digest256.byteCount else { return nil }
    self.init(digest: Array(bytes))
  }

  /// The key that `digest`, 32 bytes, stands for.
  init(digest: [UInt8]) {
    func word(_ index: Int) -> UInt64 {
      digest[(index * 8)..<(index * 8 + 8)].reduce(0) { $0 << 8 | UInt64($1) }
    }
    (first, second, third, fourth) = (word(0), word(1), word(2), word(3))
  }

  /// The 32 bytes.
  package var bytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// Calls `body` with the 32 bytes, valid only during the call.
  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Swift.withUnsafeBytes(
      of: (first.bigEndian, second.bigEndian, third.bigEndian, fourth.bigEndian), body)
  }

  /// In the order of the bytes, which is the order of the store.
  package static func < (left: Self, right: Self) -> Bool {
    if left.first != right.first { return left.first < right.first }
    return (left.second, left.third, left.fourth) < (right.second, right.third, right.fourth)
  }

  package func hash(into hasher: inout Hasher) {
    // The bytes are evenly spread already.
    hasher.combine(first)
  }
}

extension CacheKey: CustomStringConvertible {
  /// The key in lowercase hexadecimal.
  package var description: String { Digest256.hex(bytes) }
}
