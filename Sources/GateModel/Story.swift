/// A unit of planned work, as gate.yml describes it: which files it is about, what covers it, and how it is taken back.
package struct Story: Hashable, Sendable {
  /// A text of gate.yml with its place.
  package struct Name: Hashable, Sendable {
    package var text: String
    package var range: SourceRange

    package init(_ text: String, at range: SourceRange) {
      self.text = text
      self.range = range
    }
  }

  /// How the story is taken back.
  package struct Rollback: Hashable, Sendable {
    /// What is compared before the rollback and after it was undone.
    package enum Probe: Hashable, Sendable {
      /// The content of a file.
      case file(RepositoryPath)
      /// What a command prints.
      case command(String)
    }

    /// The command line that takes the story back.
    package var command: String
    /// The command line that brings it in again; `nil` where nothing does.
    package var undo: String?
    package var probes: [Probe]
    /// How long each command may take.
    package var timeout: Duration
    package var range: SourceRange

    package init(
      command: String, undo: String? = nil, probes: [Probe] = [], timeout: Duration = .seconds(60), range: SourceRange
    ) {
      self.command = command
      self.undo = undo
      self.probes = probes
      self.timeout = timeout
      self.range = range
    }
  }

  /// What it is called: made as the name of a check is.
  package var id: String
  /// The files that it is about; a `!` pattern takes away what an earlier one selected.
  package var paths: [PathPattern]
  /// Its tests.
  package var tests: [PathPattern]
  /// The keys of the flags behind which it stands.
  package var flags: [Name]
  /// The checks that it concerns; empty: all whose files it touches.
  package var checks: [CheckID]
  package var rollback: Rollback?
  /// Where its id stands in gate.yml.
  package var range: SourceRange

  package init(
    id: String, paths: [PathPattern] = [], tests: [PathPattern] = [], flags: [Name] = [], checks: [CheckID] = [],
    rollback: Rollback? = nil, range: SourceRange
  ) {
    self.id = id
    self.paths = paths
    self.tests = tests
    self.flags = flags
    self.checks = checks
    self.rollback = rollback
    self.range = range
  }

  /// Whether the story is about the file.
  package func concerns(_ path: RepositoryPath) -> Bool { isAbout(path) || isTest(path) }

  /// Whether the file is one of its own, tests aside.
  package func isAbout(_ path: RepositoryPath) -> Bool {
    !paths.isEmpty && FileSelector(include: paths).matches(path)
  }

  /// Whether the file is one of its tests.
  package func isTest(_ path: RepositoryPath) -> Bool {
    !tests.isEmpty && FileSelector(include: tests).matches(path)
  }
}
