/// Text from files, paths and tools, made harmless for a terminal.
///
/// A file under check, or a tool's message about it, may hold escape sequences that recolour, retitle, move the
/// cursor or overwrite what gate said, and direction marks that make text read as something else (CVE-2021-42574).
package enum TerminalText {
  /// `text` on one line: whatever a terminal would obey, line breaks included, is written out as `\x1b`, `\u{202e}`.
  package static func safe(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text }
    return escaped(text) { _ in nil }
  }

  /// `text` as a format wants it: `replacement` gives what stands for a scalar there, `nil` where the format lets it be, and then
  /// it is written out if a terminal would obey it.
  static func escaped(_ text: String, _ replacement: (Unicode.Scalar) -> String?) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if let replaced = replacement(scalar) {
        escaped += replaced
      } else if isActive(scalar) {
        escaped += spelled(scalar)
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The lines of `text`, each harmless, tabs spread to columns of eight; empty ones at the end are dropped.
  static func lines(_ text: String) -> [String] {
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      safe(spreadTabs(line.last == "\r" ? line.dropLast() : line))
    }
    while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
    return lines
  }

  private static func spreadTabs(_ line: Substring.UnicodeScalarView) -> String {
    guard line.contains("\t") else { return String(line) }
    var spread = ""
    for part in line.split(separator: "\t", omittingEmptySubsequences: false) {
      if !spread.isEmpty || part.startIndex > line.startIndex {
        spread += String(repeating: " ", count: 8 - DisplayWidth.of(spread) % 8)
      }
      spread += String(part)
    }
    return spread
  }

  /// `line`, which may be painted but is harmless otherwise, cut to `width` columns. Paint takes no room and stays
  /// whole.
  static func cropped(_ line: String, to width: Int) -> String {
    var cropped = ""
    var columns = 0
    var isPaint = false
    for character in line {
      if character == "\u{1b}" { isPaint = true }
      if isPaint {
        cropped.append(character)
        if character.unicodeScalars.first == "m" { isPaint = false }
        continue
      }
      columns += DisplayWidth.of(character)
      if columns <= width { cropped.append(character) }
    }
    return cropped
  }

  /// Whether a terminal would obey the scalar, or hide it, rather than show it.
  static func isActive(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7f: false
    case 0..<0x20, 0x7f..<0xa0: true
    case 0x61c, 0x200b, 0x200e...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb: true
    case 0xe0000...0xe007f: true
    default: false
    }
  }

  /// The scalar in plain ASCII.
  static func spelled(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: break
    }
    let digits = String(scalar.value, radix: 16)
    if scalar.value < 0x100 { return "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits }
    return "\\u{" + digits + "}"
  }
}
