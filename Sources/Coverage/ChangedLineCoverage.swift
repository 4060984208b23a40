package import GateModel

/// How many of the lines that a change adds or edits were executed.
package struct ChangedLineCoverage: Hashable, Sendable {
  /// The lines of a file that a change added or edited, counted from 1.
  package struct ChangedFile: Hashable, Sendable {
    package var path: RepositoryPath
    package var lines: [ClosedRange<Int>]

    package init(_ path: RepositoryPath, lines: [ClosedRange<Int>]) {
      self.path = path
      self.lines = lines
    }
  }

  /// Changed lines one after another of which none was executed, between them only such as cannot be.
  package struct Stretch: Hashable, Sendable {
    package var path: RepositoryPath
    package var lines: ClosedRange<Int>
    /// How many of them can be executed.
    package var count: Int

    package init(path: RepositoryPath, lines: ClosedRange<Int>, count: Int) {
      self.path = path
      self.lines = lines
      self.count = count
    }
  }

  /// Changed lines that can be executed.
  package private(set) var executable = 0
  /// Those of them that were.
  package private(set) var executed = 0
  /// In the order of the files and lines.
  package private(set) var stretches: [Stretch] = []
  /// Changed files that no report speaks of.
  package private(set) var unknown: [RepositoryPath] = []

  /// - Parameters:
  ///   - files: what changed, in path order.
  ///   - report: what was executed.
  ///   - directories: absolute directories, of which each stands for the repository's top, in which reports may name files.
  ///   - root: the directory of the repository that relative names start from.
  package init(of files: [ChangedFile], in report: CoverageReport, directories: [String], root: RepositoryPath) {
    let names = CoveredNames(report, directories: directories, root: root)
    for file in files {
      guard let lines = names.lines(of: file.path) else {
        unknown.append(file.path)
        continue
      }
      for range in file.lines { add(range, lines, file.path) }
    }
  }

  /// The share of executed lines in per cent, 100 where none can be executed.
  package var percentage: Double { executable == 0 ? 100 : Double(executed) * 100 / Double(executable) }

  private mutating func add(_ range: ClosedRange<Int>, _ lines: CoverageReport.Lines, _ path: RepositoryPath) {
    var open: Stretch?
    for (line, count) in lines.filter({ range.contains($0.key) }).sorted(by: { $0.key < $1.key }) {
      executable += 1
      if count > 0 {
        executed += 1
        if let open { stretches.append(open) }
        open = nil
      } else {
        open = Stretch(path: path, lines: (open?.lines.lowerBound ?? line)...line, count: (open?.count ?? 0) + 1)
      }
    }
    if let open { stretches.append(open) }
  }
}

/// Finds what a report says of a file of the repository, whatever it calls it.
private struct CoveredNames {
  private let report: CoverageReport
  private let directories: [[Substring]]
  private let root: [Substring]
  /// The names of the report by their last component.
  private let byName: [Substring: [String]]

  init(_ report: CoverageReport, directories: [String], root: RepositoryPath) {
    self.report = report
    self.directories = directories.map(Self.components)
    self.root = Self.components(String(decoding: root.bytes, as: UTF8.self))
    byName = Dictionary(grouping: report.files.keys.sorted(), by: { Self.components($0).last ?? "" })
  }

  private static func components(_ path: String) -> [Substring] {
    path.split { $0 == "/" || $0 == "\\" }.filter { $0 != "." }
  }

  /// What the report says of the file: all names that mean it for sure, else the one that fits it best. Those of other machines
  /// and of packages end as the file's path does, or the other way round.
  func lines(of file: RepositoryPath) -> CoverageReport.Lines? {
    let path = Self.components(String(decoding: file.bytes, as: UTF8.self))
    let candidates = byName[path.last ?? ""] ?? []
    let sure = candidates.filter { isSure($0, path) }
    if !sure.isEmpty { return joined(sure) }
    let fitting = candidates.map { (name: $0, length: Self.commonEnd(Self.components($0), path)) }
      .filter { $0.length == path.count || $0.length == Self.components($0.name).count }
    guard let best = fitting.map(\.length).max() else { return nil }
    return joined(fitting.filter { $0.length == best }.map(\.name))
  }

  private func isSure(_ name: String, _ path: [Substring]) -> Bool {
    let own = Self.components(name)
    if name.hasPrefix("/") { return directories.contains { $0 + path == own } }
    return own == path || root + own == path
  }

  private func joined(_ names: [String]) -> CoverageReport.Lines {
    names.reduce(into: [:]) { lines, name in lines.merge(report.files[name] ?? [:]) { max($0, $1) } }
  }

  private static func commonEnd(_ left: [Substring], _ right: [Substring]) -> Int {
    zip(left.reversed(), right.reversed()).prefix { $0 == $1 }.count
  }
}
