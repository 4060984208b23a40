import DocumentTree

/// What a bare scalar means under YAML's core schema (YAML 1.2, chapter 10.3.2), which editors use as well.
enum ScalarKind: Hashable {
  case null
  case boolean(Bool)
  case number
  case text

  init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .null
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default: self = Self.isNumber(Array(text.utf8)[...]) ? .number : .text
    }
  }

  /// `12`, `-1.5e3`, `0x1f`, `0o17`, `.inf`, `.nan`.
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    if text.starts(with: "0o".utf8) {
      return text.count > 2 && text.dropFirst(2).allSatisfy { (0x30...0x37).contains($0) }
    }
    if text.starts(with: "0x".utf8) {
      let isHex = { (byte: UInt8) in isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
      return text.count > 2 && text.dropFirst(2).allSatisfy(isHex)
    }
    var rest = text
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
    if [".inf", ".Inf", ".INF"].contains(where: { rest.elementsEqual($0.utf8) }) { return true }
    if [".nan", ".NaN", ".NAN"].contains(where: { text.elementsEqual($0.utf8) }) { return true }
    let whole = rest.prefix(while: isDigit)
    rest = rest.dropFirst(whole.count)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    if whole.isEmpty, fraction.isEmpty { return false }
    guard let exponent = rest.first else { return true }
    guard exponent | 0x20 == UInt8(ascii: "e") else { return false }
    rest.removeFirst()
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(isDigit)
  }
}

extension DocumentNode {
  /// The node's string, `nil` where it is a collection, a number, a truth value or nothing.
  var string: String? {
    switch content {
    case .string(let text): text
    case .plain(let text): ScalarKind(plain: text) == .text ? text : nil
    case .mapping, .sequence: nil
    }
  }

  /// What the node is, for a message: `a mapping`, `the number 12`, ….
  var kindInWords: String {
    switch content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .string: "a string"
    case .plain(let text):
      switch ScalarKind(plain: text) {
      case .null: "nothing"
      case .boolean(let value): value ? "true" : "false"
      case .number: "the number \(text.prefix(20))"
      case .text: "a string"
      }
    }
  }
}
