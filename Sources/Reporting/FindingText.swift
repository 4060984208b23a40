import GateModel

/// One finding as lines of text: place and message, the source line with a marker, how to mend it.
struct FindingText {
  let style: TerminalStyle
  let sources: (any SourceLines)?
  let secrets: SecretPlaces

  /// Columns of the line number before an excerpt; longer numbers take more.
  private static let numberWidth = 5
  private static let mostMessageLines = 20
  /// Of longer lines, in bytes, only what is around the place is looked at: minified programs have one of megabytes.
  private static let longestLine = 1 << 13
  /// So many scalars to either side: more than an excerpt shows, so that what is cut at the ends is never part of it.
  private static let reach = 4_000

  /// The lines of `finding`, which a check of this kind made.
  func lines(_ finding: Finding, kind: String) -> [String] {
    var lines = header(finding)
    let number = finding.range.map { max(0, $0.line) } ?? 0
    let gutter = max(Self.numberWidth, String(number).count)
    if let excerpt = excerpt(finding, kind: kind, width: style.width - gutter - 3) {
      let indent = String(repeating: " ", count: gutter)
      let label = String(indent.dropLast(String(number).count)) + String(number)
      let bar = style.symbols.bar
      lines.append((style.paint("\(label) \(bar)", .dim) + (excerpt.text.isEmpty ? "" : " " + excerpt.text)))
      if let marker = excerpt.marker {
        let blank = String(marker.prefix { $0 == " " })
        let caret = String(marker.dropFirst(blank.count))
        lines.append(
          style.paint("\(indent) \(bar)", .dim) + " " + blank + style.paint(caret, style.ink(of: finding.severity)))
      }
    }
    if let help = finding.help {
      lines += labelled("help: ", help, ink: .cyan, indent: gutter + 1)
    }
    return lines
  }

  /// `text` under a label, its further lines aligned with the first.
  func labelled(_ label: String, _ text: String, ink: Ink, indent: Int) -> [String] {
    let lines = bounded(text)
    let margin = String(repeating: " ", count: indent)
    return lines.enumerated().map { index, line in
      margin + (index == 0 ? style.paint(label, ink) : String(repeating: " ", count: label.count)) + line
    }
  }

  private func header(_ finding: Finding) -> [String] {
    let message = bounded(finding.message)
    var first = ""
    if let path = finding.path {
      var place = ""
      if let range = finding.range, range.line > 0 {
        place = ":\(range.line)" + (range.column.map { ":\($0)" } ?? "")
      }
      first = style.paint(TerminalText.safe(path.description), .bold) + style.paint(place + ":", .dim) + " "
    }
    first += style.paint(finding.severity.rawValue + ":", .bold, style.ink(of: finding.severity))
    if let text = message.first { first += " " + text }
    if !finding.rule.isEmpty { first += " " + style.paint("[\(TerminalText.safe(finding.rule))]", .dim) }
    return [first] + message.dropFirst().map { String(repeating: " ", count: Self.numberWidth + 1) + $0 }
  }

  private func bounded(_ text: String) -> [String] {
    let lines = TerminalText.lines(text)
    if lines.count <= Self.mostMessageLines { return lines }
    return lines.prefix(Self.mostMessageLines) + [
      "\(style.symbols.ellipsis) \(lines.count - Self.mostMessageLines) more lines"
    ]
  }

  private func excerpt(_ finding: Finding, kind: String, width: Int) -> SourceExcerpt? {
    guard let path = finding.path, let range = finding.range, range.line > 0 else { return nil }
    let cover = secrets.cover(ofLine: range.line, in: path)
    if cover == .whole { return nil }
    guard let text = sources?.line(range.line, of: path) else { return nil }
    let place = Self.marked(range)
    let (start, part) = Self.part(of: text, around: place)
    var scalars = Array(part.prefix { $0 != "\n" })
    if scalars.last == "\r" { scalars.removeLast() }
    if scalars.allSatisfy(\.properties.isWhitespace) && range.column == nil { return nil }
    let marked = place.map { Self.moved($0, by: start) }
    guard case .ranges(let places) = cover else {
      return SourceExcerpt(scalars, marked: marked, width: width, symbols: style.symbols)
    }
    let known = places.filter { $0.upperBound > start && $0.lowerBound < start + scalars.count }
      .map { Self.moved($0, by: start) }
    let hidden = SecretMask.ranges(in: scalars, known: known)
    let cut = kind == SecretPlaces.kind ? Self.cut(scalars, after: marked, hidden: hidden) : nil
    return SourceExcerpt(scalars, marked: marked, hidden: hidden, cut: cut, width: width, symbols: style.symbols)
  }

  /// What of a line is looked at, and the scalar at which that begins.
  private static func part(
    of text: String, around marked: Range<Int>?
  ) -> (start: Int, scalars: Substring.UnicodeScalarView) {
    let scalars = text.unicodeScalars
    if text.utf8.count <= longestLine { return (0, scalars[...]) }
    let start = max(0, (marked?.lowerBound ?? 0) - reach)
    let length = 2 * reach + min(longestLine, marked.map { min($0.upperBound, 1 << 40) - $0.lowerBound } ?? 0)
    // Where all is ASCII, as it is nearly always, a place is found without a walk to it.
    if text.utf8.count == text.utf16.count, start <= text.utf8.count {
      let first = text.utf8.index(text.startIndex, offsetBy: start)
      let last = text.utf8.index(first, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
      return (start, scalars[first..<last])
    }
    guard let first = scalars.index(scalars.startIndex, offsetBy: start, limitedBy: scalars.endIndex) else {
      return (0, scalars[..<scalars.startIndex])
    }
    let last = scalars.index(first, offsetBy: length, limitedBy: scalars.endIndex) ?? scalars.endIndex
    return (start, scalars[first..<last])
  }

  private static func moved(_ range: Range<Int>, by count: Int) -> Range<Int> {
    let end = range.upperBound == .max ? range.upperBound : range.upperBound - count
    return max(0, range.lowerBound - count)..<max(0, end)
  }

  private static func marked(_ range: SourceRange) -> Range<Int>? {
    guard let column = range.column, column > 0 else { return nil }
    let start = column - 1
    if let last = range.endLine, last > range.line { return start..<Int.max }
    guard let end = range.endColumn, end > column else { return start..<column }
    return start..<(end - 1)
  }

  /// Where to stop showing a line that holds a secret: what follows may hold the next one, so only closing quotes and
  /// brackets stay.
  private static func cut(_ line: [Unicode.Scalar], after marked: Range<Int>?, hidden: [Range<Int>]) -> Int? {
    guard let marked else { return nil }
    let end = hidden.first { $0.contains(marked.lowerBound) }?.upperBound ?? min(marked.upperBound, line.count)
    let closing: Set<Unicode.Scalar> = ["\"", "'", "`", ")", "]", "}", ">", ",", ";"]
    return end + line[min(end, line.count)...].prefix { closing.contains($0) }.count
  }
}
