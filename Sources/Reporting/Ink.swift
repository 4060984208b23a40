/// How a piece of text stands out (ECMA-48, select graphic rendition).
enum Ink: String {
  case bold = "1"
  case dim = "2"
  case red = "31"
  case green = "32"
  case yellow = "33"
  case cyan = "36"
}

extension TerminalStyle {
  /// `text` in these inks, as it is where there is no colour.
  func paint(_ text: String, _ inks: Ink...) -> String {
    if !colour || text.isEmpty || inks.isEmpty { return text }
    return "\u{1b}[" + inks.map(\.rawValue).joined(separator: ";") + "m" + text + "\u{1b}[0m"
  }
}
