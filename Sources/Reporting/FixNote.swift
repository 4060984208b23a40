import GateModel

/// One thing that a report says about fixes or kept verdicts, for the formats that have no section for them.
struct FixNote {
  /// What it is about: `fix` or `cache`.
  var topic = "fix"
  /// An error where the run does not pass because of it, a warning where something went wrong, a note for what is only told.
  var severity: Severity
  /// Whom it concerns: a check, or `fix` for all of them.
  var name: String
  var text: String
  /// The file that it is about, `nil` where there is no single one.
  var path: RepositoryPath?

  private static let mostPaths = 10

  /// The notes on what kept verdicts turned out to be, then those on fixes; none where there is nothing to say.
  static func all(_ report: Report) -> [FixNote] {
    let wrong = report.checks.flatMap { check in
      (check.verification?.differences ?? []).map { difference in
        FixNote(
          topic: "cache", severity: .error, name: check.check.name,
          text: "the verdict " + VerificationText.sentence(difference) + "\n"
            + VerificationText.advice(difference, of: check.check), path: difference.path)
      }
    }
    return wrong + all(report.fixes)
  }

  /// The notes on `fixes` in the order of the text report; none where there is nothing to say.
  private static func all(_ fixes: FixReport?) -> [FixNote] {
    guard let fixes else { return [] }
    let authors = fixes.authors.map { author in
      FixNote(severity: .note, name: author.check.name, text: sentence(author, fixes.state))
    }
    let kept = fixes.kept.map { FixNote(severity: .warning, name: "fix", text: $0.reason, path: $0.path) }
    let problems = fixes.problems.map { problem in
      FixNote(
        severity: problem.verdict == .failed || problem.verdict == .errored ? .error : .warning,
        name: problem.check?.name ?? "fix", text: Wording.list(problem.message, problem.hint, separator: "\n"))
    }
    return authors + kept + problems
  }

  private static func sentence(_ author: FixReport.Author, _ state: FixReport.State) -> String {
    let verb = state == .applied ? "fixed by" : "could be fixed by"
    if author.paths.isEmpty { return "what it found \(verb) \(author.check.name): `gate check --fix`" }
    let named = author.paths.prefix(mostPaths).map(\.description)
    let left = author.paths.count - named.count
    let list = (named + (left > 0 ? ["\(left) more"] : [])).joined(separator: ", ")
    return "\(verb) \(author.check.name): \(list)"
  }
}
