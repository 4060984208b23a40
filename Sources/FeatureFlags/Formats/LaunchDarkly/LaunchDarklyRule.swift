import DocumentTree
import GateModel

/// What a rule or the fallthrough of a flag serves: a variation by its number, or several by weight.
struct LaunchDarklyRule {
  private(set) var outcome: FlagOutcome = .unknown
  /// Where the result is written.
  private(set) var range: SourceRange
  private(set) var bucketing: Placed<String>?
  private(set) var salt: Placed<String>?

  /// - Parameter variants: the variations of the flag, `nil` where they are not known.
  init(_ object: FlagObject, _ variants: [FlagVariant]?, _ findings: inout FlagFindings) {
    range = object.place.range
    if object["variation"] != nil, object["rollout"] != nil, let key = object.key("rollout") {
      findings.add(
        .ruleAmbiguous, "\(object.title) has `variation` and `rollout`; only `variation` counts", at: key)
    }
    if let index = object.integer("variation", &findings) {
      range = index.range
      outcome = Self.outcome(index, variants, &findings)
    } else if let rollout = object.object("rollout", "the rollout of \(object.title)", &findings) {
      readRollout(rollout, variants, &findings)
    } else if object["variation"] == nil, object["rollout"] == nil {
      findings.add(
        .ruleIncomplete, "\(object.title) serves nothing, so the flag is malformed", at: object.place,
        help: "add a `variation` or a `rollout`")
    }
  }

  /// What the variation with this number is.
  static func outcome(
    _ index: Placed<Int>, _ variants: [FlagVariant]?, _ findings: inout FlagFindings
  ) -> FlagOutcome {
    guard let variants else { return .unknown }
    guard variants.indices.contains(index.value) else {
      findings.add(
        .targetingVariantMissing, "there is no variation \(index.value), so the flag is malformed", at: index.range,
        help: variants.isEmpty ? nil : "variations count from 0; the last one is \(variants.count - 1)")
      return .unknown
    }
    return .variant(variants[index.value].name)
  }

  private mutating func readRollout(
    _ object: FlagObject, _ variants: [FlagVariant]?, _ findings: inout FlagFindings
  ) {
    object.check(
      known: ["variations", "bucketBy", "contextKind", "kind", "seed", "experimentAllocation"],
      required: ["variations"],
      .expected, of: .launchDarkly, &findings)
    range = object.place.range
    let kind = object.choice("kind", among: ["rollout", "experiment"], &findings)
    if let attribute = object.text("bucketBy", &findings) {
      bucketing = attribute
      if attribute.value.isEmpty {
        findings.add(
          .bucketing, "`bucketBy` is empty, so users are dealt out by their key", at: attribute.range,
          severity: .warning, help: "name an attribute, or remove it")
      } else if object["contextKind"] != nil, !LaunchDarklyClause.isReference(attribute.value) {
        findings.add(
          .constraint,
          "`\(FlagFindings.shown(attribute.value))` is no reference to an attribute, so the flag is malformed",
          at: attribute.range)
      } else {
        BucketingAttribute.check(attribute, of: object.title, &findings)
      }
    }
    salt = object.integer("seed", &findings).map { Placed(String($0.value), at: $0.range) }
    guard let node = object["variations"], let elements = object.list("variations", &findings) else { return }
    if elements.isEmpty {
      findings.add(.ruleIncomplete, "\(object.title) has no variation, so the flag is malformed", at: node)
      return
    }
    var shares: [WeightedSplit.Share] = []
    var isExperiment = kind?.value == "experiment"
    for element in elements {
      guard let share = FlagObject(element, "a variation of \(object.title)", &findings) else { continue }
      share.check(
        known: ["variation", "weight", "untracked", "_untracked"], required: ["variation", "weight"], .expected,
        of: .launchDarkly, &findings)
      if share["untracked"] != nil { isExperiment = true }
      let weight = share.number("weight", &findings)
      guard let index = share.integer("variation", &findings) else { continue }
      guard case .variant(let name) = Self.outcome(index, variants, &findings), let weight else { continue }
      shares.append(.init(variant: name, name: index.range, weight: weight))
    }
    guard shares.count == elements.count else { return }
    // What an experiment does not count stands beside what it does, under the same variation.
    let summed = isExperiment ? Self.summed(shares) : shares
    let split = WeightedSplit(shares: summed, scale: .launchDarkly, place: node.range, title: object.title)
    split.check(&findings)
    outcome = split.outcome ?? .unknown
  }

  private static func summed(_ shares: [WeightedSplit.Share]) -> [WeightedSplit.Share] {
    var sums: [WeightedSplit.Share] = []
    for share in shares {
      if let index = sums.firstIndex(where: { $0.variant == share.variant }) {
        let weight = Placed(sums[index].weight.value + share.weight.value, at: sums[index].weight.range)
        sums[index] = .init(variant: share.variant, name: sums[index].name, weight: weight)
      } else {
        sums.append(share)
      }
    }
    return sums
  }
}
