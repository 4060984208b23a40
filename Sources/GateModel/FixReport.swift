/// What became of fixes in a run.
package struct FixReport: Hashable, Sendable {
  /// Whether anything was written.
  package enum State: String, Hashable, Sendable {
    /// Checks failed whose fixers were not tried.
    case suggested
    /// Fixes are known and were not written.
    case available
    /// The index, and the working tree as far as it could be, hold the fixes.
    case applied
  }

  /// What one check's fixer had a hand in.
  package struct Author: Hashable, Sendable {
    package var check: CheckID
    /// In path order; none where the fixer was not tried.
    package var paths: [RepositoryPath]

    package init(check: CheckID, paths: [RepositoryPath]) {
      self.check = check
      self.paths = paths
    }
  }

  /// A file that a fix did not reach, and why.
  package struct Kept: Hashable, Sendable {
    package var path: RepositoryPath
    /// A sentence about the file, without its name: `only what is staged was fixed: …`.
    package var reason: String

    package init(path: RepositoryPath, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  /// Something that went wrong about fixes.
  package struct Problem: Hashable, Sendable {
    /// The check whose fixer is meant, `nil` for all of them.
    package var check: CheckID?
    package var message: String
    package var hint: String?
    /// Whether the run must not pass because of it.
    package var verdict: CheckOutcome.Verdict?

    package init(check: CheckID?, message: String, hint: String?, verdict: CheckOutcome.Verdict? = nil) {
      self.check = check
      self.message = message
      self.hint = hint
      self.verdict = verdict
    }
  }

  /// What one run of lines of a file would become.
  package struct Edit: Hashable, Sendable {
    package var path: RepositoryPath
    /// What goes: from the start of the first line to the place after the last character, where something only comes the
    /// same place twice.
    package var range: SourceRange
    /// What comes.
    package var text: String

    package init(path: RepositoryPath, range: SourceRange, text: String) {
      self.path = path
      self.range = range
      self.text = text
    }
  }

  package var state: State
  /// In the order in which the checks are declared.
  package var authors: [Author]
  package var kept: [Kept]
  package var problems: [Problem]
  /// A unified diff of the fixes, where they are only shown.
  package var diff: String?
  /// The same piece by piece, in path and line order: as far as it is text and holds no secret.
  package var edits: [Edit] = []

  package init(
    _ state: State, authors: [Author] = [], kept: [Kept] = [], problems: [Problem] = [], diff: String? = nil
  ) {
    self.state = state
    self.authors = authors
    self.kept = kept
    self.problems = problems
    self.diff = diff
  }
}
