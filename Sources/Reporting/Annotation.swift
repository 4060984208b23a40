import GateModel

/// What a CI service shows beside a line of code, or above the log of a step.
struct Annotation {
  var severity: Severity
  /// The file, `nil` where none is meant.
  var path: RepositoryPath?
  var range: SourceRange?
  var title: String
  var text: String

  /// How many annotations of one level services show of a step: GitHub's runner and Azure's agent, which it came from, drop
  /// the others without a word.
  private static let mostOfLevel = 10

  /// The annotations of a report, the heaviest first: of each level ten at most, one after the other from each check, that
  /// none hides the others. The last of ten says how many are left, and in `place` where they are.
  static func chosen(from report: Report, rest place: String) -> [Annotation] {
    let notes = FixNote.all(report)
    return Severity.allCases.reversed().flatMap { severity in
      var queues = [severity == .error ? report.checks.compactMap(unexplained) : []]
      queues += report.checks.map { check in
        check.outcome.findings.filter { $0.severity == severity }.map { annotation($0, of: check) }
      }
      queues.append(notes.filter { $0.severity == severity }.map(annotation))
      return bounded(taken(inTurn: queues), severity, rest: place)
    }
  }

  /// The first of each queue, then the second of each, and so on.
  private static func taken(inTurn queues: [[Annotation]]) -> [Annotation] {
    let longest = queues.map(\.count).max() ?? 0
    return (0..<longest).flatMap { index in queues.compactMap { index < $0.count ? $0[index] : nil } }
  }

  private static func bounded(_ all: [Annotation], _ severity: Severity, rest place: String) -> [Annotation] {
    if all.count <= mostOfLevel { return all }
    let left = all.count - mostOfLevel + 1
    let text = "and \(Wording.count(left, "more \(severity.rawValue)")): \(place)"
    return all.prefix(mostOfLevel - 1) + [Annotation(severity: severity, title: "gate", text: text)]
  }

  private static func unexplained(_ check: CheckReport) -> Annotation? {
    check.unexplained.map { Annotation(severity: .error, title: "gate: \(check.check.name)", text: $0) }
  }

  private static func annotation(_ note: FixNote) -> Annotation {
    Annotation(severity: note.severity, path: note.path, title: "gate: \(note.name)", text: note.text)
  }

  private static func annotation(_ finding: Finding, of check: CheckReport) -> Annotation {
    let range = finding.range.flatMap { finding.path != nil && $0.line > 0 ? $0 : nil }
    return Annotation(
      severity: finding.severity, path: finding.path, range: range,
      title: Wording.list(check.check.name, finding.rule, separator: ": "),
      text: Wording.list(finding.message, finding.help, separator: "\n"))
  }
}
