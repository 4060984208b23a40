import GateModel

@testable import SecretScanning

/// Lines and columns of a finding, each counted from 1, the end behind the last character.
struct Extent: Hashable, CustomStringConvertible {
  var line: Int
  var column: Int
  var endLine: Int
  var endColumn: Int

  init(line: Int, column: Int, endLine: Int, endColumn: Int) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }

  init?(_ finding: Finding) {
    guard let range = finding.range, let column = range.column, let endColumn = range.endColumn else { return nil }
    self.init(line: range.line, column: column, endLine: range.endLine ?? range.line, endColumn: endColumn)
  }

  /// The extent of `range` in valid UTF-8, told in another way than the scanner's: by splitting.
  init(of range: Range<Int>, in bytes: [UInt8]) {
    func position(_ offset: Int) -> (Int, Int) {
      let before = String(decoding: bytes[..<offset], as: UTF8.self).unicodeScalars
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      return (lines.count, (lines.last?.count ?? 0) + 1)
    }
    let start = position(range.lowerBound)
    let end = position(range.upperBound)
    self.init(line: start.0, column: start.1, endLine: end.0, endColumn: end.1)
  }

  var description: String { "\(line):\(column)-\(endLine):\(endColumn)" }
}

extension SecretScanner {
  /// All rules; made once, as in a run of gate.
  static let everything = Result { () throws(SecretScanningError) in try SecretScanner() }

  func scan(_ text: String, path: RepositoryPath = "Sources/settings.txt") throws -> [Finding] {
    try scan(Array(text.utf8), path: path)
  }
}

/// The findings of all rules in `text`.
func findings(in text: String, path: RepositoryPath = "Sources/settings.txt") throws -> [Finding] {
  try SecretScanner.everything.get().scan(text, path: path)
}
