import DocumentTree
import GateModel

/// Reads flags of Flipt: of variants, which rules deal out, or boolean, which rollouts turn on or off.
///
/// https://docs.flipt.io/v2/concepts#flags
struct FliptFlag {
  private static let types = ["VARIANT_FLAG_TYPE", "BOOLEAN_FLAG_TYPE"]

  /// The minor version of the format.
  let version: Int
  let namespace: String
  /// The segments that everybody is in.
  let openSegments: Set<String>

  /// `nil` where the flag has no key.
  func read(_ node: DocumentNode, _ findings: inout FlagFindings) -> Flag? {
    let keyText = node.members?.member("key")?.value.text
    let title = keyText.map { "flag `\(FlagFindings.shown($0))`" } ?? "a flag"
    guard let object = FlagObject(node, title, &findings) else { return nil }
    object.check(
      known: ["key", "name", "type", "description", "enabled", "metadata", "variants", "rules", "rollouts"],
      required: ["key", "name"], .refused, of: .flipt, &findings)
    needs(1, "type", object, &findings)
    needs(3, "metadata", object, &findings)
    let type = object.choice("type", among: Self.types, &findings)
    let enabled = object.boolean("enabled", &findings)
    _ = object.filled("name", &findings)
    guard let key = object.text("key", &findings) else { return nil }
    FliptKey.check(key, "a flag", &findings)
    var flag = Flag(key: key.value, path: findings.path, range: key.range)
    flag.namespace = namespace
    flag.metadata = FlagMetadata(object.object("metadata", "`metadata` of \(title)", &findings)?.node)
    flag.metadata.description = object.text("description", &findings) ?? flag.metadata.description
    if type?.value == "BOOLEAN_FLAG_TYPE" {
      readBoolean(object, enabled, &flag, &findings)
    } else {
      readVariants(object, enabled, &flag, &findings)
    }
    return flag
  }

  /// Reports a member that came with a later version of the format than the file says it is in.
  private func needs(_ minor: Int, _ name: String, _ object: FlagObject, _ findings: inout FlagFindings) {
    guard version < minor, let key = object.key(name) else { return }
    findings.add(
      .unknownProperty, "`\(name)` needs version 1.\(minor) of the format; this file is in 1.\(version)", at: key,
      help: "write `version: \"1.\(minor)\"`")
  }

  private func misplaced(_ name: String, in object: FlagObject, _ other: String, _ findings: inout FlagFindings) {
    guard let key = object.key(name), object[name]?.elements?.isEmpty != true, object[name] != nil else { return }
    findings.add(
      .unknownProperty, "`\(name)` does nothing in \(object.title): only \(other) flags have it", at: key,
      severity: .warning)
  }
}

// Flags of variants.
extension FliptFlag {
  private func readVariants(
    _ object: FlagObject, _ enabled: Placed<Bool>?, _ flag: inout Flag, _ findings: inout FlagFindings
  ) {
    misplaced("rollouts", in: object, "boolean", &findings)
    var standard: Placed<FlagOutcome>?
    for node in object.list("variants", &findings) ?? [] {
      guard let variant = FlagObject(node, "a variant of \(object.title)", &findings) else { continue }
      variant.check(
        known: ["key", "name", "description", "attachment", "default"], required: ["key"], .refused, of: .flipt,
        &findings)
      needs(3, "default", variant, &findings)
      _ = variant.filled("name", &findings)
      _ = variant.text("description", &findings)
      let attachment = variant["attachment"]
      if let attachment, attachment.members == nil, attachment.elements == nil {
        findings.add(
          .shape, "the attachment is \(attachment.value.article); it takes an object or a list", at: attachment)
      }
      let isDefault = variant.boolean("default", &findings)
      guard let key = variant.text("key", &findings) else { continue }
      if key.value.isEmpty { findings.add(.keyInvalid, "a variant of \(object.title) has no name", at: key.range) }
      flag.variants.append(FlagVariant(key.value, attachment.map { FlagValue($0) }, at: key.range))
      guard let isDefault, isDefault.value else { continue }
      if let standard {
        findings.add(
          .defaultTwice, "`\(FlagFindings.shown(key.value))` is the second default of \(object.title)",
          at: isDefault.range, help: "the first one is on line \(standard.range.line); a flag has one")
      } else {
        standard = Placed(.variant(key.value), at: key.range)
      }
    }
    var state = FlagState(
      isEnabled: enabled?.value ?? false, range: enabled?.range ?? flag.range,
      fallback: standard ?? Placed(.codeDefault, at: flag.range),
      // Which of the two a disabled flag gives has changed between versions.
      disabled: standard == nil ? .codeDefault : .unknown)
    let known = VariantNames(flag.variants.map(\.name))
    var ranks = UniqueNames(what: "rule", severity: .warning)
    for node in object.list("rules", &findings) ?? [] {
      guard let rule = FlagObject(node, "a rule of \(object.title)", &findings) else { continue }
      if let rank = rule.integer("rank", &findings) {
        ranks.add(Placed("rank \(rank.value)", at: rank.range), &findings)
      }
      state.branches.append(branch(rule, known, &findings))
    }
    flag.states = [state]
  }

