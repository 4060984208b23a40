/// How much a finding weighs.
package enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
  /// For information.
  case note
  /// Worth a look; does not fail a check.
  case warning
  /// Fails the check.
  case error

  private var weight: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }
}

/// Where in a file a finding lies.
package struct SourceRange: Hashable, Sendable {
  /// The first line, counted from 1.
  package var line: Int
  /// The first column, counted from 1 in Unicode scalars; `nil` where only the line is known.
  package var column: Int?
  /// The last line, `nil` where it is the first one.
  package var endLine: Int?
  /// The column after the last character, `nil` where it is unknown.
  package var endColumn: Int?

  package init(line: Int, column: Int? = nil, endLine: Int? = nil, endColumn: Int? = nil) {
    self.line = line
    self.column = column
    self.endLine = endLine
    self.endColumn = endColumn
  }
}

/// One problem in the content under check (SARIF's *result*).
package struct Finding: Hashable, Sendable {
  /// The rule that was broken, in the words of the tool that found it: `F401`, `aws-access-key-id`, ….
  package var rule: String
  package var severity: Severity
  /// What is wrong, in one sentence. Never holds a secret's value.
  package var message: String
  /// The file, `nil` where the finding concerns no single one.
  package var path: RepositoryPath?
  /// The place in the file, `nil` where the whole file is meant.
  package var range: SourceRange?
  /// How to mend it, where that is known.
  package var help: String?
  /// What stays the same when lines move: lets one finding be recognised from run to run. Never a plain hash of a secret.
  package var fingerprint: String?
  /// Whether the secret that was found is still accepted; `nil` where nobody asked, and in everything that is kept.
  package var validity: CredentialValidity?

  package init(
    rule: String, severity: Severity = .error, message: String, path: RepositoryPath? = nil, range: SourceRange? = nil,
    help: String? = nil, fingerprint: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.path = path
    self.range = range
    self.help = help
    self.fingerprint = fingerprint
  }
}

extension Finding {
  /// The rule of findings that tell what a change does, not what is wrong.
  package static let announcementRule = "flag-change"

  /// Whether it tells what a change does: somebody wants to read it though nothing is wrong.
  package var isAnnouncement: Bool { rule == Self.announcementRule }
}
