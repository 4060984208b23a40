import DocumentTree
import GateModel

/// One flag of go-feature-flag.
struct GoFlag {
  private static let properties = [
    "variations", "targeting", "defaultRule", "bucketingKey", "trackEvents", "disable", "version", "converter",
    "scheduledRollout", "experimentation", "metadata",
  ]

  let key: String
  let keyNode: DocumentNode
  let node: DocumentNode
  let takesBareTexts: Bool

  private var title: String { "flag `\(FlagFindings.shown(key))`" }

  func read(_ findings: inout FlagFindings) -> Flag {
    var flag = Flag(key: key, path: findings.path, range: keyNode.range)
    if key.isEmpty { findings.add(.keyInvalid, "a flag's key must not be empty", at: keyNode) }
    guard let object = FlagObject(node, title, at: keyNode, takesBareTexts: takesBareTexts, &findings) else {
      return flag
    }
    object.check(
      known: Self.properties, required: ["variations", "defaultRule"], .ignored, of: .goFeatureFlag, &findings)
    _ = object.boolean("trackEvents", &findings)
    _ = object.text("version", &findings)
    let isDisabled = object.boolean("disable", &findings)
    if let metadata = object.object("metadata", "`metadata` of \(title)", &findings) {
      flag.metadata = FlagMetadata(metadata.node)
    }
    let variations = readVariations(object, into: &flag, &findings)
    var state = FlagState(
      isEnabled: isDisabled?.value != true, range: isDisabled?.range ?? keyNode.range,
      fallback: Placed(.unknown, at: keyNode.range))
    let rules = readRules(object, variations, &state, &findings)
    readBucketing(object, &state, &findings)
    if let experiment = object.object("experimentation", "`experimentation` of \(title)", &findings) {
      state.window = Self.window(experiment, &findings)
    }
    if let steps = object.list("scheduledRollout", &findings) {
      let schedule = GoSchedule(title: title, variations: variations, rules: rules, takesBareTexts: takesBareTexts)
      state.later = schedule.read(steps, &findings)
    }
    flag.states = [state]
    return flag
  }

  /// The names of the variations, `nil` where they are not known.
  private func readVariations(
    _ object: FlagObject, into flag: inout Flag, _ findings: inout FlagFindings
  ) -> VariantNames? {
    guard let values = object.object("variations", "`variations` of \(title)", &findings) else { return nil }
    let entries = values.entries.compactMap { entry in
      entry.key.keyText.map { VariantValues.Entry(name: $0, value: entry.value) }
    }
    if entries.isEmpty {
      findings.add(.variantsEmpty, "\(title) has no variation; it needs at least one", at: values.node)
    }
    for entry in values.entries where entry.key.keyText?.isEmpty ?? true {
      findings.add(.keyInvalid, "a variation of \(title) has no name", at: entry.key)
    }
    flag.type = VariantValues(entries: entries, flag: title, noun: "variation", takesLists: true).check(&findings)
    flag.variants = values.entries.compactMap { entry in
      entry.key.keyText.map { FlagVariant($0, FlagValue(entry.value), at: entry.key.range) }
    }
    return entries.isEmpty ? nil : VariantNames(flag.variants.map(\.name), noun: "variation")
  }

  private func readRules(
    _ object: FlagObject, _ variations: VariantNames?, _ state: inout FlagState, _ findings: inout FlagFindings
  ) -> [GoRule] {
    var rules: [GoRule] = []
    var names = UniqueNames(what: "rule")
    for node in object.list("targeting", &findings) ?? [] {
      let title = "a rule of \(title)"
      guard let rule = FlagObject(node, title, takesBareTexts: takesBareTexts, &findings) else { continue }
      let read = GoRule(rule, use: .targeting, variations, &findings)
      rules.append(read)
      if let name = read.name, !name.value.isEmpty { names.add(name, &findings) }
      state.branches.append(read.branch)
      state.attributes += read.attributes
    }
    if let rule = object.object("defaultRule", "the default rule of \(title)", &findings) {
      let read = GoRule(rule, use: .standard, variations, &findings)
      rules.append(read)
      state.fallback = Placed(read.branch.outcome, at: read.resultRange)
    }
    return rules
  }

  private func readBucketing(_ object: FlagObject, _ state: inout FlagState, _ findings: inout FlagFindings) {
    guard let attribute = object.text("bucketingKey", &findings) else { return }
    state.bucketing = attribute
    if attribute.value.isEmpty {
      findings.add(
        .bucketing, "`bucketingKey` of \(title) is empty, so users fall back to their targeting key",
        at: attribute.range, severity: .warning, help: "name the attribute of the context, or remove it")
    } else {
      BucketingAttribute.check(attribute, of: title, &findings)
    }
  }

  static func window(_ object: FlagObject, _ findings: inout FlagFindings) -> FlagWindow {
    object.check(known: ["start", "end"], .ignored, of: .goFeatureFlag, &findings)
    return FlagWindow(start: object.time("start", &findings), end: object.time("end", &findings))
  }
}
