package import GateModel

/// A sample with `«…»` around what is expected: the clean text, and the marked ranges in order.
package struct MarkedText {
  package private(set) var bytes: [UInt8] = []
  package private(set) var ranges: [SourceRange] = []

  package init(_ sample: String) {
    var line = 1
    var column = 1
    var open: [Int] = []
    for scalar in sample.unicodeScalars {
      switch scalar {
      case "«":
        open.append(ranges.count)
        ranges.append(SourceRange(line: line, column: column))
      case "»":
        guard let index = open.popLast() else { continue }
        (ranges[index].endLine, ranges[index].endColumn) = (line, column)
      default:
        bytes += String(scalar).utf8
        (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      }
    }
  }
}
