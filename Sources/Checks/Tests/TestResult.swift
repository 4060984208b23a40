import GateModel

/// What came of one test.
struct TestResult: Hashable, Sendable {
  /// The result in one word.
  enum Outcome: Hashable, Sendable {
    case passed
    /// An assertion did not hold.
    case failed
    /// It broke off: an exception, a file that cannot be loaded, a build that fails.
    case errored
    /// It said itself that it does not apply.
    case skipped
  }

  /// Where a test failed.
  struct Place: Hashable, Sendable {
    var path: RepositoryPath
    /// `nil` where the whole file is meant.
    var range: SourceRange?
  }

  /// What tells a test from the others of a run.
  struct Name: Hashable, Sendable {
    var file: RepositoryPath?
    var unit: String?
    var group: String?
    var name: String
  }

  /// As the runner calls it.
  var name: String
  /// The class or suite that it is in.
  var group: String?
  /// The file that holds it, `nil` where the runner does not say so.
  var file: RepositoryPath?
  /// The ``TestUnit/name`` of what it is run with, for runners that take no files.
  var unit: String?
  var outcome: Outcome
  var duration: Duration?
  /// The assertion that failed, or the reason of an error, in a line or two.
  var message: String?
  /// Where that was.
  var place: Place?
  /// The words that run this test alone, `nil` where only its file can be run.
  var words: [String]?

  init(_ name: String, group: String? = nil, file: RepositoryPath? = nil, _ outcome: Outcome) {
    self.name = name
    self.group = group.flatMap { $0.isEmpty ? nil : $0 }
    self.file = file
    self.outcome = outcome
  }

  var isFailure: Bool { outcome == .failed || outcome == .errored }
  var identity: Name { Name(file: file, unit: unit, group: group, name: name) }

  /// The failure as a finding: which test, what it says, and where.
  var finding: Finding {
    Finding(
      rule: "test-failure", message: "\(title): \(message ?? "failed")", path: place?.path ?? file, range: place?.range)
  }

  /// The finding on a test that failed first and passed the next time.
  ///
  /// - Parameter attempts: how many runs it took.
  func flakyFinding(attempts: Int) -> Finding {
    Finding(
      rule: "test-flaky", severity: .warning,
      message:
        "\(title) is flaky: it failed and passed in run \(attempts) with nothing changed (\(message ?? "failed"))",
      path: place?.path ?? file, range: place?.range)
  }

  private var title: String { group.map { "\($0) › \(name)" } ?? name }
}

/// What came of a run of tests.
struct TestResults: Sendable {
  var tests: [TestResult] = []
  /// Files that the runner looked into and found no test in.
  var emptyFiles: Set<RepositoryPath> = []

  /// How many tests were really run.
  var executedCount: Int { tests.count { $0.outcome != .skipped } }
  var failures: [TestResult] { tests.filter(\.isFailure) }
}
