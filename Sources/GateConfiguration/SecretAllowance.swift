package import GateModel

/// An entry of `allow` in a check for secrets: findings that somebody answers for.
package struct SecretAllowance: Hashable, Sendable {
  /// The rule that they must be of, `nil` for any.
  package var rule: String?
  /// The files that they must lie in, `nil` for any.
  package var path: PathPattern?
  /// The one secret that it is about, `nil` for any.
  package var fingerprint: String?
  /// The last day on which it holds, `nil` for ever.
  package var until: CalendarDay?
  package var owner: String?
  package var reason: String
  /// Where it stands in gate.yml.
  package var line: Int

  package init(
    rule: String? = nil, path: PathPattern? = nil, fingerprint: String? = nil, until: CalendarDay? = nil,
    owner: String? = nil, reason: String, line: Int
  ) {
    self.rule = rule
    self.path = path
    self.fingerprint = fingerprint
    self.until = until
    self.owner = owner
    self.reason = reason
    self.line = line
  }
}
