import DocumentTree
import GateModel

/// The variants of a feature or of one of its strategies.
///
/// https://docs.getunleash.io/concepts/feature-flag-variants: the weights are thousandths.
struct UnleashVariants {
  private(set) var variants: [FlagVariant] = []
  private(set) var outcome: FlagOutcome?
  /// The attribute by which they are dealt out.
  private(set) var stickiness: Placed<String>?

  init(_ object: FlagObject, _ findings: inout FlagFindings) {
    guard let node = object["variants"], let elements = object.list("variants", &findings) else { return }
    var shares: [WeightedSplit.Share] = []
    for element in elements {
      guard let variant = FlagObject(element, "a variant of \(object.title)", &findings) else { continue }
      variant.check(
        known: ["name", "weight", "weightType", "payload", "stickiness", "overrides"], required: ["name", "weight"],
        .expected,
        of: .unleash, &findings)
      stickiness = stickiness ?? variant.text("stickiness", &findings)
      let weight = variant.number("weight", &findings)
      _ = variant.choice("weightType", among: ["fix", "variable"], &findings)
      let value = Self.payload(variant, &findings)
      guard let name = variant.text("name", &findings) else { continue }
      variants.append(FlagVariant(name.value, value, at: name.range))
      if let weight { shares.append(.init(variant: name.value, name: name.range, weight: weight)) }
    }
    guard !shares.isEmpty, shares.count == elements.count else { return }
    // A name that stands twice is a variant that does, which is a finding by itself.
    let isUnique = Set(shares.map(\.variant)).count == shares.count
    let split = WeightedSplit(
      shares: shares, scale: .unleash, place: node.range, title: "the variants of \(object.title)")
    if isUnique { split.check(&findings) }
    outcome = split.outcome
  }

  private static func payload(_ variant: FlagObject, _ findings: inout FlagFindings) -> FlagValue? {
    guard let payload = variant.object("payload", "the payload of \(variant.title)", &findings) else { return nil }
    payload.check(known: ["type", "value"], required: ["type", "value"], .expected, of: .unleash, &findings)
    guard let type = payload.choice("type", among: ["string", "json", "csv", "number"], &findings),
      let node = payload["value"], let text = node.keyText
    else { return nil }
    switch type.value {
    case "number":
      guard let number = Double(text) else {
        findings.add(.payload, "`\(FlagFindings.shown(text))` is no number, as the payload says", at: node)
        return .string(text)
      }
      return .number(number)
    case "json":
      do throws(DocumentError) {
        return FlagValue(try JSONDocument.parse(Array(text.utf8)))
      } catch {
        findings.add(.payload, "the payload is no JSON, as it says: \(error.message)", at: node)
        return .string(text)
      }
    default: return .string(text)
    }
  }
}
