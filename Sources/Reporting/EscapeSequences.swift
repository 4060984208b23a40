/// Takes the escape sequences out of what tools print (ECMA-48, and xterm's string sequences).
enum EscapeSequences {
  /// `text` without control sequences, and as a terminal would have left each line: what a carriage return overwrote
  /// is gone.
  static func removed(from text: String) -> String {
    if !text.unicodeScalars.contains(where: { $0 == "\u{1b}" || $0 == "\r" || $0.value == 8 || isC1($0) }) {
      return text
    }
    var plain: [Unicode.Scalar] = []
    var lineStart = 0
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1b}": dropSequence(&rest)
      case "\u{9b}": dropControl(&rest)
      case "\u{90}", "\u{98}", "\u{9d}", "\u{9e}", "\u{9f}": dropString(&rest)
      case "\u{8}":
        if plain.count > lineStart { plain.removeLast() }
      case "\r":
        // A progress bar draws over its line; a line that merely ends in CR LF stays, and so does one at the end of
        // all.
        let ends = rest.first == "\n" || rest.first == "\r" || rest.isEmpty
        if !ends { plain.removeSubrange(lineStart...) }
      case "\n":
        plain.append(scalar)
        lineStart = plain.count
      default:
        if !isC1(scalar) { plain.append(scalar) }
      }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: plain)
    return String(view)
  }

  private static func isC1(_ scalar: Unicode.Scalar) -> Bool { (0x80..<0xa0).contains(scalar.value) }

  /// What follows an escape character.
  private static func dropSequence(_ rest: inout Substring.UnicodeScalarView) {
    switch rest.first {
    case "[":
      rest.removeFirst()
      dropControl(&rest)
    case "]", "P", "X", "^", "_":
      rest.removeFirst()
      dropString(&rest)
    default:
      // Intermediate bytes, then one final byte.
      while let next = rest.first, (0x20..<0x30).contains(next.value) { rest.removeFirst() }
      if let next = rest.first, (0x30..<0x7f).contains(next.value) { rest.removeFirst() }
    }
  }

  /// Parameters, intermediates and the final byte of a control sequence.
  private static func dropControl(_ rest: inout Substring.UnicodeScalarView) {
    while let next = rest.first, (0x20..<0x40).contains(next.value) { rest.removeFirst() }
    if let next = rest.first, (0x40..<0x7f).contains(next.value) { rest.removeFirst() }
  }

  /// A string up to its terminator. One that is never closed ends with its line, so that it cannot hide the rest.
  private static func dropString(_ rest: inout Substring.UnicodeScalarView) {
    while let next = rest.first, next != "\n" {
      rest.removeFirst()
      if next == "\u{7}" || next == "\u{9c}" { return }
      if next == "\u{1b}" {
        if rest.first == "\\" { rest.removeFirst() }
        return
      }
    }
  }
}
