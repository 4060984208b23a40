/// Text as XML 1.0 (https://www.w3.org/TR/xml/#charsets) takes it.
enum XMLText {
  /// ` name="value"` for each pair, in order.
  static func attributes(_ values: [(String, String)]) -> String {
    values.map { " \($0.0)=\"\(escaped($0.1, isAttribute: true))\"" }.joined()
  }

  /// An element of text, closed in itself where the text is empty.
  static func element(_ name: String, _ values: [(String, String)], _ text: String) -> String {
    let head = name + attributes(values)
    return text.isEmpty ? "<\(head)/>" : "<\(head)>\(escaped(text, isAttribute: false))</\(name)>"
  }

  /// `text` with markup written out, and with it the characters that XML forbids, since no reference can stand for them.
  static func escaped(_ text: String, isAttribute: Bool) -> String {
    TerminalText.escaped(text) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "\n", "\t": isAttribute ? "&#\(scalar.value);" : String(scalar)
      case "\r": "&#13;"
      case "\u{fffe}", "\u{ffff}": TerminalText.spelled(scalar)
      default: nil
      }
    }
  }
}
