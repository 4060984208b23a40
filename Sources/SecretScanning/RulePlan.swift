import Synchronization

/// What a scan asks of a rule at every hit.
///
/// An object, since a rule has a dozen members, and to copy it for each hit costs more than to match it.
final class RulePlan: Sendable {
  let rule: SecretRule
  let match: SecretMatcher
  /// The same without what is counted by references.
  let way: Way
  /// How far from a match the words are that have to be near, at most; `nil` where none have to.
  let nearDistance: Int?
  let verifications: [Verification]
  /// Whether a name alone tells what it finds: in a lock file, packages are called so.
  let isToldByName: Bool
  /// Whether the matcher itself judges what is made up.
  let judgesPlaceholders: Bool
  /// Whether one of the verifications judges what is made up, too, and more; it is asked first then.
  let judgesValues: Bool
  /// Whether the matcher is a pattern that leaps over whatever stands between two parts (`{0,900}?`).
  let leaps: Bool
  /// What the bytes next to an anchor must be, where the matcher says so.
  private let filter: AnchorFilter?
  private let pattern: Mutex<CompiledPattern?> = Mutex(nil)
  /// What is ahead of the anchor, where the matcher is a shape.
  let lead: Shape.Lead?
  /// The address of ``program``, which is owned; 0 where it is not made yet. A reference of the library's that is made late costs
  /// as much to look at as a match.
  private let madeProgram = Atomic<UInt>(0)

  /// How the rule matches.
  enum Way {
    case shape
    case assigned
    case special(SpecialMatcher)
    case file
    case pattern(before: Int, after: Int)
    case patternBehind(within: Int)
  }

  init(_ rule: SecretRule) {
    way =
      switch rule.match {
      case .shape: .shape
      case .assigned: .assigned
      case .special(let special): .special(special)
      case .file: .file
      case .pattern(_, let before, let after): .pattern(before: before, after: after)
      case .patternBehind(_, let distance): .patternBehind(within: distance)
      }
    nearDistance =
      rule.verifications.compactMap { if case .near(_, let distance) = $0 { distance } else { nil } }.max()
    self.rule = rule
    match = rule.match
    verifications = rule.verifications
    if case .assigned = rule.match { isToldByName = true } else { isToldByName = rule.rank == .generic }
    if case .special = rule.match {
      judgesPlaceholders = true
    } else {
      judgesPlaceholders = rule.verifications.contains(.drawnFromSigns)
    }
    judgesValues = rule.verifications.contains {
      [.credential, .password, .typedPassword, .notedPassword].contains($0)
    }
    if case .pattern(let text, _, _) = rule.match {
      leaps = zip(text.utf8, text.utf8.dropFirst()).contains { ($0, $1) == (UInt8(ascii: "}"), UInt8(ascii: "?")) }
    } else {
      leaps = false
    }
    filter = AnchorFilter([rule.match])
    if case .shape(let shape) = rule.match { lead = shape.lead } else { lead = nil }
    longestAnchor = rule.anchors.reduce(0) { max($0, $1.bytes.count) }
  }

  /// Of the rule's anchors, in bytes.
  let longestAnchor: Int

  /// The pieces of the matcher, put together at their first use; of none where it has no pieces.
  var program: PieceProgram {
    if let program = Self.program(at: madeProgram.load(ordering: .acquiring)) { return program.takeUnretainedValue() }
    let pieces: [Piece]
    switch match {
    case .shape(let shape): pieces = shape.pieces
    case .assigned(let value): pieces = value.pieces
    case .pattern, .patternBehind, .file, .special: pieces = []
    }
    let made = Unmanaged.passRetained(PieceProgram(pieces))
    let address = UInt(bitPattern: made.toOpaque())
    let kept = madeProgram.compareExchange(expected: 0, desired: address, ordering: .acquiringAndReleasing)
    guard !kept.exchanged, let other = Self.program(at: kept.original) else { return made.takeUnretainedValue() }
    made.release()
    return other.takeUnretainedValue()
  }

  private static func program(at address: UInt) -> Unmanaged<PieceProgram>? {
    UnsafeRawPointer(bitPattern: address).map { Unmanaged.fromOpaque($0) }
  }

  deinit { Self.program(at: madeProgram.load(ordering: .acquiring))?.release() }

  /// Whether the bytes next to `anchor` are of the right kind: most anchors end here.
  func mayMatch(_ anchor: Range<Int>, in bytes: ByteView) -> Bool { filter?.passes(anchor, in: bytes) ?? true }

  /// The compiled form of the rule's pattern, made at its first use.
  func compiled() throws(SecretScanningError) -> CompiledPattern {
    if let pattern = pattern.withLock({ $0 }) { return pattern }
    let text: String
    switch match {
    case .pattern(let pattern, _, _), .patternBehind(let pattern, _), .file(_, let pattern): text = pattern
    case .shape, .assigned, .special: text = ""
    }
    // Compiled outside the lock: two threads may both do so, and one result is thrown away.
    let compiled = try CompiledPattern(text, rule: rule.id)
    pattern.withLock { $0 = compiled }
    return compiled
  }
}
