import Fixing
import GateModel
import GateRunner
import GitRepository
import TextMerge

/// What a run came to: the report, and the content that its findings are about.
struct RunResult {
  var report: Report
  var content: any ContentSource
}

extension CheckRun {
  /// Checks whose fixers could mend what they found.
  private func mendable(_ report: Report) -> [any Check] {
    let failed = Set(report.checks.filter { $0.outcome.verdict == .failed }.map(\.check))
    return checks.filter { $0.fixing != nil && failed.contains($0.id) }
  }

  // MARK: - Nothing is written

  /// Runs all checks and says which of them could fix what they found.
  func suggestingFixes(_ machinery: Machinery) async -> RunResult {
    var report = await machinery.report(on: checks, in: resolved.scope)
    let mendable = mendable(report)
    if !mendable.isEmpty, !report.isInterrupted {
      report.fixes = FixReport(.suggested, authors: mendable.map { FixReport.Author(check: $0.id, paths: []) })
    }
    return RunResult(report: report, content: resolved.scope.content)
  }

  /// Runs all checks, and shows what the fixers of those that failed would write.
  func showingFixes(_ machinery: Machinery) async -> RunResult {
    var report = await machinery.report(on: checks, in: resolved.scope)
    let mendable = mendable(report)
    if !mendable.isEmpty, !report.isInterrupted {
      let outcome = await machinery.fix(requests(mendable, report), in: resolved.scope)
      if outcome.isInterrupted { report.isInterrupted = true }
      report.fixes = FixReport(.available, outcome)
      do throws(CheckError) {
        let diff = FixDiff(resolved.scope.content)
        report.fixes?.diff = try diff.text(outcome.files)
        report.fixes?.edits = try diff.edits(outcome.files, scanner: LazyScanner())
      } catch {
        report.fixes?.problems.append(FixReport.Problem(check: nil, message: error.message, hint: error.hint))
      }
    }
    return RunResult(report: report, content: resolved.scope.content)
  }

  // MARK: - Writing

  /// Lets the checks that can fix go first, so that the others need to look at the fixed content alone; then judges what
  /// would be recorded, and writes it.
  func applyingFixes(_ machinery: Machinery, byHand: Bool) async -> RunResult {
    let scope = resolved.scope
    let plan = machinery.plan(checks, in: scope)
    let fixers = plan.withNeeds { $0.check.fixing != nil && !$0.isDecided }
    if fixers.isEmpty { return RunResult(report: await machinery.run(plan, in: scope), content: scope.content) }
    // All of them: the fixes of the first that fails are of no use where the next one's are missing.
    let first = await machinery.run(fixers, in: scope, failsFast: false)
    let mendable = mendable(first)
    if mendable.isEmpty || first.isInterrupted { return await completed(first, nil, plan, machinery) }
    let outcome = await machinery.fix(requests(mendable, first), in: scope)
    if outcome.isInterrupted {
      var report = first
      report.isInterrupted = true
      return RunResult(report: report, content: scope.content)
    }
    if outcome.files.isEmpty { return await completed(first, FixReport(.available, outcome), plan, machinery) }

    let fixed: CheckScope
    let undoesAll: Bool
    do throws(CheckError) {
      fixed = try scope.fixed(outcome.files)
      undoesAll = try fixed.changes.isEmpty
    } catch {
      var fixes = FixReport(.available, outcome)
      fixes.problems.append(FixReport.Problem(check: nil, message: error.message, hint: error.hint))
      return await completed(first, fixes, plan, machinery)
    }
    if scope.kind == .staged, undoesAll, !isMerging {
      return await completed(first, FixReport(.available, outcome).refusingEmptyCommit(), plan, machinery)
    }
    // What asks to run in the working tree whatever that holds has no say about content that lies nowhere yet.
    // What the budget left out stays out, even where the fixed content would leave room for it.
    let deferred = Set(plan.filter(\.isDeferred).map(\.check.id))
    let judges = checks.filter {
      ($0.traits.isolation != .inPlace || $0.fixing != nil) && !deferred.contains($0.id)
    }
    var judged = await machinery.judge(judges, in: fixed)
    if judges.count < checks.count { judged = await completed(judged, nil, plan, machinery).report }
    if judged.isInterrupted { return RunResult(report: judged, content: fixed.content) }
    guard byHand || judged.exitStatus == .passed else {
      // A commit that is refused leaves everything as it was, and the report is about what is staged.
      return await completed(first, FixReport(.available, outcome), plan, machinery)
    }
    judged.fixes = write(outcome)
    return RunResult(report: judged, content: fixed.content)
  }

