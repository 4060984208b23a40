/// A way of writing text in which a secret is none to the eye.
enum Encoding: UInt8, Hashable, Sendable {
  /// RFC 4648 sections 4 and 5, padded or not, on one line or several.
  case base64
  /// RFC 4648 section 8, in either case.
  case hexadecimal
  /// `%5F`: RFC 3986 section 2.1.
  case percent
  /// `\u005f`, `\x5f`, `\137`, `\"`: string literals of JSON and of programming languages.
  case escapes
  /// `&#x5f;`, `&#95;`, `&quot;`: HTML and XML.
  case entities

  /// What a finding says: `in base64`.
  var phrase: String {
    switch self {
    case .base64: "in base64"
    case .hexadecimal: "in hexadecimal"
    case .percent: "percent-encoded"
    case .escapes: "in escapes"
    case .entities: "in character references"
    }
  }

  /// Whether nothing of the text can be read without decoding it.
  var hidesAll: Bool { self == .base64 || self == .hexadecimal }
}
