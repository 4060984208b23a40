internal import Digests

/// The hash that seals an index.
enum IndexChecksum {
  /// Up to this size every index is verified, which takes a millisecond at most. git itself verifies none when it reads;
  /// beyond, gate does so when something looks wrong, and before it writes an index that is made from this one.
  static let alwaysVerifiedUpTo = 512 << 10

  /// Whether the last bytes are the hash of all others, or all zero: `index.skipHash` writes none (git-config(1)).
  static func isRight(_ bytes: UnsafeRawBufferPointer, hashLength: Int) -> Bool {
    guard bytes.count >= hashLength else { return false }
    let end = bytes.count - hashLength
    let seal = bytes[end...]
    if seal.allSatisfy({ $0 == 0 }) { return true }
    return seal.elementsEqual(hash(UnsafeRawBufferPointer(rebasing: bytes[..<end]), length: hashLength))
  }

  /// The hash that belongs to an object format with ids of `length` bytes.
  static func hash(_ bytes: UnsafeRawBufferPointer, length: Int) -> [UInt8] {
    if length == Digest256.byteCount {
      var stream = Digest256.Stream()
      stream.update(bytes)
      return stream.finish()
    }
    var stream = Digest160.Stream()
    stream.update(bytes)
    return stream.finish()
  }
}