  /// The report on the content as it is: what `first` says, and the checks that it does not know.
  private func completed(
    _ first: Report, _ fixes: FixReport?, _ plan: [PlannedCheck], _ machinery: Machinery
  ) async -> RunResult {
    var report = first
    if !first.isInterrupted {
      let known = Set(first.checks.map(\.check))
      let rest = plan.filter { !known.contains($0.check.id) }
      if !rest.isEmpty {
        let others = await machinery.run(rest, after: first.checks, in: resolved.scope)
        report.checks += others.checks
        report.isInterrupted = others.isInterrupted
      }
    }
    let order = Dictionary(checks.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    report.checks.sort { order[$0.check, default: 0] < order[$1.check, default: 0] }
    report.fixes = fixes
    return RunResult(report: report, content: resolved.scope.content)
  }

  private func write(_ outcome: FixOutcome) -> FixReport {
    var fixes = FixReport(.applied, outcome)
    do throws(GitError) {
      let applied = try FixApplication(location).apply(outcome.files)
      fixes.kept = applied.keptFiles.map {
        FixReport.Kept(path: $0.path, reason: "only what is staged was fixed, not the file: \($0.reason)")
      }
      if !applied.keptEntries.isEmpty {
        // What would be recorded is then not what was checked.
        fixes.kept += applied.keptEntries.map {
          FixReport.Kept(path: $0, reason: "nothing was fixed: it was staged anew while gate ran")
        }
        fixes.problems.append(
          FixReport.Problem(
            check: nil, message: "what is staged was changed while gate ran", hint: "run it again", verdict: .failed))
      }
    } catch {
      fixes.state = .available
      fixes.problems.append(
        FixReport.Problem(
          check: nil, message: "the fixes could not be staged: \(error.message)", hint: error.hint, verdict: .errored))
    }
    return fixes
  }

  /// The files that each fixer is given: those that its check found something in, as far as it says, and only what the change
  /// under check brings. The rest of them, and those of checks that found nothing, are looked at where another fixer changes
  /// them.
  private func requests(_ mendable: [any Check], _ report: Report) -> [FixRequest] {
    // Where they could not be listed there was no selection either, and the report says so.
    let changedFiles = (try? resolved.scope.changedFiles) ?? []
    let changed = Set(changedFiles.map(\.path))
    let failed = Set(mendable.map(\.id))
    let outcomes = Dictionary(report.checks.map { ($0.check, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    return checks.compactMap { check in
      // A selection that cannot be made is in the report already.
      guard check.fixing != nil, let selection = try? check.selection(in: resolved.scope) else { return nil }
      var selected = selection.files
      if case .whole = selection { selected = changedFiles }
      let files = selected.filter { $0.version.mode.isFile && changed.contains($0.path) }
      guard failed.contains(check.id) else { return FixRequest(check: check, files: [], watched: files) }
      guard check.traits.grain == .file, let outcome = outcomes[check.id], outcome.attributed else {
        return FixRequest(check: check, files: files)
      }
      let found = Set(outcome.findings.compactMap(\.path))
      return FixRequest(
        check: check, files: files.filter { found.contains($0.path) },
        watched: files.filter { !found.contains($0.path) })
    }
  }

  /// Whether a merge is being committed: it records something even where it changes no file.
  private var isMerging: Bool { location.isMerging }
}

extension FixReport {
  init(_ state: State, _ outcome: FixOutcome) {
    self.init(
      state, authors: outcome.authors.map { Author(check: $0.check, paths: $0.paths) },
      problems: outcome.rejections.map { Problem(check: $0.check, message: $0.reason, hint: $0.hint) })
  }

  /// The same, for a commit of which the fixes would leave nothing.
  func refusingEmptyCommit() -> FixReport {
    var report = self
    report.problems.append(
      Problem(
        check: nil, message: "the fixes undo all that is staged: nothing would be left to commit",
        hint: "drop the change (`git restore --staged --worktree FILE`), or commit it as it is with GATE_SKIP",
        verdict: .failed))
    return report
  }
}
