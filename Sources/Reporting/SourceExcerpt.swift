/// One line of a file as a terminal shows it, with a marker beneath.
///
/// Cut to fit around what is marked; tabs are spread, wide characters counted as two columns, and whatever a terminal
/// would obey is written out.
struct SourceExcerpt: Equatable {
  /// The line, or the part of it around the marked place.
  var text: String
  /// What goes under it, `nil` where only the line is known.
  var marker: String?

  private static let tabWidth = 4
  /// More scalars than this before or after the marked place never fit a terminal.
  private static let reach = 2_000

  /// Shows `line`.
  ///
  /// - Parameters:
  ///   - marked: The scalars to underline, counted from 0; reaching past the end underlines to the end.
  ///   - hidden: The scalars to mask, in order, not overlapping.
  ///   - cut: The scalar from which on nothing is shown.
  ///   - width: How many columns there are.
  init(
    _ line: [Unicode.Scalar], marked: Range<Int>?, hidden: [Range<Int>] = [], cut: Int? = nil, width: Int,
    symbols: Symbols
  ) {
    let focus = min(marked?.lowerBound ?? 0, line.count)
    let start = max(0, focus - Self.reach)
    let window = start..<max(start, min(line.count, focus + Self.reach, cut ?? .max))
    var cells = Self.cells(of: line, in: window, hidden: hidden, mask: symbols.mask)
    if window.lowerBound > 0 { cells.insert(Cell(symbols.ellipsis, for: 0..<window.lowerBound), at: 0) }
    if window.upperBound < line.count {
      cells.append(Cell(symbols.ellipsis, for: window.upperBound..<line.count))
    }
    while let last = cells.last, last.text == " ", last.scalars.lowerBound >= marked?.upperBound ?? 0 {
      cells.removeLast()
    }

    let span = marked.map { Self.span(of: $0, in: cells) }
    let shown = Self.crop(cells, around: span ?? 0..<0, width: width, ellipsis: symbols.ellipsis)
    text =
      (shown.isCutBefore ? symbols.ellipsis : "") + cells[shown.cells].map(\.text).joined()
      + (shown.isCutAfter ? symbols.ellipsis : "")
    marker = span.map { span in
      let before = cells[shown.cells.lowerBound..<max(shown.cells.lowerBound, span.lowerBound)].reduce(0) {
        $0 + $1.width
      }
      let beneath = cells[span.clamped(to: shown.cells)].reduce(0) { $0 + $1.width }
      let indent = before + (shown.isCutBefore ? symbols.ellipsis.count : 0)
      return String(repeating: " ", count: indent) + String(repeating: "^", count: max(1, beneath))
    }
  }
}

extension SourceExcerpt {
  /// What is shown for one character, or for one hidden range.
  private struct Cell {
    var text: String
    var width: Int
    /// The scalars that it stands for.
    var scalars: Range<Int>

    init(_ text: String, for scalars: Range<Int>) {
      self.text = text
      self.width = DisplayWidth.of(text)
      self.scalars = scalars
    }
  }

  private static func cells(
    of line: [Unicode.Scalar], in window: Range<Int>, hidden: [Range<Int>], mask: String
  ) -> [Cell] {
    var cells: [Cell] = []
    var position = window.lowerBound
    for range in hidden where range.upperBound > window.lowerBound && range.lowerBound < window.upperBound {
      if range.lowerBound > position { append(line[position..<range.lowerBound], to: &cells) }
      cells.append(Cell(mask, for: range))
      position = range.upperBound
    }
    if position < window.upperBound { append(line[position..<window.upperBound], to: &cells) }
    return cells
  }

  private static func append(_ scalars: ArraySlice<Unicode.Scalar>, to cells: inout [Cell]) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    var position = scalars.startIndex
    var column = cells.reduce(0) { $0 + $1.width }
    for character in String(view) {
      let next = position + character.unicodeScalars.count
      let isTab = character == "\t"
      let text =
        isTab ? String(repeating: " ", count: tabWidth - column % tabWidth) : TerminalText.safe(String(character))
      let cell = Cell(text, for: position..<next)
      cells.append(cell)
      column += cell.width
      position = next
    }
  }

  /// The cells that stand for `scalars`; the empty range at the end where the place lies past the last character, as
  /// that of a missing line break does.
  private static func span(of scalars: Range<Int>, in cells: [Cell]) -> Range<Int> {
    guard let first = cells.firstIndex(where: { $0.scalars.upperBound > scalars.lowerBound }) else {
      return cells.count..<cells.count
    }
    let end = cells.firstIndex { $0.scalars.lowerBound >= scalars.upperBound } ?? cells.count
    return first..<max(first + 1, end)
  }

  /// The cells that fit in `width` columns, with some of what stands before `span`.
  private static func crop(
    _ cells: [Cell], around span: Range<Int>, width: Int, ellipsis: String
  ) -> (cells: Range<Int>, isCutBefore: Bool, isCutAfter: Bool) {
    let total = cells.reduce(0) { $0 + $1.width }
    if total <= width { return (0..<cells.count, false, false) }
    let room = max(8, width - 2 * ellipsis.count)
    var columns = 0
    var start = min(span.lowerBound, cells.count)
    // As much before the place as leaves it whole, but no more than two thirds.
    let wanted = cells[span.clamped(to: 0..<cells.count)].reduce(1) { $0 + $1.width }
    let before = max(room / 3, min(room * 2 / 3, room - wanted))
    let leading = cells[..<start].reduce(0) { $0 + $1.width }
    if leading + wanted <= room {
      start = 0
    } else {
      while start > 0, columns + cells[start - 1].width <= before {
        start -= 1
        columns += cells[start].width
      }
    }
    var end = start
    columns = 0
    while end < cells.count, columns + cells[end].width <= room {
      columns += cells[end].width
      end += 1
    }
    return (start..<end, start > 0, end < cells.count)
  }
}
