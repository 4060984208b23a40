package import GateModel

/// Scans what the commits of a range recorded and its end does not hold any more: whoever gets the commits gets that too.
package struct SecretHistoryCheck: Check {
  private static let shortLength = 10

  private let check: SecretsCheck
  private let history: [HistoricFile]
  private let commits: [SnapshotFile: ObjectID]

  /// - Parameters:
  ///   - check: scans; its files, limits and rules are this one's.
  ///   - history: what to look at besides the content that `check` looks at.
  package init(_ check: SecretsCheck, history: [HistoricFile]) {
    self.check = check
    self.history = history
    commits = Dictionary(history.map { ($0.file, $0.commit) }, uniquingKeysWith: { newest, _ in newest })
  }

  package var id: CheckID { Self.id(besides: check.id) }

  /// The name that the check has which looks at the history for the check `id`.
  package static func id(besides id: CheckID) -> CheckID { CheckID("\(id) (history)") }

  package var traits: CheckTraits {
    var traits = check.traits
    // Two versions of one path have two verdicts, which findings cannot be told apart by.
    traits.grain = .task
    return traits
  }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection {
    let choice = FileChoice(scope: scope, selector: check.settings.selector)
    let files = try history.map(\.file).filtered { file throws(CheckError) in
      if file.version.mode == .submodule { return false }
      return try choice.matches(file)
    }
    return files.isEmpty ? .nothing("no file that it looks at was changed on the way") : .files(files)
  }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    var dependencies = try check.dependencies(for: selection, in: scope)
    // What it says names the commits.
    dependencies.definition += ["history"] + history.map(\.commit.description)
    let added = try AddedFindings(of: check, in: scope)
    for file in selection.files {
      dependencies.definition.append(try added.start(of: file.path)?.id.description ?? "")
    }
    return dependencies
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    var outcome = await check.run(job, commit: { commits[job.files[$0]] }) { index, outcome in
      let file = job.files[index]
      guard let commit = commits[file], !outcome.findings.isEmpty || !outcome.silenced.isEmpty else { return outcome }
      var outcome = outcome
      do throws(CheckError) {
        let added = try AddedFindings(of: check, in: job.scope)
        if let start = try added.start(of: file.path) {
          outcome.findings = try added.added(outcome.findings, in: file.version, since: start, at: file.path)
          if outcome.verdict == .failed { outcome.verdict = CheckOutcome.judged(by: outcome.findings).verdict }
        }
      } catch {
        return .errored(error)
      }
      outcome.findings = outcome.findings.map { Self.placed($0, in: commit) }
      for index in outcome.silenced.indices {
        outcome.silenced[index].finding = Self.placed(outcome.silenced[index].finding, in: commit)
      }
      return outcome
    }
    outcome.attributed = false
    return outcome
  }

  /// The finding without its range, which would be taken for one in the content under check.
  private static func placed(_ finding: Finding, in commit: ObjectID) -> Finding {
    let name = commit.description.prefix(shortLength)
    var finding = finding
    let line = finding.range.map { "on line \($0.line) " } ?? ""
    finding.message += ", \(line)in commit \(name), which is part of the history though later ones changed it"
    finding.range = nil
    finding.help =
      "take it out of the commit before others get it (`git rebase -i \(name)^`); where they have it, revoke it"
    return finding
  }
}
