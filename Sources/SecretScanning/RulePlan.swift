/// What a scan asks of a rule at every hit.
///
/// An object, since a rule has a dozen members, and to copy it for each hit costs more than to match it.
final class RulePlan: Sendable {
  let rule: SecretRule
  let match: SecretMatcher
  let verifications: [Verification]
  let isGeneric: Bool
  /// Whether the matcher itself judges what is made up.
  let judgesPlaceholders: Bool

  init(_ rule: SecretRule) {
    self.rule = rule
    match = rule.match
    verifications = rule.verifications
    isGeneric = rule.rank == .generic
    if case .special = rule.match { judgesPlaceholders = true } else { judgesPlaceholders = false }
  }
}
