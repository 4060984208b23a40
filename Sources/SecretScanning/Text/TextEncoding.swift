/// Brings text in UTF-16 and UTF-32 to UTF-8, so that rules see it. Lines and columns stay the same: they count scalars.
enum TextEncoding {
  private enum Form {
    case utf16(bigEndian: Bool, start: Int)
    case utf32(bigEndian: Bool)
  }

  /// `bytes` as UTF-8 where they are recognisably UTF-16 or UTF-32, otherwise as they are.
  static func normalized(_ bytes: [UInt8]) -> [UInt8] {
    switch form(of: bytes) {
    case nil: bytes
    case .utf16(let bigEndian, let start): decodeUTF16(bytes[start...], bigEndian: bigEndian)
    case .utf32(let bigEndian): decodeUTF32(bytes[4...], bigEndian: bigEndian)
    }
  }

  private static func form(of bytes: [UInt8]) -> Form? {
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) && bytes.count % 4 == 0 { return .utf32(bigEndian: false) }
    if bytes.starts(with: [0, 0, 0xfe, 0xff]) && bytes.count % 4 == 0 { return .utf32(bigEndian: true) }
    if bytes.starts(with: [0xff, 0xfe]) { return .utf16(bigEndian: false, start: 2) }
    if bytes.starts(with: [0xfe, 0xff]) { return .utf16(bigEndian: true, start: 2) }
    return formWithoutMark(of: bytes)
  }

  /// Text that is mostly ASCII has a zero in every other byte, and hardly any elsewhere.
  private static func formWithoutMark(of bytes: [UInt8]) -> Form? {
    let sample = bytes.prefix(1024).prefix(bytes.count / 2 * 2)
    guard sample.count >= 8, bytes.count % 2 == 0 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (index, byte) in sample.enumerated() where byte == 0 {
      if index % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = sample.count / 2
    if zeros.odd * 10 >= half * 9 && zeros.even * 20 <= half { return .utf16(bigEndian: false, start: 0) }
    if zeros.even * 10 >= half * 9 && zeros.odd * 20 <= half { return .utf16(bigEndian: true, start: 0) }
    return nil
  }

  private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    // Lone surrogates become U+FFFD, one scalar each.
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private static func decodeUTF32(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> [UInt8] {
    var decoded: [UInt8] = []
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 4) {
      let word = bytes[index..<(index + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      let scalar = Unicode.Scalar(bigEndian ? word : word.byteSwapped) ?? "\u{fffd}"
      decoded += Array(String(scalar).utf8)
    }
    return decoded
  }
}
