import DocumentTree
import GateModel

/// The segments that a rule or a rollout names.
struct FliptSegments {
  private static let operators = ["OR_SEGMENT_OPERATOR", "AND_SEGMENT_OPERATOR"]

  private(set) var keys: [Placed<String>] = []
  /// Whether a user has to be in all of them, and not in one.
  private(set) var needsAll = false

  /// Of a rule: `segment` with a key, or with `keys` and an `operator`; before version 1.2 `segments` beside `operator`.
  init(_ rule: FlagObject, _ findings: inout FlagFindings) {
    if rule["segments"] != nil {
      keys = rule.texts("segments", &findings) ?? []
      readOperator(rule, &findings)
    } else if let node = rule["segment"], let key = node.text {
      keys = [Placed(key, at: node.range)]
    } else if let object = rule.object("segment", "the segment of \(rule.title)", &findings) {
      object.check(known: ["keys", "operator"], required: ["keys"], .refused, of: .flipt, &findings)
      keys = object.texts("keys", &findings) ?? []
      readOperator(object, &findings)
    } else if rule["segment"] == nil {
      findings.add(
        .ruleIncomplete, "\(rule.title) names no segment, so it says not to whom it applies", at: rule.place,
        help: "add `segment:` with the key of one")
    }
  }

  /// Of a rollout: `key`, or `keys` and an `operator`.
  init(named object: FlagObject, _ findings: inout FlagFindings) {
    if object["key"] == nil, object["keys"] == nil {
      findings.add(.ruleIncomplete, "\(object.title) has no `key`", at: object.place)
    }
    keys = object.text("key", &findings).map { [$0] } ?? object.texts("keys", &findings) ?? []
    readOperator(object, &findings)
  }

  private mutating func readOperator(_ object: FlagObject, _ findings: inout FlagFindings) {
    needsAll = object.choice("operator", among: Self.operators, &findings)?.value == Self.operators[1]
  }

  /// Whether everybody is in them, where everybody is in those of `open`.
  func applyToAll(_ open: Set<String>) -> Bool {
    if keys.isEmpty { return false }
    return needsAll ? keys.allSatisfy { open.contains($0.value) } : keys.contains { open.contains($0.value) }
  }
}
