import DocumentTree

/// Reads what `llvm-cov export -format=text` writes (llvm/tools/llvm-cov/CoverageExporterJson.cpp): of each file its segments,
/// `[LINE, COLUMN, COUNT, HAS_COUNT, IS_REGION_ENTRY, IS_GAP]`, each true from its place to the next one's.
enum LLVMCoverage {
  /// A segment that lasts over more lines is cut: no file that people write is longer.
  private static let lineLimit = 1_000_000

  static func report(_ document: DocumentNode) throws(CoverageError) -> CoverageReport {
    guard let data = document.member("data")?.items else { throw CoverageError("it has no `data`") }
    var report = CoverageReport()
    for file in data.flatMap({ $0.member("files")?.items ?? [] }) {
      guard let path = file.text(at: "filename") else { throw CoverageError("a file has no `filename`") }
      report.add(path)
      let segments = (file.member("segments")?.items ?? []).compactMap(Segment.init)
      for (line, count) in lines(of: segments) { report.add(count, line: line, of: path) }
    }
    return report
  }

  /// The lines on which a region with a count begins or lasts, with the highest of those counts, as llvm-cov's own text report
  /// shows them.
  private static func lines(of segments: [Segment]) -> CoverageReport.Lines {
    var lines: CoverageReport.Lines = [:]
    var lasting: Segment?
    var index = 0
    while index < segments.count {
      let line = segments[index].line
      var here: [Segment] = []
      while index < segments.count, segments[index].line == line {
        here.append(segments[index])
        index += 1
      }
      count(line, here, after: lasting, &lines)
      lasting = here.last
      guard let lasting, lasting.hasCount, index < segments.count else { continue }
      for between in (line + 1)..<max(line + 1, min(segments[index].line, line + lineLimit)) {
        count(between, [], after: lasting, &lines)
      }
    }
    return lines
  }

  private static func count(
    _ line: Int, _ segments: [Segment], after lasting: Segment?, _ lines: inout CoverageReport.Lines
  ) {
    let begun = segments.filter { $0.hasCount && $0.isEntry && !$0.isGap }
    // A region that is left out, such as an inactive `#if`, begins without a count.
    if let first = segments.first, !first.hasCount, first.isEntry { return }
    let before = lasting.flatMap { $0.hasCount ? $0.count : nil }
    guard before != nil || !begun.isEmpty else { return }
    lines[line] = begun.reduce(before ?? 0) { max($0, $1.count) }
  }

  private struct Segment {
    var line: Int
    var count: UInt64
    var hasCount: Bool
    var isEntry: Bool
    var isGap: Bool

    init?(_ node: DocumentNode) {
      guard let fields = node.items, fields.count >= 5, let line = fields[0].number, line > 0,
        let count = fields[2].plain.flatMap({ UInt64($0) })
      else { return nil }
      self.line = line
      self.count = count
      hasCount = Self.isTrue(fields[3])
      isEntry = Self.isTrue(fields[4])
      isGap = fields.count > 5 && Self.isTrue(fields[5])
    }

    private static func isTrue(_ node: DocumentNode) -> Bool { node.plain == "true" || node.plain == "1" }
  }
}
