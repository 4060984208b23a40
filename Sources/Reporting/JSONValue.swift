/// A JSON document (RFC 8259), its keys in the order they were given.
package indirect enum JSONValue {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number in thousandths.
  case thousandths(Int)
  case string(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// The string, or `null` where there is none.
  package static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// The line or column, or `null` where a tool named none that exists.
  package static func place(_ number: Int?) -> JSONValue { number.map { $0 > 0 ? .integer($0) : .null } ?? .null }

  /// The duration in milliseconds, to the microsecond.
  package static func milliseconds(_ duration: Duration) -> JSONValue {
    let (seconds, attoseconds) = duration.components
    return .thousandths(Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000))
  }

  /// The document, indented by two, ended by a line break.
  package var text: String {
    var text = ""
    write(to: &text, indent: 0)
    return text + "\n"
  }

  private func write(to text: inout String, indent: Int) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .thousandths(let value): Self.write(thousandths: value, to: &text)
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      Self.write(values, between: ("[", "]"), to: &text, indent: indent) { value, text in
        value.write(to: &text, indent: indent + 1)
      }
    case .object(let members):
      Self.write(members, between: ("{", "}"), to: &text, indent: indent) { member, text in
        Self.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: indent + 1)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], between brackets: (String, String), to text: inout String, indent: Int,
    _ body: (Element, inout String) -> Void
  ) {
    text += brackets.0
    for (index, element) in elements.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      text += String(repeating: "  ", count: indent + 1)
      body(element, &text)
    }
    if !elements.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
    text += brackets.1
  }

  private static func write(thousandths value: Int, to text: inout String) {
    text += value < 0 ? "-" : ""
    let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 1_000)
    text += String(whole)
    guard part > 0 else { return }
    var digits = String(part + 1_000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    text += "." + digits
  }

  /// Escapes what JSON demands, and whatever else a terminal would obey or hide.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default:
        if TerminalText.isActive(scalar) {
          for unit in String(scalar).utf16 {
            let digits = String(unit, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
          }
        } else {
          text.unicodeScalars.append(scalar)
        }
      }
    }
    text += "\""
  }
}