  private func branch(_ rule: FlagObject, _ known: VariantNames, _ findings: inout FlagFindings) -> FlagBranch {
    rule.check(
      known: ["segment", "segments", "operator", "rank", "distributions"], .refused, of: .flipt, &findings)
    let segments = FliptSegments(rule, &findings)
    var shares: [WeightedSplit.Share] = []
    for node in rule.list("distributions", &findings) ?? [] {
      guard let share = FlagObject(node, "a distribution of \(rule.title)", &findings) else { continue }
      share.check(
        known: ["variant", "rollout"], required: ["variant", "rollout"], .refused, of: .flipt, &findings)
      let weight = share.number("rollout", &findings)
      guard let variant = share.text("variant", &findings) else { continue }
      known.check(variant, &findings)
      if let weight { shares.append(.init(variant: variant.value, name: variant.range, weight: weight)) }
    }
    var outcome = FlagOutcome.codeDefault
    if let node = rule["distributions"], !shares.isEmpty {
      let split = WeightedSplit(
        shares: shares, scale: .flipt, place: node.range, title: "the distributions of \(rule.title)")
      split.check(&findings)
      outcome = split.outcome ?? .unknown
      if shares.count == 1, shares[0].weight.value >= 100 { outcome = .variant(shares[0].variant) }
    }
    return FlagBranch(
      condition: segments.applyToAll(openSegments) ? .always : .depends, outcome: outcome, segments: segments.keys,
      range: rule.place.range)
  }
}

// Boolean flags.
extension FliptFlag {
  /// `enabled` is what those get to whom no rollout applies.
  private func readBoolean(
    _ object: FlagObject, _ enabled: Placed<Bool>?, _ flag: inout Flag, _ findings: inout FlagFindings
  ) {
    for name in ["variants", "rules"] { misplaced(name, in: object, "variant", &findings) }
    flag.type = .boolean
    flag.variants = [true, false].map { FlagVariant("\($0)", .boolean($0), at: flag.range) }
    var state = FlagState(
      isEnabled: true, range: enabled?.range ?? flag.range,
      fallback: Placed(.variant("\(enabled?.value ?? false)"), at: enabled?.range ?? flag.range))
    let rollouts = object.list("rollouts", &findings) ?? []
    for (index, node) in rollouts.enumerated() {
      guard let rollout = FlagObject(node, "a rollout of \(object.title)", &findings) else { continue }
      rollout.check(known: ["description", "segment", "threshold", "rank"], .refused, of: .flipt, &findings)
      if rollout["segment"] != nil, rollout["threshold"] != nil, let key = rollout.key("threshold") {
        findings.add(
          .ruleAmbiguous, "\(rollout.title) has `segment` and `threshold`; it takes one of them", at: key,
          severity: .error)
      } else if let segment = rollout.object("segment", "the segment of \(rollout.title)", &findings) {
        readSegment(segment, &state, &findings)
      } else if let threshold = rollout.object("threshold", "the threshold of \(rollout.title)", &findings) {
        readThreshold(threshold, isLast: index == rollouts.count - 1, &state, &findings)
      } else if rollout["segment"] == nil, rollout["threshold"] == nil {
        findings.add(
          .ruleIncomplete, "\(rollout.title) says not to whom it applies", at: rollout.place,
          help: "add a `segment` or a `threshold`")
      }
    }
    flag.states = [state]
  }

  private func readSegment(_ object: FlagObject, _ state: inout FlagState, _ findings: inout FlagFindings) {
    object.check(known: ["key", "keys", "operator", "value"], .refused, of: .flipt, &findings)
    let segments = FliptSegments(named: object, &findings)
    let value = object.boolean("value", &findings)?.value ?? false
    state.branches.append(
      FlagBranch(
        condition: segments.applyToAll(openSegments) ? .always : .depends, outcome: .variant("\(value)"),
        segments: segments.keys, range: object.place.range))
  }

  private func readThreshold(
    _ object: FlagObject, isLast: Bool, _ state: inout FlagState, _ findings: inout FlagFindings
  ) {
    object.check(
      known: ["percentage", "value"], required: ["percentage"], .refused, of: .flipt, &findings)
    let value = object.boolean("value", &findings)?.value ?? false
    guard let percentage = object.number("percentage", &findings) else { return }
    if !(0...100).contains(percentage.value) {
      findings.add(
        .weightRange, "the percentage \(WeightedSplit.shown(percentage.value)) is not between 0 and 100",
        at: percentage.range)
    }
    if isLast, (0...100).contains(percentage.value), case .variant(let rest) = state.fallback.value {
      // Who is beyond the threshold gets what the flag is set to.
      let part = WeightedSplit.parts(percentage.value, of: 100)
      let shares = [FlagShare("\(value)", weight: part), FlagShare(rest, weight: FlagShare.whole - part)]
      state.fallback = Placed(.split(shares), at: percentage.range)
      return
    }
    let condition: FlagBranch.Condition =
      percentage.value <= 0 ? .never : percentage.value >= 100 ? .always : .depends
    state.branches.append(
      FlagBranch(condition: condition, outcome: .variant("\(value)"), range: percentage.range))
  }
}
