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
  /// Which bytes may follow the anchor, where the matcher says so.
  let followers: ByteClass?
  /// How many of them there are at least.
  let followerCount: Int
  private let pattern: Mutex<CompiledPattern?> = Mutex(nil)

  init(_ rule: SecretRule) {
    self.rule = rule
    match = rule.match
    verifications = rule.verifications
    if case .assigned = rule.match { isToldByName = true } else { isToldByName = rule.rank == .generic }
    if case .special = rule.match { judgesPlaceholders = true } else { judgesPlaceholders = false }
    if case .pattern(let text, _, _) = rule.match {
      leaps = zip(text.utf8, text.utf8.dropFirst()).contains { ($0, $1) == (UInt8(ascii: "}"), UInt8(ascii: "?")) }
    } else {
      leaps = false
    }
    if case .shape(let shape) = rule.match, case .run(let members, let count)? = shape.pieces.first {
      followers = members
      followerCount = count.lowerBound
    } else {
      followers = nil
      followerCount = 0
    }
  }

  /// Whether the first and the last byte that must follow `anchor` are of the right kind: most anchors end here.
  func mayMatch(_ anchor: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard let followers, followerCount > 0 else { return true }
    let last = anchor.upperBound + followerCount - 1
    return last < bytes.count && followers.contains(bytes[anchor.upperBound]) && followers.contains(bytes[last])
  }

  /// The compiled form of the rule's pattern, made at its first use.
  func compiled(_ text: String) throws(SecretScanningError) -> CompiledPattern {
    if let pattern = pattern.withLock({ $0 }) { return pattern }
    // Compiled outside the lock: two threads may both do so, and one result is thrown away.
    let compiled = try CompiledPattern(text, rule: rule.id)
    pattern.withLock { $0 = compiled }
    return compiled
  }
}
