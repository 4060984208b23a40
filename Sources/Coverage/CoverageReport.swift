/// Which lines of which files a run of tests executed.
package struct CoverageReport: Hashable, Sendable {
  /// How often each line of a file that can be executed was, by line number counted from 1.
  package typealias Lines = [Int: UInt64]

  /// By the path as the report writes it: absolute, relative to a root that it may name, or of a package.
  package private(set) var files: [String: Lines] = [:]

  /// A report on nothing.
  package init() {}

  /// Adds that `line` of the file at `path` was executed `count` times.
  package mutating func add(_ count: UInt64, line: Int, of path: String) {
    guard line > 0 else { return }
    let (sum, isTooLarge) = files[path, default: [:]][line, default: 0].addingReportingOverflow(count)
    files[path, default: [:]][line] = isTooLarge ? .max : sum
  }

  /// Adds that the report speaks of the file at `path`, though perhaps of none of its lines.
  package mutating func add(_ path: String) {
    if files[path] == nil { files[path] = [:] }
  }

  /// Adds what another report says: of a run of other tests, or of another part of the project.
  package mutating func merge(_ other: CoverageReport) {
    for (path, lines) in other.files {
      files[path, default: [:]].merge(lines) { $0.addingReportingOverflow($1).overflow ? .max : $0 + $1 }
    }
  }
}

/// A report that could not be read: what is wrong, for a person.
package struct CoverageError: Error, Hashable, Sendable {
  package var message: String

  package init(_ message: String) { self.message = message }
}
