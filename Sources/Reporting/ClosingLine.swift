import GateModel

/// The last line of a report: what came of it all, how long it took, what the cache answered.
struct ClosingLine {
  let style: TerminalStyle

  /// The line for `report`, without a line break.
  func text(_ report: Report) -> String { verdict(report) + shard(report.shard) }

  /// The part of the work that it was: shards that show the same digits split the same work in the same way.
  private func shard(_ report: ShardReport?) -> String {
    guard let report else { return "" }
    return " (shard \(report.shard), \(report.ownUnits) of \(report.units) pieces, split \(report.digest.prefix(8)))"
  }

  private func verdict(_ report: Report) -> String {
    var counts: [CheckOutcome.Verdict: Int] = [:]
    for check in report.checks { counts[check.outcome.verdict, default: 0] += 1 }
    let passed = counts[.passed, default: 0]
    let failed = counts[.failed, default: 0]
    let errored = counts[.errored, default: 0]
    let deferred = report.checks.count { $0.deferral != nil && $0.outcome.verdict == .skipped }
    let skipped = counts[.skipped, default: 0] - deferred
    let findings = Wording.count(of: report.checks.flatMap(\.outcome.findings))
    let cached = report.checks.count { $0.isCached && $0.outcome.verdict != .skipped }
    let remote = report.checks.count { $0.isCached && $0.remoteCount > 0 }
    let fromCache = cached > 0 ? ", \(cached) from cache" + (remote > 0 ? " (\(remote) of them remote)" : "") : ""
    let time = Wording.time(report.duration)

    if report.isInterrupted {
      let done = Wording.list(
        part(failed, "failed"), part(errored, "could not run"), part(passed, "passed"), part(skipped, "not run"))
      return line("interrupted after \(time)", .yellow, rest: (done.isEmpty ? "" : ": \(done)") + fromCache)
    }
    let wrong = report.verification?.differences.count ?? 0
    if failed + errored == 0, wrong > 0 {
      let rest = passed > 0 ? ", though \(Wording.count(passed, "check")) passed" : ""
      return line("\(Wording.count(wrong, "kept verdict")) \(wrong == 1 ? "was" : "were") wrong", .red, rest: rest)
    }
    if failed + errored == 0, report.exitStatus > .passed {
      let rest = passed > 0 ? ", though \(Wording.count(passed, "check")) passed" : ""
      return line(refusal(report.hook) + "see about the fixes above", .red, rest: rest)
    }
    if failed + errored == 0 {
      guard passed > 0 else {
        let why = skipped > 0 ? ", \(Wording.count(skipped, "check")) skipped" : ""
        return line(deferred > 0 ? "nothing was checked" : "nothing to check", .green, rest: why)
      }
      let silenced = report.checks.reduce(0) { $0 + $1.outcome.silenced.count }
      let extra = Wording.list(part(skipped, "skipped"), findings, part(silenced, "silenced"))
      return line(
        "\(Wording.count(passed, "check")) passed", .green,
        rest: " in \(time)\(fromCache)" + (extra.isEmpty ? "" : ", \(extra)"))
    }
    let sums = Wording.list(
      failed > 0 ? "\(Wording.count(failed, "check")) failed" : nil,
      errored > 0
        ? (failed > 0 ? "\(errored) could not run" : "\(Wording.count(errored, "check")) could not run") : nil,
      part(passed, "passed"), part(skipped, "skipped"))
    let weight = findings.isEmpty ? "" : " (\(findings))"
    return line(refusal(report.hook) + sums, failed > 0 ? .red : .yellow, rest: "\(weight) in \(time)\(fromCache)")
  }

  private func line(_ head: String, _ ink: Ink, rest: String) -> String {
    style.paint("gate:", .bold) + " " + style.paint(head, .bold, ink) + rest
  }

  private func part(_ count: Int, _ what: String) -> String? {
    count > 0 ? "\(count) \(what)" : nil
  }

  /// What git does not go on with because of the report (githooks(5)).
  private func refusal(_ hook: String?) -> String {
    switch hook {
    case nil: ""
    case "pre-commit", "prepare-commit-msg", "commit-msg": "commit refused: "
    case "pre-merge-commit": "merge refused: "
    case "pre-push": "push refused: "
    case "pre-rebase": "rebase refused: "
    case .some(let name): "\(TerminalText.safe(name)) refused: "
    }
  }
}
