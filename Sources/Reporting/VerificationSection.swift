import GateModel

/// The kept verdicts that turned out to be wrong, and how many were looked at.
struct VerificationSection {
  private static let mostDifferences = 20

  let finding: FindingText
  let style: TerminalStyle

  /// The lines, none where nothing was to be verified.
  func lines(_ report: Report) -> [String] {
    guard let summary = VerificationText.summary(report) else { return [] }
    var lines: [String] = []
    for check in report.checks {
      guard let verification = check.verification else { continue }
      var told: Set<CacheVerification.Difference.Cause> = []
      for difference in verification.differences.prefix(Self.mostDifferences) {
        lines.append(head(difference, of: check.check) + VerificationText.sentence(difference))
        if told.insert(difference.cause).inserted {
          lines += finding.labelled(
            "help: ", VerificationText.advice(difference, of: check.check), ink: .cyan, indent: 2)
        }
      }
      let left = verification.differences.count - Self.mostDifferences
      if left > 0 {
        lines.append(style.paint("\(style.symbols.ellipsis) and \(left) more; --format json lists all", .dim))
      }
      if verification.isRemoteWrong {
        lines += finding.labelled("hint: ", VerificationText.remote, ink: .cyan, indent: 2)
      }
    }
    let isRight = report.verification?.differences.isEmpty ?? true
    return lines + [style.paint(summary, .bold, isRight ? .green : .red)]
  }

  private func head(_ difference: CacheVerification.Difference, of check: CheckID) -> String {
    let place = difference.path.map { ", \(TerminalText.safe($0.description))" } ?? ""
    return style.paint("\(TerminalText.safe(check.name))\(place):", .bold, .red) + " the verdict "
  }
}
