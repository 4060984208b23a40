import DocumentTree
import GateModel

/// How a flag is set, in one environment or wherever its file counts.
struct LaunchDarklyState {
  static let properties = [
    "on", "targets", "contextTargets", "rules", "fallthrough", "offVariation", "prerequisites", "salt", "version",
    "archived", "sel", "lastModified", "trackEvents", "trackEventsFallthrough", "debugEventsUntilDate",
  ]

  private(set) var state: FlagState
  /// The flags that this one depends on, by the number of their variation.
  private(set) var prerequisites: [(key: Placed<String>, variation: Placed<Int>?)] = []

  /// - Parameters:
  ///   - place: the key of the flag or of the environment.
  ///   - isWhole: whether a part that is missing does not exist; an API may leave parts out.
  init(
    _ object: FlagObject, environment: String?, at place: DocumentNode, _ variants: [FlagVariant]?, isWhole: Bool,
    _ findings: inout FlagFindings
  ) {
    let on = object.boolean("on", &findings)
    state = FlagState(
      environment: environment, isEnabled: on?.value ?? false, range: on?.range ?? place.range,
      fallback: Placed(.unknown, at: place.range))
    state.salt = object.text("salt", &findings)
    if let off = object.integer("offVariation", &findings) {
      state.disabled = LaunchDarklyRule.outcome(off, variants, &findings)
    }
    readTargets(object, variants, &findings)
    readRules(object, variants, &findings)
    if let rest = object.object("fallthrough", "the fallthrough of \(object.title)", &findings) {
      rest.check(known: ["variation", "rollout"], .expected, of: .launchDarkly, &findings)
      let rule = LaunchDarklyRule(rest, variants, &findings)
      state.fallback = Placed(rule.outcome, at: rule.range)
      state.bucketing = state.bucketing ?? rule.bucketing
      state.salt = rule.salt ?? state.salt
    } else if isWhole, on?.value == true, object["fallthrough"] == nil {
      findings.add(
        .propertyMissing, "\(object.title) has no `fallthrough`, which says what those get to whom no rule applies",
        at: place)
    }
    for node in object.list("prerequisites", &findings) ?? [] {
      guard let other = FlagObject(node, "a prerequisite of \(object.title)", &findings) else { continue }
      other.check(
        known: ["key", "variation"], required: ["key", "variation"], .expected, of: .launchDarkly, &findings)
      let variation = other.integer("variation", &findings)
      if let key = other.text("key", &findings) { prerequisites.append((key, variation)) }
    }
  }

  private mutating func readTargets(
    _ object: FlagObject, _ variants: [FlagVariant]?, _ findings: inout FlagFindings
  ) {
    for list in ["targets", "contextTargets"] {
      var first: [String: SourceRange] = [:]
      for node in object.list(list, &findings) ?? [] {
        guard let target = FlagObject(node, "a target of \(object.title)", &findings) else { continue }
        target.check(
          known: ["values", "variation", "contextKind"], required: ["variation"], .expected, of: .launchDarkly,
          &findings)
        let kind = target.text("contextKind", &findings)?.value ?? "user"
        let values = target.texts("values", &findings) ?? []
        for value in values {
          if let earlier = first["\(kind) \(value.value)"] {
            findings.add(
              .targetTwice, "`\(FlagFindings.shown(value.value))` is targeted twice; the first target counts",
              at: value.range, help: "it is on line \(earlier.line), too")
          } else {
            first["\(kind) \(value.value)"] = value.range
          }
        }
        guard let index = target.integer("variation", &findings) else { continue }
        let outcome = LaunchDarklyRule.outcome(index, variants, &findings)
        // Users are targeted by `targets`; an empty entry of `contextTargets` only says when.
        if !values.isEmpty { state.branches.append(FlagBranch(outcome: outcome, range: index.range)) }
      }
    }
  }

  private mutating func readRules(
    _ object: FlagObject, _ variants: [FlagVariant]?, _ findings: inout FlagFindings
  ) {
    var names = UniqueNames(what: "rule", severity: .warning)
    for node in object.list("rules", &findings) ?? [] {
      guard let rule = FlagObject(node, "a rule of \(object.title)", &findings) else { continue }
      rule.check(
        known: [
          "id", "_id", "ref", "description", "clauses", "variation", "rollout", "trackEvents", "disabled", "beta",
          "_key",
        ], .expected, of: .launchDarkly, &findings)
      let id = rule.text("_id", &findings) ?? rule.text("id", &findings)
      if let id, !id.value.isEmpty { names.add(id, &findings) }
      let result = LaunchDarklyRule(rule, variants, &findings)
      state.bucketing = state.bucketing ?? result.bucketing
      var branch = FlagBranch(
        name: rule.text("description", &findings)?.value, outcome: result.outcome, range: result.range)
      branch.text = FlagValue(node)
      if rule.boolean("disabled", &findings)?.value == true { branch.condition = .never }
      let clauses = rule.list("clauses", &findings) ?? []
      if clauses.isEmpty, rule["clauses"]?.elements != nil || rule["clauses"] == nil, !rule.hasSlip(of: "clauses") {
        findings.add(
          .ruleIncomplete, "\(rule.title) has no clause, so it says not to whom it applies", at: rule.place,
          severity: .warning)
      }
      for node in clauses {
        guard let clause = LaunchDarklyClause(node, &findings) else { continue }
        branch.segments += clause.segments
        if let attribute = clause.attribute { state.attributes.append(attribute) }
      }
      state.branches.append(branch)
    }
  }
}
