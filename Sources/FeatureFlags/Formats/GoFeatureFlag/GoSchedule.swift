import DocumentTree
import GateModel

/// `scheduledRollout`: changes to the flag by date, each merged into what the ones before it left.
///
/// https://gofeatureflag.org/docs/configure_flag/rollout-strategies/scheduled: a rule of a step changes the rule of the same
/// name, or else is a new one; a negative percentage takes a variation out.
struct GoSchedule {
  private static let properties = [
    "date", "variations", "targeting", "defaultRule", "experimentation", "scheduledRollout", "trackEvents", "disable",
    "version", "metadata", "bucketingKey",
  ]

  let title: String
  /// The variations of the flag, `nil` where they are not known.
  let variations: VariantNames?
  /// Its rules as they are before the first step; the last one is the default rule.
  let rules: [GoRule]
  let takesBareTexts: Bool

  /// Checks the steps; what the rules give that they bring.
  func read(_ steps: [DocumentNode], _ findings: inout FlagFindings) -> [FlagOutcome] {
    var outcomes: [FlagOutcome] = []
    var known = variations
    var percentages: [String: [String: Double]] = [:]
    var names: Set<String> = []
    for rule in rules {
      guard let name = rule.name?.value else { continue }
      names.insert(name)
      percentages[name] = Self.byVariation(rule.percentages ?? [])
    }
    var last: Placed<FlagTime>?
    for node in steps {
      let step = "a step of the schedule of \(title)"
      guard let object = FlagObject(node, step, takesBareTexts: takesBareTexts, &findings) else { continue }
      object.check(known: Self.properties, .ignored, of: .goFeatureFlag, &findings)
      checkDate(object, after: &last, &findings)
      checkFields(object, &findings)
      if let added = object.object("variations", "`variations` of \(step)", &findings) {
        known?.add(added.entries.compactMap(\.key.keyText))
      }
      for node in object.list("targeting", &findings) ?? [] {
        guard let rule = FlagObject(node, "a rule of \(step)", takesBareTexts: takesBareTexts, &findings) else {
          continue
        }
        let name = rule["name"]?.keyText ?? ""
        // What changes no rule is a new one and has to be whole.
        let isNew = !names.contains(name)
        let read = GoRule(rule, use: isNew ? .targeting : .step, known, &findings)
        outcomes.append(read.branch.outcome)
        if isNew {
          if !name.isEmpty { names.insert(name) }
        } else {
          checkMerged(read, rule, known, &percentages[name, default: [:]], &findings)
        }
      }
      if let rule = object.object("defaultRule", "the default rule of \(step)", &findings) {
        let read = GoRule(rule, use: .step, known, &findings)
        outcomes.append(read.branch.outcome)
        var merged = Self.byVariation(rules.last?.percentages ?? [])
        checkMerged(read, rule, known, &merged, &findings)
      }
    }
    return outcomes
  }

  private static func byVariation(_ shares: [WeightedSplit.Share]) -> [String: Double] {
    Dictionary(shares.map { ($0.variant, $0.weight.value) }, uniquingKeysWith: { $1 })
  }

  private func checkDate(_ step: FlagObject, after last: inout Placed<FlagTime>?, _ findings: inout FlagFindings) {
    guard let date = step.time("date", &findings) else {
      if step["date"] == nil {
        findings.add(.schedule, "\(step.title) has no `date`, so it never comes", at: step.place)
      }
      return
    }
    if let last, date.value < last.value {
      findings.add(
        .schedule, "this step comes before the one on line \(last.range.line), but stands after it", at: date.range,
        severity: .warning,
        help: "versions of go-feature-flag differ in which of them counts; put the steps into the order of their dates")
    }
    last = date
  }

  private func checkFields(_ step: FlagObject, _ findings: inout FlagFindings) {
    _ = step.boolean("disable", &findings)
    _ = step.boolean("trackEvents", &findings)
    _ = step.text("version", &findings)
    if let experiment = step.object("experimentation", "`experimentation` of \(step.title)", &findings) {
      _ = GoFlag.window(experiment, &findings)
    }
  }

  /// A rule that is changed must still give variations that there are, to somebody.
  private func checkMerged(
    _ rule: GoRule, _ object: FlagObject, _ known: VariantNames?, _ percentages: inout [String: Double],
    _ findings: inout FlagFindings
  ) {
    let removed = Set((rule.percentages ?? []).filter { $0.weight.value < 0 }.map(\.variant))
    for name in rule.variations where !(known?.contains(name.value) ?? true) && !removed.contains(name.value) {
      findings.add(
        .schedule,
        "once this step is merged, the rule gives `\(FlagFindings.shown(name.value))`, which is no variation of \(title)",
        at: name.range, help: known?.help(for: name.value))
    }
    guard let shares = rule.percentages else { return }
    for share in shares { percentages[share.variant] = share.weight.value < 0 ? nil : share.weight.value }
    if percentages.values.allSatisfy({ $0 == 0 }), let node = object["percentage"] {
      findings.add(.schedule, "once this step is merged, the rule gives nobody anything", at: node)
    }
  }
}
