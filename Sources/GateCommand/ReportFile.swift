internal import ArgumentParser

/// A report that is written to a file: `sarif=findings.sarif` on the command line.
struct ReportFile: ExpressibleByArgument, Hashable, Sendable {
  var format: OutputFormat
  /// As it was given: relative to the working directory.
  var path: String

  init(format: OutputFormat, path: String) {
    self.format = format
    self.path = path
  }

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), let format = OutputFormat(rawValue: String(argument[..<sign])) else {
      return nil
    }
    path = String(argument[argument.index(after: sign)...])
    if path.isEmpty { return nil }
    self.format = format
  }
}
