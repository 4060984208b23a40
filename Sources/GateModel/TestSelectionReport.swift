/// The tests that a change can affect, and why: the answer of `gate tests select`.
package struct TestSelectionReport: Hashable, Sendable {
  /// A file on the way from the change to the test.
  package struct Step: Hashable, Sendable {
    package var path: RepositoryPath
    /// Whether it is a directory, which stands for the data in it.
    package var isDirectory: Bool
    /// How it needs the file before it; `nil` for the first, which changed itself.
    package var kind: DependencyKind?

    package init(_ path: RepositoryPath, _ kind: DependencyKind? = nil, isDirectory: Bool = false) {
      self.path = path
      self.kind = kind
      self.isDirectory = isDirectory
    }
  }

  /// A test file.
  package struct Test: Hashable, Sendable {
    package var path: RepositoryPath
    /// From the changed file over those that need it to the test; empty where no link leads from the change to it.
    package var chain: [Step]
    /// What happened to the first file of the chain.
    package var status: Change.Status?
    /// Whether a pass of this very content is kept, so that the test need not run; `nil` where nobody asked.
    package var isPassed: Bool?
    /// What of the first file of the chain it may run, where that is told apart.
    package var definition: ChangedDefinition?
    /// Why that file is taken as a whole where its definitions could be told apart: the rest of a sentence that begins with its
    /// path.
    package var wholeReason: String?

    package init(
      path: RepositoryPath, chain: [Step] = [], status: Change.Status? = nil, isPassed: Bool? = nil,
      definition: ChangedDefinition? = nil, wholeReason: String? = nil
    ) {
      self.path = path
      self.chain = chain
      self.status = status
      self.isPassed = isPassed
      self.definition = definition
      self.wholeReason = wholeReason
    }
  }

  /// How much of the tests is affected.
  package enum Extent: String, Hashable, Sendable {
    case none
    case some
    case everything
    /// Everything, because nothing is known of such tests: their files cannot even be named.
    case unknown
  }

  /// Tests that run together.
  package struct Group: Hashable, Sendable {
    /// The checks of gate.yml that run them; empty where there is no gate.yml.
    package var checks: [CheckID]
    /// The runner's name, `nil` where gate.yml names none.
    package var runner: String?
    /// The directory in which they run; empty for the root.
    package var root: RepositoryPath
    package var extent: Extent
    /// Why nothing is affected, or everything, or who names the tests where no graph does: sentences, the first of which is enough.
    package var reasons: [String]
    /// The affected tests, the nearest first.
    package var tests: [Test]
    /// How many test files there are; `nil` where nobody knows.
    package var totalCount: Int?

    package init(
      checks: [CheckID], runner: String?, root: RepositoryPath, extent: Extent, reasons: [String] = [],
      tests: [Test] = [], totalCount: Int? = 0
    ) {
      self.checks = checks
      self.runner = runner
      self.root = root
      self.extent = extent
      self.reasons = reasons
      self.tests = tests
      self.totalCount = totalCount
    }

    /// What people know the tests by: the checks, else the runner and the directory.
    package var name: String {
      let names = checks.map(\.name).joined(separator: ", ")
      if !names.isEmpty { return names }
      return (runner ?? "tests") + (root.bytes.isEmpty ? "" : " in \(root)")
    }
  }

  /// What was looked at, in words.
  package var subject: String
  package var groups: [Group]

  package init(subject: String, groups: [Group]) {
    self.subject = subject
    self.groups = groups
  }
}
