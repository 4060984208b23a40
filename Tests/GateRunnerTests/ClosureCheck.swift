import GateModel
import Synchronization

/// A check of files that need others: it says what they need, remembers what it looked at, and answers as it was told.
final class ClosureCheck: Check {
  let id: CheckID
  let traits: CheckTraits
  /// What each file needs, as far as the check knows.
  private let needs: @Sendable (String) -> String
  private let asked: ClosureChoice
  private let fails: @Sendable (String) -> Bool
  private let results: @Sendable (String) -> FileResult.Verdict?
  private let seen = Mutex<[String]>([])

  init(
    _ name: String = "tests", needs: @escaping @Sendable (String) -> String = { _ in "" },
    choice: ClosureChoice = ClosureChoice(), fails: @escaping @Sendable (String) -> Bool = { _ in false },
    results: @escaping @Sendable (String) -> FileResult.Verdict? = { _ in nil }, requires: [String] = []
  ) {
    id = CheckID(name)
    traits = CheckTraits(
      kind: "tests", grain: .closure, reading: .blobs, keepsFailures: false, timeout: .seconds(60),
      needs: requires.map { CheckID($0) })
    self.needs = needs
    asked = choice
    self.fails = fails
    self.results = results
  }

  /// The files looked at, in order, all runs together.
  var looked: [String] { seen.withLock { $0 } }

  func selection(in scope: CheckScope) throws(CheckError) -> Selection { .files(try scope.changedFiles) }

  func dependencies(for selection: Selection, in scope: CheckScope) throws(CheckError) -> CheckDependencies {
    CheckDependencies(definition: ["closure"])
  }

  func closures(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> [FileClosure] {
    files.map { FileClosure(digest: Array(needs("\($0.path)").utf8)) }
  }

  func closureFiles(of file: SnapshotFile, in scope: CheckScope) throws(CheckError) -> [SnapshotFile] {
    [file] + Sample.files([needs("\(file.path)")].filter { !$0.isEmpty })
  }

  func choice(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> ClosureChoice { asked }

  func run(_ job: CheckJob) async -> CheckOutcome {
    let names = job.files.map { "\($0.path)" }
    seen.withLock { $0 += names }
    var outcome = CheckOutcome.judged(
      by: job.files.filter { fails("\($0.path)") }.map { Finding(rule: "bad", message: "bad", path: $0.path) })
    outcome.attributed = false
    let known = job.files.compactMap { file in results("\(file.path)").map { (file.path, FileResult($0)) } }
    if !known.isEmpty { outcome.fileResults = Dictionary(known, uniquingKeysWith: { first, _ in first }) }
    return outcome
  }
}

/// Counts from 1.
final class ClosureCounter: Sendable {
  private let count = Mutex(0)

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
