/// How `fractional` finds the bucket of a person. Each version of flagd puts people elsewhere.
package enum Bucketing: String, Hashable, Sendable, CaseIterable {
  /// The share of the hash's size in a hundred parts, as floating point: older versions of flagd.
  case percent = "v1"
  /// The hash of the text times the sum of all weights, its upper half: flagd today.
  case exact = "v2"
  /// As `exact`, but of any value, encoded as CBOR: openfeature-flagd-core 2 for Python; others mean to follow.
  case encoded = "v3"

  /// What flagd itself does.
  package static let current = Bucketing.exact

  /// What is hashed: the bucketing value of the rule, or that of the flag and the `targetingKey`; `nil` where there is none.
  func bytes(of explicit: FlagValue?, flag: String, targetingKey: FlagValue?) -> [UInt8]? {
    switch self {
    case .percent, .exact:
      if case .string(let text) = explicit { return Array(text.utf8) }
      // A value that is missing is taken for none given.
      guard explicit == nil || explicit == .null, case .string(let key) = targetingKey else { return nil }
      return Array(flag.utf8) + Array(key.utf8)
    case .encoded:
      if let explicit { return explicit == .null ? nil : CanonicalCBOR.bytes(of: explicit) }
      guard case .string(let key) = targetingKey, !key.isEmpty else { return nil }
      return CanonicalCBOR.bytes(of: .list([.string(flag), .string(key)]))
    }
  }

  /// The index of the weight into whose share `hash` falls; `nil` where the weights are none to choose by.
  func index(of hash: UInt32, in weights: [Int]) -> Int? {
    let sum = weights.reduce(0, +)
    guard sum > 0, sum <= Int(Int32.max) else { return nil }
    switch self {
    case .percent:
      let bucket = Double(Int32(bitPattern: hash).magnitude) / Double(Int32.max) * 100
      var end = 0.0
      return weights.firstIndex { weight in
        end += Double(weight) * 100 / Double(sum)
        return bucket < end
      }
    case .exact, .encoded:
      let bucket = Int((UInt64(hash) * UInt64(sum)) >> 32)
      var end = 0
      return weights.firstIndex { weight in
        end += weight
        return bucket < end
      }
    }
  }
}
