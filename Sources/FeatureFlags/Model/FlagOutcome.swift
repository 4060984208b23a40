/// What those get who come to one place of a flag, as far as the definition tells it.
package enum FlagOutcome: Hashable, Sendable {
  /// All of them this variant.
  case variant(String)
  /// Each a variant by lot, in the order in which the definition names them.
  case split([FlagShare])
  /// What the calling code passed as its default.
  case codeDefault
  /// Computed from the context in a way that is not followed.
  case unknown

  /// The variants that can be served, each once, in order.
  package var variants: [String] {
    switch self {
    case .variant(let name): [name]
    case .split(let shares):
      shares.reduce(into: []) { names, share in
        if share.weight > 0, !names.contains(share.variant) { names.append(share.variant) }
      }
    case .codeDefault, .unknown: []
    }
  }

  /// How many of a hundred thousand get `variant`, `nil` where that is not known.
  package func share(of variant: String) -> Int? {
    switch self {
    case .variant(let name): return name == variant ? FlagShare.whole : 0
    case .split(let shares):
      let sum = shares.reduce(0.0) { $0 + Double(max(0, $1.weight)) }
      guard sum > 0 else { return nil }
      let own = shares.reduce(0.0) { $0 + ($1.variant == variant ? Double(max(0, $1.weight)) : 0) }
      return Int((own / sum * Double(FlagShare.whole)).rounded())
    case .codeDefault, .unknown: return nil
    }
  }
}

/// One variant of a split and its weight, which counts in proportion to the sum of all weights.
package struct FlagShare: Hashable, Sendable {
  /// The parts that all users are.
  package static let whole = 100_000

  package var variant: String
  package var weight: Int

  package init(_ variant: String, weight: Int) {
    self.variant = variant
    self.weight = weight
  }
}
