#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Brings text in UTF-16 and UTF-32 to UTF-8, so that rules see it. Lines and columns stay the same: they count scalars.
enum TextEncoding {
  /// How the code units lie in the bytes.
  enum Form: Hashable {
    case utf16(bigEndian: Bool)
    case utf32(bigEndian: Bool)
  }

  /// How many bytes at the start tell the form.
  static let sampleCount = 1024

  /// `bytes` as UTF-8 where they are recognisably UTF-16 or UTF-32, otherwise as they are.
  static func normalized(_ bytes: [UInt8]) -> [UInt8] {
    guard let form = form(of: bytes[...]) else { return bytes }
    var decoder = WideTextDecoder(form)
    var decoded: [UInt8] = []
    bytes.withUnsafeBytes { decoder.decode($0, into: &decoded) }
    decoder.finish(into: &decoded)
    return decoded
  }

  /// The form of a text that begins with `bytes`; `nil` for anything of single bytes.
  static func form(of bytes: ArraySlice<UInt8>) -> Form? {
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) { return .utf32(bigEndian: false) }
    if bytes.starts(with: [0, 0, 0xfe, 0xff]) { return .utf32(bigEndian: true) }
    if bytes.starts(with: [0xff, 0xfe]) { return .utf16(bigEndian: false) }
    if bytes.starts(with: [0xfe, 0xff]) { return .utf16(bigEndian: true) }
    return formWithoutMark(of: bytes)
  }

  /// Text that is mostly ASCII has a zero in every other byte, and hardly any elsewhere.
  private static func formWithoutMark(of bytes: ArraySlice<UInt8>) -> Form? {
    let sample = bytes.prefix(sampleCount).prefix(bytes.count / 2 * 2)
    // Nearly every file ends here, so that it is asked the fast way.
    let hasZero = sample.withUnsafeBytes { $0.baseAddress.map { memchr($0, 0, sample.count) != nil } ?? false }
    guard sample.count >= 8, hasZero else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in sample.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = sample.count / 2
    if zeros.odd * 10 >= half * 9 && zeros.even * 20 <= half { return .utf16(bigEndian: false) }
    if zeros.even * 10 >= half * 9 && zeros.odd * 20 <= half { return .utf16(bigEndian: true) }
    return nil
  }
}
