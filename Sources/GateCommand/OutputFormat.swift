internal import ArgumentParser

/// How a report is written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case sarif
  case junit
  case github
  case gitlab
  case checkstyle

  /// The names, for help texts.
  static let names =
    allCases.dropLast().map(\.rawValue).joined(separator: ", ") + " or \(OutputFormat.checkstyle.rawValue)"
}
