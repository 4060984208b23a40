import GateModel

/// Collects the findings of rules that look at more than one file.
struct FlagReport {
  private(set) var findings: [Finding] = []

  /// Adds what was found while a file was read.
  mutating func add(_ found: [Finding]) { findings += found }

  mutating func add(
    _ rule: FlagRule, _ message: String, in path: RepositoryPath, at range: SourceRange?, severity: Severity? = nil,
    help: String? = nil
  ) {
    findings.append(
      Finding(
        rule: rule.id, severity: severity ?? rule.severity, message: message, path: path, range: range, help: help))
  }
}
