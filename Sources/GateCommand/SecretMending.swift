import Checks
import GateModel
import SecretScanning

/// Says with every secret that was found what to do about it there. Not part of a verdict: one that is kept from a commit is
/// replayed before a push, where something else has to be done.
struct SecretMending {
  let situation: Mend.Situation

  /// What the content that was asked for says of who has it.
  static func situation(of request: ScopeRequest) -> Mend.Situation {
    switch request {
    case .staged: .staged
    case .push, .update: .unpushed
    case .range, .ci: .shared
    case .all, .files: .file
    }
  }

  /// `check` with its advice; the same where it does not look for secrets.
  ///
  /// - Parameter isPlaced: whether the findings say by themselves how the secret is taken out.
  func applied(to check: CheckReport, isPlaced: Bool = false) -> CheckReport {
    if check.kind != "secrets" || check.outcome.findings.isEmpty { return check }
    var check = check
    let names = Set(check.outcome.findings.map(\.rule))
    let found = SecretRule.all.filter { names.contains($0.id) }
    let rules = Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, finding) in check.outcome.findings.enumerated() {
      guard let rule = rules[finding.rule] else { continue }
      var lines = Mend(rule).lines(in: situation, path: finding.path, place: isPlaced ? finding.help : nil)
      if !isPlaced, let advice = finding.help.flatMap(SecretExceptions.advice) { lines.append(advice) }
      check.outcome.findings[index].help = lines.joined(separator: "\n")
    }
    check.rules = found.map { rule in
      RuleDescription(rule: rule.id, title: rule.title, help: Self.text(Mend(rule).guides), source: rule.source)
    }
    return check
  }

  /// The guides as text: a heading, and its steps below it.
  static func text(_ guides: [Mend.Guide]) -> String {
    guides.map { guide in
      ([guide.heading + ":"] + guide.steps.map { "  - " + $0 }).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

extension CheckRun {
  /// `report` with what to do about the secrets in it.
  func mending(_ report: Report) -> Report {
    let historic = Set(
      checks.compactMap { ($0 as? SecretHistoryCheck)?.id } + checks.compactMap { ($0 as? SecretMessageCheck)?.id })
    var report = report
    report.checks = report.checks.map { check in
      SecretMending(situation: situation).applied(to: check, isPlaced: historic.contains(check.check))
    }
    return report
  }
}
