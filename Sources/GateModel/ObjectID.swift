/// The name git gives to an object: a SHA-1 (20 bytes) or a SHA-256 (32 bytes).
package struct ObjectID: Hashable, Sendable {
  private let words: (UInt64, UInt64, UInt64, UInt64)
  /// How many bytes the id has: 20 or 32.
  package let count: Int

  /// An id of these bytes, or `nil` when there are neither 20 nor 32 of them.
  package init?(bytes: some Collection<UInt8>) {
    // Other modules call this unspecialised, where going through a collection byte by byte is a hundred times slower.
    if let copied = bytes.withContiguousStorageIfAvailable({ Self(copying: UnsafeRawBufferPointer($0)) }) {
      guard let copied else { return nil }
      self = copied
      return
    }
    guard bytes.count == 20 || bytes.count == 32 else { return nil }
    var words: [UInt64] = [0, 0, 0, 0]
    for (index, byte) in bytes.enumerated() {
      words[index / 8] |= UInt64(byte) << UInt64(56 - 8 * (index % 8))
    }
    self.words = (words[0], words[1], words[2], words[3])
    self.count = bytes.count
  }

  /// An id copied from 20 or 32 bytes of memory, or `nil` for any other number of them; the fast way, for long lists.
  package init?(copying raw: UnsafeRawBufferPointer) {
    guard raw.count == 20 || raw.count == 32 else { return nil }
    func word(_ offset: Int) -> UInt64 { UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    if raw.count == 32 {
      words = (word(0), word(8), word(16), word(24))
    } else {
      let last = UInt32(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
      words = (word(0), word(8), UInt64(last) << 32, 0)
    }
    count = raw.count
  }

  /// An id written as 40 or 64 hexadecimal digits, or `nil` where `hex` is something else.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 40 || digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(ofHexDigit: digits[index]), let low = Self.value(ofHexDigit: digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes)
  }

  /// The raw bytes, 20 or 32 of them.
  package var bytes: [UInt8] {
    let all = [words.0, words.1, words.2, words.3]
    return (0..<count).map { UInt8(truncatingIfNeeded: all[$0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
  }

  /// Adds the raw bytes to `list`; the fast way, for long lists.
  package func append(to list: inout [UInt8]) {
    withUnsafeBytes(of: (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)) {
      list.append(contentsOf: $0.prefix(count))
    }
  }

  /// Whether every byte is zero: git's name for "no object" (a deleted or not yet existing ref).
  package var isZero: Bool { words == (0, 0, 0, 0) }

  package static func == (left: Self, right: Self) -> Bool {
    left.words == right.words && left.count == right.count
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
  }

  private static func value(ofHexDigit digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension ObjectID: CustomStringConvertible {
  /// The id in lowercase hexadecimal.
  package var description: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
  }
}
