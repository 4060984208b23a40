/// Reads tracefiles (geninfo(1), section FILES).
enum LcovReport {
  private static let records = ["TN:", "SF:", "FN:", "DA:", "LF:"]

  /// Whether `bytes` begin with a record that a tracefile begins with.
  static func isLcov(_ bytes: ArraySlice<UInt8>) -> Bool {
    records.contains { bytes.starts(with: $0.utf8) }
  }

  static func report(_ bytes: [UInt8]) throws(CoverageError) -> CoverageReport {
    var report = CoverageReport()
    var path: String?
    for (index, raw) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      let line = String(decoding: raw.last == UInt8(ascii: "\r") ? raw.dropLast() : raw, as: UTF8.self)
      if line.hasPrefix("SF:") {
        path = String(line.dropFirst(3))
        if let path { report.add(path) }
      } else if line.hasPrefix("DA:") {
        let fields = line.dropFirst(3).split(separator: ",")
        guard let path, fields.count >= 2, let number = Int(fields[0]), let count = Self.count(fields[1]) else {
          throw CoverageError("its line \(index + 1) is no record of a line: expected DA:LINE,COUNT after SF:PATH")
        }
        report.add(count, line: number, of: path)
      } else if line == "end_of_record" {
        path = nil
      }
    }
    return report
  }

  /// Counts may be negative where counters overflowed, and fractions where they were scaled.
  private static func count(_ text: Substring) -> UInt64? {
    if let count = UInt64(text) { return count }
    guard let number = Double(text), number.isFinite else { return nil }
    return number > 0 ? UInt64(min(number.rounded(.up), 1e18)) : 0
  }
}
