package import GateModel

/// One thing that somebody said is known, and who said so until when.
package struct SecretException: Hashable, Sendable {
  /// What it covers.
  package enum Target: Hashable, Sendable {
    /// This secret of this family, wherever it stands.
    case secret(fingerprint: String)
    /// What these have in common; `nil` for any. At least one is given.
    case findings(rule: String?, path: PathPattern?, fingerprint: String?)
    /// One line of a file, for a rule by gitleaks's name; with a commit only what that commit recorded.
    case place(path: RepositoryPath, rule: String, line: Int, commit: String?)
    /// The secret in a file whose SHA-1 this is, in hexadecimal digits.
    case digest(path: RepositoryPath, sha1: String)
    /// Nothing: it could not be understood, for this reason.
    case nothing(String)
  }

  package var target: Target
  /// The file that says so, and the line in it.
  package var file: String
  package var line: Int
  /// The last day on which it holds, `nil` for ever.
  package var until: CalendarDay?
  package var owner: String?
  package var reason: String?

  package init(
    _ target: Target, file: String, line: Int, until: CalendarDay? = nil, owner: String? = nil, reason: String? = nil
  ) {
    self.target = target
    self.file = file
    self.line = line
    self.until = until
    self.owner = owner
    self.reason = reason
  }

  /// Where it stands: `gate.yml:12`.
  package var origin: String { "\(file):\(line)" }

  /// Owner and reason in one line, `nil` where neither is given.
  var justification: String? {
    switch (owner, reason) {
    case (nil, nil): nil
    case (let owner?, nil): owner
    case (nil, let reason?): reason
    case (let owner?, let reason?): "\(reason) (\(owner))"
    }
  }
}
