import DocumentTree
import GateModel

/// A query that stands as a scalar in a definition file, and where its characters are there.
struct QuerySource {
  let node: DocumentNode
  let scalars: [Unicode.Scalar]
  /// The column of each character and of the end, `nil` where the file's text is not known to have them one by one.
  private let columns: [Int]?

  init(_ node: DocumentNode, _ text: String) {
    self.node = node
    scalars = Array(text.unicodeScalars)
    columns = Self.columns(of: scalars, in: node)
  }

  /// The range in the file from the character `from` to before `to`; of the whole query where that is not known.
  func range(_ from: Int, _ to: Int) -> SourceRange {
    guard let columns else { return node.range }
    let (first, last) = (max(0, min(from, scalars.count)), max(0, min(to, scalars.count)))
    return SourceRange(
      line: node.start.line, column: columns[first], endLine: node.start.line, endColumn: columns[max(first, last)])
  }

  /// The range in the file of what a parser of the query found between two places within it.
  func range(_ range: SourceRange) -> SourceRange {
    guard range.line == 1, range.endLine ?? 1 == 1, let column = range.column else { return node.range }
    return self.range(column - 1, (range.endColumn ?? column) - 1)
  }

  /// Bare, in quotes without escapes, with those of JSON, or with YAML's doubled single quotes: whichever fits the width.
  private static func columns(of scalars: [Unicode.Scalar], in node: DocumentNode) -> [Int]? {
    guard node.start.line == node.end.line else { return nil }
    let width = node.end.column - node.start.column
    let doubled = { (special: Set<Unicode.Scalar>) in scalars.map { special.contains($0) ? 2 : 1 } }
    let ways: [(quotes: Int, widths: [Int])] = [
      (0, doubled([])), (2, doubled([])), (2, doubled(["\"", "\\", "\n", "\t", "\r"])), (2, doubled(["'"])),
    ]
    for way in ways where way.quotes + way.widths.reduce(0, +) == width {
      var columns = [node.start.column + way.quotes / 2]
      for width in way.widths { columns.append(columns[columns.count - 1] + width) }
      return columns
    }
    return nil
  }
}
