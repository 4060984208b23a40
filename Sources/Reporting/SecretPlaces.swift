import GateModel

/// Where the report knows secrets to lie, so that no other part of it shows them.
struct SecretPlaces {
  /// What may be shown of a line.
  enum Cover: Equatable {
    /// All of it.
    case none
    /// All but these scalars, counted from 0, in order, not overlapping.
    case ranges([Range<Int>])
    /// Nothing: somewhere in it is a secret, nobody knows where.
    case whole
  }

  /// The kind of check whose findings are secrets.
  static let kind = "secrets"

  private var places: [RepositoryPath: [SourceRange?]] = [:]

  init(in report: Report) {
    for check in report.checks where check.kind == Self.kind {
      for finding in check.outcome.findings {
        guard let path = finding.path else { continue }
        places[path, default: []].append(finding.range)
      }
      // What is known may stay in the repository, and is shown no more than the rest. One without a place is in a commit that is
      // not under check.
      for finding in check.outcome.silenced.map(\.finding) where finding.range != nil {
        if let path = finding.path { places[path, default: []].append(finding.range) }
      }
    }
  }

  var isEmpty: Bool { places.isEmpty }

  /// The lines that hold secrets and can be looked up one by one, at most `limit` of them.
  func lines(limit: Int) -> [(path: RepositoryPath, line: Int)] {
    var lines: [(path: RepositoryPath, line: Int)] = []
    for (path, ranges) in places {
      // Minified programs have many on one.
      var known: Set<Int> = []
      for range in ranges {
        guard let range, range.line > 0 else { continue }
        for line in range.line...max(range.line, range.endLine ?? range.line) {
          if lines.count >= limit { return lines }
          if known.insert(line).inserted { lines.append((path, line)) }
        }
      }
    }
    return lines
  }

  /// What may be shown of line `line` of `path`.
  func cover(ofLine line: Int, in path: RepositoryPath) -> Cover {
    guard let ranges = ranges(ofLine: line, in: path) else { return .whole }
    return ranges.isEmpty ? .none : .ranges(Self.merged(ranges))
  }

  /// The secrets in line `line` of `path` one by one, or `nil` where one of them has no known place in it.
  func ranges(ofLine line: Int, in path: RepositoryPath) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    for range in places[path] ?? [] {
      guard let range, range.line > 0 else { return nil }
      let last = max(range.line, range.endLine ?? range.line)
      guard (range.line...last).contains(line) else { continue }
      guard let column = range.column, column > 0 else { return nil }
      let start = line == range.line ? column - 1 : 0
      if let endColumn = range.endColumn, endColumn < 1 { return nil }
      let end = line == last ? range.endColumn.map { $0 - 1 } ?? .max : .max
      // A secret that ends where its last line begins leaves that line alone.
      if end == 0, line > range.line { continue }
      if end <= start { return nil }
      ranges.append(start..<end)
    }
    return ranges
  }

  static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}
