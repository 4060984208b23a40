import GateModel

/// Release flags that have done their work, and those that cannot be taken back.
enum SettledRules {
  static func check(_ life: FlagLife, _ inspection: FlagInspection, _ report: inout FlagReport) {
    guard life.kind == .release || (life.kind == nil && life.isTemporary == true) else { return }
    checkSettled(life, inspection, &report)
    checkOffSide(life, &report)
  }

  private static func checkSettled(_ life: FlagLife, _ inspection: FlagInspection, _ report: inout FlagReport) {
    guard let created = life.metadata.created?.value, let production = inspection.settings.production else { return }
    let age = inspection.today.number - created.number
    let states = life.states(in: production)
    guard age > inspection.settings.lifecycle.settledDays, let first = states.first,
      let variant = served(first.flag, first.state), !isOff(variant, safe: life.metadata.safeVariant?.value),
      states.allSatisfy({ served($0.flag, $0.state)?.name == variant.name })
    else { return }
    report.add(
      .settled,
      "release flag `\(life.key)` is \(age) days old and serves `\(FlagFindings.shown(variant.name))` to all in \(production)",
      in: first.flag.path, at: first.state.fallback.range,
      help: "keep that side in the code, and remove the flag")
  }

  /// What everybody gets; `nil` where that is not one variant, or not known.
  private static func served(_ flag: Flag, _ state: FlagState) -> FlagVariant? {
    guard state.isEnabled, case .variant(let name) = state.fallback.value else { return nil }
    guard state.exposure(to: name).lowerBound == FlagShare.whole else { return nil }
    return flag.variants.first { $0.name == name }
  }

  /// Whether who gets the variant has the program as it was before the flag.
  static func isOff(_ variant: FlagVariant, safe: String?) -> Bool {
    if variant.value == .boolean(false) || variant.name == safe { return true }
    return variant.value != .boolean(true) && offNames.contains(variant.name.lowercased())
  }

  private static let offNames: Set<String> = [
    "off", "false", "no", "none", "disabled", "control", "default", "old", "current", "legacy", "original", "baseline",
  ]

  /// A flag is there to take a feature back; where none of its variants does, nothing else may either.
  private static func checkOffSide(_ life: FlagLife, _ report: inout FlagReport) {
    guard life.metadata.safeVariant == nil, life.metadata.rollback == nil else { return }
    let defining = life.flags.filter { $0.isDefinition && !$0.variants.isEmpty }
    guard let flag = defining.first else { return }
    let variants = defining.flatMap(\.variants)
    // Of a variant without a value nothing is known but its name.
    guard !variants.contains(where: { isOff($0, safe: nil) || $0.value == nil }) else { return }
    if flag.variants.contains(where: { $0.value == .string("") || $0.value == .number(0) }) { return }
    report.add(
      .offSideMissing, "release flag `\(life.key)` has no variant that takes the feature back", in: flag.path,
      at: flag.range, help: "add one that is off, or name in flags.yml the one that is `safe`, or the `rollback`")
  }
}
