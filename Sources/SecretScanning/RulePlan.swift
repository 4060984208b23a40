import Synchronization

/// What a scan asks of a rule at every hit.
///
/// An object, since a rule has a dozen members, and to copy it for each hit costs more than to match it.
final class RulePlan: Sendable {
  let rule: SecretRule
  let match: SecretMatcher
  let verifications: [Verification]
  /// Whether a name alone tells what it finds: in a lock file, packages are called so.
  let isToldByName: Bool
  /// Whether the matcher itself judges what is made up.
  let judgesPlaceholders: Bool
  /// Whether the matcher is a pattern that leaps over whatever stands between two parts (`{0,900}?`).
  let leaps: Bool
  /// What the bytes next to an anchor must be, where the matcher says so.
  private let filter: AnchorFilter?
  private let pattern: Mutex<CompiledPattern?> = Mutex(nil)

  init(_ rule: SecretRule) {
    self.rule = rule
    match = rule.match
    verifications = rule.verifications
    if case .assigned = rule.match { isToldByName = true } else { isToldByName = rule.rank == .generic }
    if case .special = rule.match {
      judgesPlaceholders = true
    } else {
      judgesPlaceholders = rule.verifications.contains(.drawnFromSigns)
    }
    if case .pattern(let text, _, _) = rule.match {
      leaps = zip(text.utf8, text.utf8.dropFirst()).contains { ($0, $1) == (UInt8(ascii: "}"), UInt8(ascii: "?")) }
    } else {
      leaps = false
    }
    filter = AnchorFilter([rule.match])
  }

  /// Whether the bytes next to `anchor` are of the right kind: most anchors end here.
  func mayMatch(_ anchor: Range<Int>, in bytes: [UInt8]) -> Bool { filter?.passes(anchor, in: bytes) ?? true }

  /// The compiled form of the rule's pattern, made at its first use.
  func compiled(_ text: String) throws(SecretScanningError) -> CompiledPattern {
    if let pattern = pattern.withLock({ $0 }) { return pattern }
    // Compiled outside the lock: two threads may both do so, and one result is thrown away.
    let compiled = try CompiledPattern(text, rule: rule.id)
    pattern.withLock { $0 = compiled }
    return compiled
  }
}
