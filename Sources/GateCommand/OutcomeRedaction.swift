import GateModel

/// Takes secrets out of what commands printed before anybody keeps or shows it, whether or not a check looks for secrets:
/// a test prints its environment, a linter quotes the line.
struct OutcomeRedaction: Sendable {
  private static let source = RepositoryPath("output")
  /// No secret is shorter.
  private static let leastLength = 8

  private let scanner: LazyScanner

  init(scanner: LazyScanner) { self.scanner = scanner }

  /// `outcome` without secrets.
  func redacted(_ outcome: CheckOutcome) -> CheckOutcome {
    var outcome = outcome
    outcome.output = redacted(outcome.output)
    outcome.reason = outcome.reason.map(redacted)
    for index in outcome.findings.indices {
      outcome.findings[index].message = redacted(outcome.findings[index].message)
      outcome.findings[index].help = outcome.findings[index].help.map(redacted)
    }
    return outcome
  }

  /// `fixes` without secrets: a diff quotes lines, and a fixer that fails prints what it likes.
  func redacted(_ fixes: FixReport) -> FixReport {
    var fixes = fixes
    fixes.diff = fixes.diff.map(redacted)
    for index in fixes.problems.indices { fixes.problems[index].message = redacted(fixes.problems[index].message) }
    return fixes
  }

  private func redacted(_ text: String) -> String {
    guard text.utf8.count >= Self.leastLength else { return text }
    do throws(CheckError) {
      return try scanner.masked(Array(text.utf8), Self.source).map { String(decoding: $0, as: UTF8.self) } ?? text
    } catch {
      return "(not shown, for it could not be searched for secrets: \(error.message))"
    }
  }
}
