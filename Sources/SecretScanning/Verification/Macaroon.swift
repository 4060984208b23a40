/// Macaroons of version 2 (github.com/rescrv/libmacaroons, doc/format.txt): a byte 2, then fields of a type, a length and bytes.
enum Macaroon {
  private static let location = UInt8(1)
  private static let identifier = UInt8(2)

  /// Where the token that `bytes` are is good for; `nil` where they are none, or have no identifier behind it.
  static func location(of bytes: [UInt8]) -> String? {
    guard bytes.count > 3, bytes[0] == 2, bytes[1] == location else { return nil }
    // Lengths are variable-length integers; those of a location take one byte.
    let end = 3 + Int(bytes[2])
    guard bytes[2] < 0x80, end + 2 < bytes.count, bytes[end] == identifier else { return nil }
    return String(decoding: bytes[3..<end], as: UTF8.self)
  }

  /// A macaroon for `location`, for examples.
  static func sample(location text: String, identifier body: String) -> [UInt8] {
    [2, location, UInt8(text.utf8.count)] + Array(text.utf8) + [identifier, UInt8(body.utf8.count)] + Array(body.utf8)
  }
}
