/// Reads the profiles of `go test -coverprofile`: after `mode: …` lines of `FILE:LINE.COLUMN,LINE.COLUMN STATEMENTS COUNT`
/// (https://pkg.go.dev/golang.org/x/tools/cover).
enum GoProfile {
  /// A block of more lines is no code that people write.
  private static let blockLimit = 100_000

  static func report(_ bytes: [UInt8]) throws(CoverageError) -> CoverageReport {
    var report = CoverageReport()
    for (index, raw) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw, as: UTF8.self)
      // Profiles that were put together repeat the mode.
      if line.isEmpty || line.hasPrefix("mode:") { continue }
      guard let block = Block(line), block.lines.count <= blockLimit else {
        throw CoverageError("its line \(index + 1) is no block: expected FILE:LINE.COLUMN,LINE.COLUMN STATEMENTS COUNT")
      }
      report.add(block.path)
      if block.statements == 0 { continue }
      for number in block.lines { report.add(block.count, line: number, of: block.path) }
    }
    return report
  }

  private struct Block {
    var path: String
    var lines: ClosedRange<Int>
    var statements: Int
    var count: UInt64

    init?(_ line: String) {
      let words = line.split(separator: " ")
      guard words.count >= 3, let colon = line.lastIndex(of: ":"),
        let statements = Int(words[words.count - 2]), let count = UInt64(words[words.count - 1])
      else { return nil }
      let ends = line[line.index(after: colon)...].prefix { $0 != " " }.split(separator: ",")
      guard ends.count == 2, let first = Self.place(ends[0]), var last = Self.place(ends[1]) else { return nil }
      // A block that ends before the first column of a line has nothing on it.
      if last.column <= 1, last.line > first.line { last.line -= 1 }
      guard last.line >= first.line else { return nil }
      path = String(line[..<colon])
      lines = first.line...last.line
      self.statements = statements
      self.count = count
    }

    private static func place(_ text: Substring) -> (line: Int, column: Int)? {
      let numbers = text.split(separator: ".")
      guard numbers.count == 2, let line = Int(numbers[0]), let column = Int(numbers[1]) else { return nil }
      return (line, column)
    }
  }
}
