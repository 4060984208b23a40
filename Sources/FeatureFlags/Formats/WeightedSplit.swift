import DocumentTree
import GateModel

/// Variants and how many get each, as a definition file has them.
struct WeightedSplit {
  /// What a format wants of the weights.
  struct Scale {
    /// What all users are, in the unit of the weights.
    let whole: Double
    /// The weights that one variant may have, `nil` where the format takes any.
    let range: ClosedRange<Double>?
    /// Whether they should add up to the whole. A format that divides by their sum does not care.
    let addsUp: Bool
    /// What happens to those who are left where they do not.
    let rest: String

    /// https://gofeatureflag.org/docs/configure_flag/rollout/percentage: divided by the sum.
    static let goFeatureFlag = Scale(whole: 100, range: nil, addsUp: false, rest: "")
    /// https://docs.flipt.io/v2/concepts#distributions
    static let flipt = Scale(whole: 100, range: 0...100, addsUp: true, rest: "the rest gets no variant")
    /// https://docs.getunleash.io/concepts/feature-flag-variants: thousandths, divided by the sum.
    static let unleash = Scale(
      whole: 1000, range: 0...1000, addsUp: true, rest: "the shares are not what they look like")
    /// https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules: hundred-thousandths.
    static let launchDarkly = Scale(
      whole: 100_000, range: 0...100_000, addsUp: true, rest: "the last variation gets the rest")
  }

  struct Share {
    let variant: String
    /// Where the variant is named.
    let name: SourceRange
    let weight: Placed<Double>
  }

  let shares: [Share]
  let scale: Scale
  /// Where what is wrong with all of them is reported.
  let place: SourceRange
  let title: String

  func check(_ findings: inout FlagFindings) {
    if let range = scale.range { checkRange(range, &findings) }
    checkTwice(&findings)
    guard !shares.isEmpty else { return }
    let sum = shares.reduce(0) { $0 + $1.weight.value }
    if sum == 0 {
      findings.add(
        .weightsZero, "the weights of \(title) add up to zero, so nobody gets any of its variants", at: place,
        help: "give at least one of them a weight above zero")
    } else if scale.addsUp, abs(sum - scale.whole) > scale.whole / 1000 {
      findings.add(
        .weightsSum,
        "the weights of \(title) add up to \(Self.shown(sum)), not to \(Self.shown(scale.whole)); \(scale.rest)",
        at: place)
    }
  }

  /// What users get, `nil` where there is no variant to get.
  var outcome: FlagOutcome? {
    if shares.isEmpty { return nil }
    let scaled = shares.map { FlagShare($0.variant, weight: Self.parts($0.weight.value, of: scale.whole)) }
    return .split(scaled)
  }

  /// `weight` in hundred-thousandths.
  static func parts(_ weight: Double, of whole: Double) -> Int {
    let parts = weight / whole * Double(FlagShare.whole)
    return parts.isFinite ? Int(max(-1e12, min(1e12, parts.rounded()))) : 0
  }

  private func checkRange(_ range: ClosedRange<Double>, _ findings: inout FlagFindings) {
    for share in shares where !range.contains(share.weight.value) {
      findings.add(
        .weightRange,
        "the weight \(Self.shown(share.weight.value)) is not between \(Self.shown(range.lowerBound)) and "
          + Self.shown(range.upperBound), at: share.weight.range)
    }
  }

  private func checkTwice(_ findings: inout FlagFindings) {
    var first: [String: SourceRange] = [:]
    for share in shares {
      if let earlier = first[share.variant] {
        findings.add(
          .splitVariantTwice, "`\(FlagFindings.shown(share.variant))` stands twice in \(title)", at: share.name,
          help: "the first one is on line \(earlier.line); one entry with the sum of both says the same")
      } else {
        first[share.variant] = share.name
      }
    }
  }

  /// A number as a person writes it.
  static func shown(_ number: Double) -> String {
    if let whole = Int(exactly: number) { return String(whole) }
    let rounded = (number * 1000).rounded() / 1000
    return "\(rounded)"
  }
}
