package import GateModel

/// What a check asks of the coverage of the lines that a change adds or edits.
package struct CoverageSettings: Hashable, Sendable {
  /// So many per cent of them, of those that can be executed, have to be.
  package var changedLines: Int
  /// Where the tests leave their reports, below the check's `root`; all that are there count. Empty for the usual places.
  package var reports: [String]
  /// The changed files that count.
  package var selector: FileSelector

  package init(changedLines: Int, reports: [String] = [], selector: FileSelector = FileSelector()) {
    self.changedLines = changedLines
    self.reports = reports
    self.selector = selector
  }

  /// Where runners and their plug-ins leave reports unless they are told otherwise.
  static let usualReports = [
    "lcov.info", "coverage/lcov.info", "coverage.lcov", "coverage.xml", "coverage.json", "cobertura.xml", "cover.out",
    "coverage.out", "coverage/coverage-final.json", "coverage/cobertura-coverage.xml", "coverage/clover.xml",
    "coverage/.resultset.json", "target/site/jacoco/jacoco.xml", "build/reports/jacoco/test/jacocoTestReport.xml",
  ]
}
