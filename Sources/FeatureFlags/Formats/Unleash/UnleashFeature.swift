import DocumentTree
import GateModel

/// Reads features: on or off by their strategies, with or without variants.
struct UnleashFeature {
  private static let kinds: [String: FlagKind] = [
    "release": .release, "experiment": .experiment, "operational": .ops, "kill-switch": .killSwitch,
    "permission": .permission,
  ]

  /// What else an export says, `nil` for what clients get, where a feature has everything itself.
  let export: UnleashExport?

  /// `nil` where the feature has no name.
  func read(_ node: DocumentNode, _ findings: inout FlagFindings) -> Flag? {
    let nameText = node.members?.member("name")?.value.text
    let title = nameText.map { "feature `\(FlagFindings.shown($0))`" } ?? "a feature"
    guard let object = FlagObject(node, title, &findings) else { return nil }
    object.check(
      known: [
        "name", "enabled", "project", "type", "description", "impressionData", "stale", "archived", "archivedAt",
        "createdAt",
        "createdBy", "lastSeenAt", "dependencies", "strategies", "variants", "environments", "favorite", "links",
        "lifecycle", "children", "collaborators", "createdByUserId", "segments", "parameters", "strategy",
        "potentiallyStale",
      ], required: export == nil ? ["name", "enabled"] : ["name"], .expected, of: .unleash, &findings)
    for name in ["impressionData", "stale"] { _ = object.boolean(name, &findings) }
    guard let name = object.text("name", &findings) else { return nil }
    var flag = Flag(key: name.value, path: findings.path, range: name.range)
    if name.value.isEmpty { findings.add(.keyInvalid, "a feature's name must not be empty", at: name.range) }
    readMetadata(object, &flag, &findings)
    let shared = UnleashVariants(object, &findings)
    if let export {
      flag.metadata.tags = export.tags[name.value] ?? []
      for environment in export.environments[name.value] ?? [] {
        addState(environment, shared, &flag, &findings)
      }
      for parent in export.dependencies[name.value] ?? [] { addDependency(parent, &flag, &findings) }
    } else {
      let enabled = object.boolean("enabled", &findings)
      let strategies = (object.list("strategies", &findings) ?? []).compactMap { node in
        FlagObject(node, "a strategy of \(title)", &findings)
      }
      addState(nil, enabled, strategies, shared, &flag, &findings)
      for node in object.list("dependencies", &findings) ?? [] {
        if let parent = FlagObject(node, "a dependency of \(title)", &findings) {
          addDependency(parent, &flag, &findings)
        }
      }
    }
    complete(&flag)
    return flag
  }

  private func readMetadata(_ object: FlagObject, _ flag: inout Flag, _ findings: inout FlagFindings) {
    flag.metadata.description = object.text("description", &findings)
    if let type = object.text("type", &findings) {
      flag.metadata.kind = Self.kinds[type.value].map { Placed($0, at: type.range) }
    }
    if let created = object["createdAt"], let time = created.keyText.flatMap({ FlagTime($0) }) {
      flag.metadata.created = Placed(time.day, at: created.range)
    }
    flag.metadata.isArchived = object["archivedAt"] != nil || object.boolean("archived", &findings)?.value == true
  }

  private func addState(
    _ environment: UnleashExport.Environment, _ shared: UnleashVariants, _ flag: inout Flag,
    _ findings: inout FlagFindings
  ) {
    var variants = shared
    if let object = environment.object, object["variants"]?.elements?.isEmpty == false {
      variants = UnleashVariants(object, &findings)
    }
    let enabled = environment.object?.boolean("enabled", &findings)
    addState(environment.name, enabled, environment.strategies, variants, &flag, &findings)
  }

  /// A feature without strategies is on for everybody.
  private func addState(
    _ environment: String?, _ enabled: Placed<Bool>?, _ objects: [FlagObject], _ shared: UnleashVariants,
    _ flag: inout Flag, _ findings: inout FlagFindings
  ) {
    var strategies = objects.map { UnleashStrategy($0, &findings) }
    for variants in [shared] + strategies.map(\.variants) {
      for variant in variants.variants where !flag.variants.contains(where: { $0.name == variant.name }) {
        flag.variants.append(variant)
      }
    }
    // Those that stand twice in one list stay for the rule that looks for them.
    if Set(shared.variants.map(\.name)).count < shared.variants.count { flag.variants = shared.variants }
    let hasVariants = shared.outcome != nil || strategies.contains { $0.variants.outcome != nil }
    let (isOn, isOff): (FlagOutcome, FlagOutcome) =
      hasVariants ? (shared.outcome ?? .unknown, .codeDefault) : (.variant("enabled"), .variant("disabled"))
    for index in strategies.indices { strategies[index].serve(isOn) }
    let range = enabled?.range ?? flag.range
    var state = FlagState(
      environment: environment, isEnabled: enabled?.value ?? false, range: range,
      fallback: Placed(objects.isEmpty ? isOn : isOff, at: range), disabled: isOff)
    state.bucketing = strategies.lazy.compactMap(\.bucketing).first ?? shared.stickiness
    state.salt = strategies.lazy.compactMap(\.salt).first
    state.attributes = strategies.flatMap(\.attributes)
    state.branches = strategies.map(\.branch)
    // Who is beyond the percentage of the last strategy gets it not.
    if !hasVariants, let last = strategies.last, !last.isConstrained, let share = last.share,
      last.branch.condition == .depends
    {
      state.branches.removeLast()
      let shares = [FlagShare("enabled", weight: share), FlagShare("disabled", weight: FlagShare.whole - share)]
      state.fallback = Placed(.split(shares), at: last.branch.range)
    }
    flag.states.append(state)
  }

  private func addDependency(_ object: FlagObject, _ flag: inout Flag, _ findings: inout FlagFindings) {
    object.check(
      known: ["feature", "enabled", "variants"], required: ["feature"], .expected, of: .unleash, &findings)
    guard let parent = object.text("feature", &findings) else { return }
    let isEnabled = object.boolean("enabled", &findings)?.value ?? true
    let variants = object.texts("variants", &findings) ?? []
    if variants.isEmpty {
      flag.prerequisites.append(FlagPrerequisite(parent.value, isEnabled: isEnabled, at: parent.range))
    }
    for variant in variants {
      flag.prerequisites.append(
        FlagPrerequisite(parent.value, variant: variant.value, isEnabled: isEnabled, at: variant.range))
    }
  }

  /// A feature without variants is a boolean flag.
  private func complete(_ flag: inout Flag) {
    guard flag.variants.isEmpty else { return }
    flag.type = .boolean
    flag.variants = [
      FlagVariant("enabled", .boolean(true), at: flag.range), FlagVariant("disabled", .boolean(false), at: flag.range),
    ]
  }
}
