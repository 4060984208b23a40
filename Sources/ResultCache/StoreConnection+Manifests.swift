import Digests
import GateModel

extension StoreConnection {
  /// The memo that holds the store's own key.
  private static let secret = "gate: digest key"

  mutating func manifests(at place: ManifestPlace) -> [KeyManifest] {
    let key = StoreEntry.key(ofManifestsAt: place)
    guard case .manifests(let manifests) = entries(under: [key]).first?.1 else { return [] }
    return manifests
  }

  /// The rows that put `manifests` before what is known of their places; the oldest give way where a row becomes too large.
  mutating func manifestRows(_ manifests: [ManifestPlace: KeyManifest]) -> [(CacheKey, [UInt8])] {
    if manifests.isEmpty { return [] }
    let keys = manifests.keys.map { ($0, StoreEntry.key(ofManifestsAt: $0)) }
    var known: [CacheKey: [KeyManifest]] = [:]
    for (key, entry) in entries(under: keys.map(\.1)) {
      if case .manifests(let earlier) = entry { known[key] = earlier }
    }
    return keys.compactMap { place, key in
      guard var kept = manifests[place]?.added(to: known[key] ?? []) else { return nil }
      while !kept.isEmpty {
        let row = StoreEntry.manifests(kept).sealed(under: key)
        if row.count <= KeyManifest.maximumByteCount { return (key, row) }
        kept.removeLast()
      }
      return nil
    }
  }

  /// A random key that is kept as long as the store is used; another one each time where nothing can be kept.
  mutating func digestKey() -> [UInt8] {
    if let known = memo(Self.secret) { return Array(known.utf8) }
    var random = SystemRandomNumberGenerator()
    let made = Digest256.hex((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
    setMemo(Self.secret, made)
    return Array(made.utf8)
  }
}
