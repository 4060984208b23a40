/// What becomes of fixes: the value of `fix` at the top of gate.yml.
package enum FixPolicy: String, Hashable, Sendable, CaseIterable {
  /// Nobody computes or mentions any.
  case off
  /// What would be fixed is said, and nothing is written. The default: a hook that alters what is recorded must be asked to.
  case suggest
  /// What is fixed is what is recorded, where it passes all checks.
  case apply
}
