import DocumentTree
import GateModel

/// What a node means to flagd, whichever of JSON and YAML it was written in.
enum NodeValue: Equatable {
  case null
  case boolean(Bool)
  /// With the text as written.
  case number(String)
  case string(String)
  case list([DocumentNode])
  case object([DocumentNode.Entry])

  /// The kind in words, with an article.
  var article: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .list: "a list"
    case .object: "an object"
    }
  }

  /// The type of a flag that has this value, `nil` for null and lists, which flagd does not serve.
  var flagType: FlagValueType? {
    switch self {
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .object: .object
    case .null, .list: nil
    }
  }
}

extension DocumentNode {
  /// The value by JSON's rules and by those of YAML 1.2's core schema, which agree where both apply.
  var value: NodeValue {
    switch content {
    case .mapping(let entries): .object(entries)
    case .sequence(let elements): .list(elements)
    case .string(let text): .string(text)
    case .plain(let text): PlainScalar.value(of: text)
    }
  }

  /// The text of a string, `nil` for any other value.
  var text: String? {
    if case .string(let text) = value { text } else { nil }
  }

  /// The members of an object, `nil` for any other value.
  var members: [Entry]? {
    if case .object(let entries) = value { entries } else { nil }
  }

  /// The elements of a list, `nil` for any other value.
  var elements: [DocumentNode]? {
    if case .list(let elements) = value { elements } else { nil }
  }

  /// From the first character to behind the last one.
  var range: SourceRange {
    SourceRange(line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  /// The key as text, whatever its type: a bare `true` or `1` of YAML is the name that it looks like.
  var keyText: String? {
    switch content {
    case .string(let text), .plain(let text): text
    case .mapping, .sequence: nil
    }
  }
}

extension [DocumentNode.Entry] {
  /// The member called `name`: the last one, for that is the one which a parser keeps.
  func member(_ name: String) -> DocumentNode.Entry? {
    last { $0.key.keyText == name }
  }
}

/// YAML 1.2, section 10.3.2, the core schema.
private enum PlainScalar {
  static func value(of text: String) -> NodeValue {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .boolean(true)
    case "false", "False", "FALSE": .boolean(false)
    default: isNumber(text) ? .number(text) : .string(text)
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    if text.hasPrefix("0x") { return text.utf8.count > 2 && UInt64(text.dropFirst(2), radix: 16) != nil }
    if text.hasPrefix("0o") { return text.utf8.count > 2 && UInt64(text.dropFirst(2), radix: 8) != nil }
    let unsigned = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    if [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(text) { return true }
    guard let first = unsigned.utf8.first, first == UInt8(ascii: ".") || (0x30...0x39).contains(first) else {
      return false
    }
    return unsigned.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || ".eE+-".utf8.contains(byte)
    } && Double(unsigned.hasSuffix(".") ? unsigned + "0" : String(unsigned)) != nil
  }
}
