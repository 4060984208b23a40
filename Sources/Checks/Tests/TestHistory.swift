package import GateModel

/// What is known from earlier runs of single files of tests: asked before a run for its order and its budget, and told what came
/// of each afterwards.
package struct TestHistory: Sendable {
  /// How a file fared when it was run last.
  package struct Record: Hashable, Sendable {
    /// How long it takes; `nil` where the runner does not say so.
    package var duration: Duration?
    /// Whether it failed the last time.
    package var failed: Bool

    package init(duration: Duration?, failed: Bool) {
      self.duration = duration
      self.failed = failed
    }
  }

  /// What is known of the files of a check.
  package var records: @Sendable (CheckID) -> [RepositoryPath: Record]
  /// Adds what came of some files of a check.
  package var add: @Sendable (CheckID, [RepositoryPath: FileResult]) -> Void

  package init(
    records: @escaping @Sendable (CheckID) -> [RepositoryPath: Record],
    add: @escaping @Sendable (CheckID, [RepositoryPath: FileResult]) -> Void
  ) {
    self.records = records
    self.add = add
  }

  /// Knows nothing and keeps nothing.
  package static let none = TestHistory(records: { _ in [:] }, add: { _, _ in })

  /// `files` in the order in which a failure shows soonest: what failed the last time, then what never ran, then the rest, the
  /// quickest first; otherwise as they are.
  package static func ordered(_ files: [RepositoryPath], by records: [RepositoryPath: Record]) -> [RepositoryPath] {
    if records.isEmpty { return files }
    func rank(_ file: RepositoryPath) -> (Int, Duration) {
      guard let record = records[file] else { return (1, .zero) }
      return (record.failed ? 0 : 2, record.duration ?? .zero)
    }
    return files.enumerated().map { (file: $0.element, place: $0.offset, rank: rank($0.element)) }
      .sorted { ($0.rank.0, $0.rank.1, $0.place) < ($1.rank.0, $1.rank.1, $1.place) }.map(\.file)
  }
}
