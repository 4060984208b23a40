import GateModel
import LocalFiles

/// How gate works one test runner: what its command line looks like, how it is made to write a report, what that says.
///
/// One type a runner, in `Runners/`.
protocol TestAdapter: Sendable {
  /// The name in gate.yml.
  var name: String { get }
  /// The words that start it, in order of preference; the first word is the program.
  var programs: [[String]] { get }
  /// What makes the program print its version.
  var versionArguments: [String] { get }
  /// What follows the program's words where all tests are meant.
  var allArguments: [String] { get }
  /// The words by which it is recognised in a command line, each list one after the other: `go test`, `-m pytest`.
  var marks: [[String]] { get }
  /// Whether it runs files in the order of its arguments.
  var keepsOrder: Bool { get }
  /// Whether each test that was run, and so each file, is in the report.
  var namesFiles: Bool { get }
  /// Whether test files, or what stands for them, can be given.
  var takesFiles: Bool { get }
  /// Whether standard error must be read in one stream with standard output.
  var mergesStreams: Bool { get }

  /// Whether its output is the report, so that there always is one where it was asked for it.
  var reportsInOutput: Bool { get }

  /// In bytes: more than this of units is too much for one command, whatever the system allows.
  var unitLimit: Int { get }

  /// What stands for `files` on the command line, in their order.
  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit]

  /// The arguments for some units, which may be more or fewer words than theirs.
  func arguments(for units: [TestUnit]) -> [[UInt8]]

  /// What makes it write a report to `place`.
  func reporting(to place: ReportPlace) throws(CheckError) -> TestReporting

  /// What makes it write a report on coverage called ``CoveragePlaces/reportName`` to `directory`; `nil` where gate cannot ask
  /// for one.
  func covering(to directory: LocalPath) -> TestReporting?

  /// Why a run with ``covering(to:)`` could not begin, by what it printed; `nil` where that was not it.
  func lacksCoverage(_ output: String) -> String?

  /// What the report, or the output where there is none, says.
  ///
  /// - Throws: `CheckError` if a report is there and cannot be read.
  func results(of run: FinishedTests) throws(CheckError) -> TestResults

  /// Why an exit status says that the tests could not be run at all; `nil` where it does not say so.
  func refusal(status: Int32) -> String?

  /// What runs only the failed tests `tests`, which lie in `units`; `nil` where only their files can be run.
  func units(ofFailed tests: [TestResult], in project: TestProject) -> [TestUnit]?
}

/// What is added to a command so that it writes a report.
struct TestReporting: Sendable {
  /// Stands right behind the words that start the runner.
  var arguments: [String] = []
  /// Reaches the runner through whatever wrapper it is called by.
  var environment: [String: String] = [:]
  /// What stands for the last words of the mark itself.
  var replacement: [String]?

  /// Asks for what `other` does as well.
  mutating func add(_ other: TestReporting) {
    arguments += other.arguments
    environment.merge(other.environment) { $0 + " " + $1 }
  }
}

/// A command of a test runner that came to its end.
struct FinishedTests: Sendable {
  /// `nil` where none was written.
  var report: [UInt8]?
  var standardOutput: [UInt8]
  /// Standard output and standard error.
  var output: [UInt8]
  var status: Int32
  var paths: TestPaths
  /// What was asked for; empty for all tests.
  var units: [TestUnit]
  var project: TestProject
  /// When it was started, in nanoseconds since 1970 as files are dated, `nil` where that is not known.
  var started: Int64?
}

extension TestAdapter {
  var versionArguments: [String] { ["--version"] }
  var allArguments: [String] { [] }
  var marks: [[String]] { [[name]] }
  var keepsOrder: Bool { false }
  var namesFiles: Bool { true }
  var takesFiles: Bool { true }
  var mergesStreams: Bool { false }
  var reportsInOutput: Bool { false }
  var unitLimit: Int { .max }

  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    files.map { TestUnit([project.argument($0, from: project.root)], in: project.root, files: [$0]) }
  }

  func arguments(for units: [TestUnit]) -> [[UInt8]] { units.flatMap(\.arguments) }

  func covering(to directory: LocalPath) -> TestReporting? { nil }

  func lacksCoverage(_ output: String) -> String? { nil }

  func refusal(status: Int32) -> String? { nil }

  func units(ofFailed tests: [TestResult], in project: TestProject) -> [TestUnit]? { nil }
}

/// The runners that gate knows.
enum TestAdapters {
  static let all: [any TestAdapter] = [
    PytestAdapter(), UnittestAdapter(), NodeAdapter(), NpmAdapter(), JestAdapter(), VitestAdapter(), MochaAdapter(),
    AvaAdapter(), SwiftAdapter(), GoAdapter(), CargoAdapter(), NextestAdapter(), BatsAdapter(), MavenAdapter(),
    GradleAdapter(),
  ]

  static func named(_ name: String) -> (any TestAdapter)? { all.first { $0.name == name } }

  /// The runner that a command line calls by its own words, with the place of those words; `nil` where it calls none or a
  /// wrapper that hides it.
  static func recognised(in words: [String]) -> (adapter: any TestAdapter, words: Range<Int>)? {
    let found = all.compactMap { adapter in place(of: adapter, in: words).map { (adapter: adapter, words: $0) } }
    // `cargo nextest run` is said by more words than `cargo test`; of two, the earlier one calls the other.
    return found.max { ($0.words.count, -$0.words.lowerBound) < ($1.words.count, -$1.words.lowerBound) }
  }

  /// Where `words` call `adapter`, `nil` where they do not.
  static func place(of adapter: any TestAdapter, in words: [String]) -> Range<Int>? {
    let names = words.map { word in
      var name = word.split(separator: "/").last.map(String.init) ?? word
      for suffix in [".js", ".mjs", ".cjs", ".cmd"] where name.hasSuffix(suffix) && word.contains("node_modules") {
        name = String(name.dropLast(suffix.count))
      }
      // `python3.12` is Python.
      return name
    }
    return adapter.marks.lazy.compactMap { mark in
      guard names.count >= mark.count else { return nil }
      let start = (0...(names.count - mark.count)).first { start in
        zip(mark, names[start...]).allSatisfy { $0 == $1 }
      }
      return start.map { $0..<($0 + mark.count) }
    }.first
  }
}
