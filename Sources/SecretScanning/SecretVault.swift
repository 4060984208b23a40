import Synchronization

/// Keeps, in memory and nowhere else, the secrets that a scanner finds, for whoever has leave to ask their issuers about them.
/// Nothing that is written knows it: findings name a secret by its fingerprint.
package final class SecretVault: Sendable {
  /// What names one secret of one rule, as the findings do.
  package struct Key: Hashable, Sendable {
    package var rule: String
    package var fingerprint: String

    package init(rule: String, fingerprint: String) {
      self.rule = rule
      self.fingerprint = fingerprint
    }
  }

  /// One secret, where it was first found. Its description tells nothing.
  package struct Entry: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var key: Key
    package var secret: [UInt8]
    /// What stands around it, at most ``SecretVault/reach`` bytes on either side: the other half of a pair is often there.
    package var surroundings: [UInt8]
    /// Where in its surroundings it starts.
    package var offset: Int

    package init(key: Key, secret: [UInt8], surroundings: [UInt8], offset: Int) {
      self.key = key
      self.secret = secret
      self.surroundings = surroundings
      self.offset = offset
    }

    package var description: String { "a secret of \(key.rule)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  /// How far the surroundings go, in bytes.
  package static let reach = 512
  /// More secrets than that are not kept: nobody asks about them one by one.
  private static let most = 2_000

  private let kept: Mutex<[Key: Entry]> = Mutex([:])

  package init() {}

  /// Every secret once, in the order of rules and fingerprints.
  package var entries: [Entry] {
    kept.withLock { $0.values.sorted { ($0.key.rule, $0.key.fingerprint) < ($1.key.rule, $1.key.fingerprint) } }
  }

  /// Keeps `secret`, which stands at `range` of `bytes`, perhaps encoded.
  func keep(_ secret: [UInt8], at range: Range<Int>, of bytes: [UInt8], as key: Key) {
    let around = max(0, range.lowerBound - Self.reach)..<min(bytes.count, range.upperBound + Self.reach)
    let entry = Entry(
      key: key, secret: secret, surroundings: Array(bytes[around]),
      offset: range.lowerBound - around.lowerBound)
    kept.withLock { kept in
      if kept[key] == nil, kept.count < Self.most { kept[key] = entry }
    }
  }
}
