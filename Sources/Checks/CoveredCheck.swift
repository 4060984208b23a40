import Coverage
package import GateModel
import LocalFiles
import TextMerge

/// Tests whose coverage of the changed lines is a part of the verdict.
///
/// What is asked of a report depends on the base of the change and on what the run wrote, so verdicts are not kept.
package struct CoveredCheck: ToolCheck {
  private let tests: TestsCheck
  private let coverage: CoverageSettings
  private let root: RepositoryPath

  /// - Parameter root: the directory in which the tests run, to which the reports' paths are relative.
  package init(_ tests: TestsCheck, coverage: CoverageSettings, root: RepositoryPath) {
    self.tests = tests
    self.coverage = coverage
    self.root = root
  }

  package var id: CheckID { tests.id }

  package var traits: CheckTraits {
    var traits = tests.traits
    traits.isCacheable = false
    return traits
  }

  var trackedSelector: FileSelector? { tests.trackedSelector }
  var outsidePlaces: Set<LocalPath> { tests.outsidePlaces }

  package func selection(in scope: CheckScope) throws(CheckError) -> Selection { try tests.selection(in: scope) }

  package func dependencies(
    for selection: Selection, in scope: CheckScope
  ) throws(CheckError) -> CheckDependencies {
    try tests.dependencies(for: selection, in: scope)
  }

  package func settled(_ outcome: CheckOutcome, in scope: CheckScope) -> CheckOutcome {
    tests.settled(outcome, in: scope)
  }

  package func run(_ job: CheckJob) async -> CheckOutcome {
    guard let directory = job.directory else { return .errored("the check \(id) was given no directory") }
    do throws(CheckError) {
      // A report that is named is the project's to write.
      let places = coverage.reports.isEmpty ? try tests.coveragePlaces() : nil
      var reports = CoverageReports(coverage, in: directory.appending(root), asked: places)
      var outcome = await tests.run(job, coverage: places)
      if places != nil, let lack = tests.lackOfCoverage(outcome) {
        // The project may write reports in a way of its own.
        reports.hint = lack
        outcome = await tests.run(job)
      }
      return judged(outcome, by: reports, directory, job)
    } catch {
      return .errored(error)
    }
  }

  private func judged(
    _ outcome: CheckOutcome, by reports: CoverageReports, _ directory: LocalPath, _ job: CheckJob
  ) -> CheckOutcome {
    // Of tests that failed nobody asks what they covered.
    guard outcome.verdict == .passed else { return outcome }
    do throws(CheckError) {
      let changed = try ChangedLines(selector: coverage.selector, scope: job.scope).files()
      if changed.isEmpty { return outcome }
      let found = ChangedLineCoverage(
        of: changed, in: try reports.read(), directories: Self.forms(of: directory), root: root)
      return judged(outcome, found)
    } catch {
      var errored = CheckOutcome.errored(error)
      errored.output = outcome.output
      return errored
    }
  }

  /// The directory as it was named and as it really is called, for reports have one or the other.
  private static func forms(of directory: LocalPath) -> [String] {
    var forms = ["\(directory)"]
    // Where its real path cannot be told, the other name has to do.
    if let real = try? LocalFiles.realPath(directory), real != directory { forms.append("\(real)") }
    return forms
  }

  private func judged(_ outcome: CheckOutcome, _ found: ChangedLineCoverage) -> CheckOutcome {
    var outcome = outcome
    let isEnough = found.executed * 100 >= coverage.changedLines * found.executable
    let share = "\(found.executed) of \(found.executable) changed lines are covered by tests"
    let asked = "\(coverage.changedLines) per cent are asked for"
    if !isEnough {
      outcome.verdict = .failed
      outcome.findings += found.stretches.map { stretch in
        Finding(
          rule: "coverage",
          message: stretch.count == 1
            ? "no test executes this changed line (\(share), \(asked))"
            : "no test executes these \(stretch.count) changed lines (\(share), \(asked))",
          path: stretch.path,
          range: SourceRange(
            line: stretch.lines.lowerBound, endLine: stretch.lines.count == 1 ? nil : stretch.lines.upperBound),
          help: "add a test that executes them, or lower `coverage: changed_lines` of the check \(id)")
      }
    }
    // Somebody who names the files that count wants to hear of one that no test ever loads.
    if !coverage.selector.include.isEmpty {
      outcome.findings += found.unknown.map {
        Finding(
          rule: "coverage-unknown", severity: .warning, message: "no coverage report speaks of this changed file",
          path: $0)
      }
    }
    return outcome
  }
}
