/// What came of one file of a check that runs files by themselves, such as a file of tests.
package struct FileResult: Hashable, Sendable {
  /// The result in one word.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// All of the file was run, at least one test of it, and nothing failed.
    case passed
    /// It failed and passed when it was run again, with nothing changed: no pass that may be kept.
    case flaky
    case failed
  }

  package var verdict: Verdict
  /// How long the file took, `nil` where the runner does not say so.
  package var duration: Duration?

  package init(_ verdict: Verdict, duration: Duration? = nil) {
    self.verdict = verdict
    self.duration = duration
  }

  /// What is known of single files after several parts of a check's work: of a file in more than one part the worse verdict
  /// and the times together; `nil` where no part knows of single files.
  package static func joined(_ parts: [[RepositoryPath: FileResult]?]) -> [RepositoryPath: FileResult]? {
    let known = parts.compactMap { $0 }
    guard let first = known.first else { return nil }
    return known.dropFirst().reduce(into: first) { results, part in results.merge(part) { $0.joined(with: $1) } }
  }

  private func joined(with other: FileResult) -> FileResult {
    let order: [Verdict] = [.passed, .flaky, .failed]
    let worst = order.last { $0 == verdict || $0 == other.verdict } ?? .failed
    let times = [duration, other.duration].compactMap { $0 }
    return FileResult(worst, duration: times.isEmpty ? nil : times.reduce(.zero, +))
  }
}
