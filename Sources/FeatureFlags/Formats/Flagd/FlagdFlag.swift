import DocumentTree
import GateModel

/// One flag of a flagd file.
struct FlagdFlag {
  private static let properties = ["state", "variants", "defaultVariant", "targeting", "metadata"]
  private static let states = ["ENABLED", "DISABLED"]

  let key: String
  let keyNode: DocumentNode
  let node: DocumentNode
  /// Whether it stands in a list and so carries its own `key`.
  var isListed = false

  private var name: String { "flag `\(FlagFindings.shown(key))`" }

  func check(_ evaluators: FlagdEvaluators, _ findings: inout FlagFindings) -> Flag {
    var flag = Flag(key: key, path: findings.path, range: keyNode.range)
    if key.isEmpty { findings.add(.keyInvalid, "a flag's key must not be empty", at: keyNode) }
    guard let members = node.members else {
      findings.add(.shape, "\(name) is \(node.value.article); it takes an object", at: node)
      return flag
    }
    FlagdProperties.checkUnknown(
      members, known: Self.properties + (isListed ? ["key"] : []), of: "a flag", &findings)
    FlagdProperties.checkMetadata(members, &findings)
    flag.metadata = FlagMetadata(members.member("metadata")?.value)
    flag.namespace = members.member("metadata")?.value.members?.member("flagSetId")?.value.text
    let isEnabled = checkState(members, &findings)
    if let variants = members.member("variants") {
      flag.type = checkVariants(variants.value, &findings)
      flag.variants = (variants.value.members ?? []).compactMap { entry in
        entry.key.keyText.map { FlagVariant($0, FlagValue(entry.value), at: entry.key.range) }
      }
    } else {
      findings.add(
        .propertyMissing, "\(name) has no `variants`", at: keyNode,
        help: #"add the values that it can have: "variants": { "on": true, "off": false }"#)
    }
    let isDescribed = members.member("variants")?.value.members != nil
    let names = isDescribed ? flag.variants.map(\.name) : nil
    let standard = checkDefault(members, names, &findings)
    if let targeting = members.member("targeting") {
      var walk = FlagdTargeting(flag: key, variants: names, evaluators: evaluators, findings: findings)
      walk.checkTargeting(targeting.value)
      findings = walk.findings
    }
    var state = state(members, isEnabled: isEnabled, standard: standard, evaluators)
    if state.targeting != nil, let targeting = members.member("targeting") {
      var sense = TargetingSense(findings)
      sense.read(targeting.value)
      (findings, state.attributes, state.facts) = (sense.findings, sense.attributes, sense.facts)
    }
    flag.states = [state]
    return flag
  }

  private func state(
    _ members: [DocumentNode.Entry], isEnabled: Bool, standard: String?, _ evaluators: FlagdEvaluators
  ) -> FlagState {
    let outcome = Placed<FlagOutcome>(
      standard.map { .variant($0) } ?? .codeDefault,
      at: members.member("defaultVariant")?.value.range ?? keyNode.range)
    let outcomes = FlagdOutcomes(
      targeting: members.member("targeting")?.value, standard: outcome, evaluators: evaluators)
    return FlagState(
      isEnabled: isEnabled, range: members.member("state")?.value.range ?? keyNode.range, branches: outcomes.branches,
      fallback: outcomes.fallback, disabled: .codeDefault,
      targeting: members.member("targeting").map { FlagValue($0.value) }.flatMap(Self.rule), defaultVariant: standard)
  }

  /// Null and `{}` mean that there is no rule.
  private static func rule(_ targeting: FlagValue) -> FlagValue? {
    targeting == .null || targeting == .object([]) ? nil : targeting
  }

  /// Whether the flag is enabled; taken for so where the state is missing or wrong.
  private func checkState(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) -> Bool {
    guard let state = members.member("state") else {
      findings.add(
        .propertyMissing, "\(name) has no `state`", at: keyNode, help: #"add "state": "ENABLED" or "DISABLED""#)
      return true
    }
    guard let text = state.value.text else {
      findings.add(
        .stateInvalid, "the state of \(name) is \(state.value.value.article); it takes `ENABLED` or `DISABLED`",
        at: state.value)
      return true
    }
    if !Self.states.contains(text) {
      findings.add(
        .stateInvalid, "`\(FlagFindings.shown(text))` is no state of a flag", at: state.value,
        help: FlagFindings.suggestion(for: text, among: Self.states) ?? "write `ENABLED` or `DISABLED`")
    }
    return text != "DISABLED"
  }

  /// The type on which the variants agree.
  private func checkVariants(_ variants: DocumentNode, _ findings: inout FlagFindings) -> FlagValueType? {
    guard let entries = variants.members else {
      findings.add(
        .shape, "the variants of \(name) are \(variants.value.article); they take an object of values by name",
        at: variants)
      return nil
    }
    if entries.isEmpty {
      findings.add(.variantsEmpty, "\(name) has no variant; it needs at least one", at: variants)
      return nil
    }
    var counts: [FlagValueType: Int] = [:]
    for entry in entries {
      let value = entry.value.value
      if entry.key.keyText?.isEmpty ?? true {
        findings.add(.keyInvalid, "a variant of \(name) has no name", at: entry.key)
      }
      if let type = value.flagType {
        counts[type, default: 0] += 1
      } else {
        findings.add(
          .variantType,
          "variant `\(FlagFindings.shown(entry.key.keyText ?? ""))` of \(name) is \(value.article); "
            + "it takes a boolean, a string, a number or an object", at: entry.value)
      }
    }
    let typed = entries.filter { $0.value.value.flagType != nil }
    // The type of most variants is the one that was meant; of two alike, the one that comes first.
    let most = counts.values.max()
    guard let model = typed.first(where: { counts[$0.value.value.flagType ?? .object] == most }) else { return nil }
    for entry in typed where entry.value.value.flagType != model.value.value.flagType {
      findings.add(
        .variantTypesMixed,
        "variant `\(FlagFindings.shown(entry.key.keyText ?? ""))` of \(name) is \(entry.value.value.article), while "
          + "`\(FlagFindings.shown(model.key.keyText ?? ""))` (line \(model.value.start.line)) is "
          + model.value.value.article, at: entry.value, help: "all variants of one flag have the same type")
    }
    return counts.count == 1 ? model.value.value.flagType : nil
  }

  /// The default variant. Absent and null mean that the code's own default is served (flagd 0.2.12).
  private func checkDefault(
    _ members: [DocumentNode.Entry], _ variants: [String]?, _ findings: inout FlagFindings
  ) -> String? {
    guard let entry = members.member("defaultVariant"), entry.value.value != .null else { return nil }
    guard let text = entry.value.text else {
      findings.add(
        .shape, "`defaultVariant` of \(name) is \(entry.value.value.article); it takes the name of a variant",
        at: entry.value, help: "write the variant's name in quotes")
      return nil
    }
    if text.isEmpty {
      findings.add(
        .shape, "the default variant of \(name) is an empty text, which flagd takes for none", at: entry.value,
        severity: .warning, help: "write null, or leave `defaultVariant` out")
      return nil
    }
    if let variants, !variants.contains(text) {
      let known = "the variants are \(FlagFindings.list(variants))"
      let meant = FlagFindings.suggestion(for: text, among: variants).map { $0 + " " } ?? ""
      findings.add(
        .defaultVariantMissing,
        "the default variant `\(FlagFindings.shown(text))` of \(name) does not exist; "
          + "flagd then rejects the whole file",
        at: entry.value, help: variants.isEmpty ? nil : meant + known)
    }
    return text
  }
}
