/// A set of bytes, as a bitmap.
struct ByteClass: Hashable, Sendable {
  private(set) var words: SIMD4<UInt64>

  private init(words: SIMD4<UInt64>) { self.words = words }

  /// The bytes of `members`, in which `a-z` stands for a range; a `-` at either end stands for itself.
  init(_ members: String) {
    words = .zero
    let bytes = Array(members.utf8)
    var index = 0
    while index < bytes.count {
      if index + 2 < bytes.count, bytes[index + 1] == UInt8(ascii: "-"), bytes[index] <= bytes[index + 2] {
        for byte in bytes[index]...bytes[index + 2] { insert(byte) }
        index += 3
      } else {
        insert(bytes[index])
        index += 1
      }
    }
  }

  /// The bytes that occur in `bytes`.
  init(of bytes: ByteView) {
    var (first, second, third, fourth): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for byte in bytes {
      let bit: UInt64 = 1 &<< UInt64(byte & 63)
      // No branch between the two halves of ASCII, for letters and signs take turns.
      let isSecond: UInt64 = 0 &- UInt64(byte &>> 6 & 1)
      if byte < 128 {
        first |= bit & ~isSecond
        second |= bit & isSecond
      } else {
        third |= bit & ~isSecond
        fourth |= bit & isSecond
      }
    }
    words = SIMD4(first, second, third, fourth)
  }

  /// The bytes for which `isMember` holds.
  init(where isMember: (UInt8) -> Bool) {
    words = .zero
    for byte in UInt8.min...UInt8.max where isMember(byte) { insert(byte) }
  }

  /// How many bytes it has.
  var count: Int { (0..<4).reduce(0) { $0 + words[$1].nonzeroBitCount } }

  /// One byte.
  init(_ member: UInt8) {
    words = .zero
    insert(member)
  }

  /// Of the bytes of ASCII those whose bits are set, 64 in each half: what needs no text to be parsed is no work at each use.
  @inline(__always)
  init(low: UInt64, high: UInt64) { words = SIMD4(low, high, 0, 0) }

  private mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    let half = byte < 128 ? (byte < 64 ? words[0] : words[1]) : (byte < 192 ? words[2] : words[3])
    return half &>> UInt64(byte & 63) & 1 == 1
  }

  func union(_ other: ByteClass) -> ByteClass { ByteClass(words: words | other.words) }

  @inline(__always)
  func subtracting(_ other: ByteClass) -> ByteClass { ByteClass(words: words & ~other.words) }

  /// Whether all of its bytes are among `other`'s.
  @inline(__always)
  func isSubset(of other: ByteClass) -> Bool { words & ~other.words == .zero }

  /// Whether some of its bytes are among `other`'s.
  @inline(__always)
  func intersects(_ other: ByteClass) -> Bool { words & other.words != .zero }

  /// The members in ascending order.
  var members: [UInt8] { (UInt8.min...UInt8.max).filter(contains) }

  /// `0-9`.
  static var digits: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0) }
  /// `0-9a-f`.
  static var hex: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0x0000_007e_0000_0000) }
  /// `0-9a-fA-F`.
  static var anyCaseHex: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0x0000_007e_0000_007e) }
  /// `a-z`.
  static var lower: ByteClass { ByteClass(low: 0, high: 0x07ff_fffe_0000_0000) }
  /// `a-zA-Z`.
  static var letters: ByteClass { ByteClass(low: 0, high: 0x07ff_fffe_07ff_fffe) }
  /// `0-9a-z`.
  static var lowerAlphanumeric: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0x07ff_fffe_0000_0000) }
  /// `0-9A-Z`.
  static var upperAlphanumeric: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0x0000_0000_07ff_fffe) }
  /// `0-9A-Za-z`.
  static var alphanumeric: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0x07ff_fffe_07ff_fffe) }
  /// Letters, digits and `_`: what regular expressions call a word.
  static var word: ByteClass { ByteClass(low: 0x03ff_0000_0000_0000, high: 0x07ff_fffe_87ff_fffe) }
  /// The alphabet of base64url (RFC 4648 section 5), without padding.
  static var base64URL: ByteClass { ByteClass(low: 0x03ff_2000_0000_0000, high: 0x07ff_fffe_87ff_fffe) }
  /// The alphabet of base64 (RFC 4648 section 4), without padding.
  static var base64: ByteClass { ByteClass(low: 0x03ff_8800_0000_0000, high: 0x07ff_fffe_07ff_fffe) }
  /// Both alphabets, with padding.
  static var anyBase64: ByteClass { ByteClass(low: 0x23ff_a800_0000_0000, high: 0x07ff_fffe_87ff_fffe) }
  /// The alphabet of base32 (RFC 4648 section 6), without padding.
  static var base32: ByteClass { ByteClass(low: 0x00fc_0000_0000_0000, high: 0x0000_0000_07ff_fffe) }
  /// Space and tabulator.
  static var space: ByteClass { ByteClass(low: 0x0000_0001_0000_0200, high: 0) }
  /// ` \t\r\n`.
  static var whitespace: ByteClass { ByteClass(low: 0x0000_0001_0000_2600, high: 0) }
}

extension ByteClass: CustomStringConvertible {
  /// The bitmap in hexadecimal: part of a rule's definition, and much faster than what the standard library would make.
  var description: String {
    (0..<4).map { String(words[$0], radix: 16) }.joined(separator: ".")
  }
}
