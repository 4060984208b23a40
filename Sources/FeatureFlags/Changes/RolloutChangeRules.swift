import GateModel

/// Who gets what in production before and after a change.
enum RolloutChangeRules {
  /// - Parameter isAskedDifferently: whether the change also touches how code asks for the flag.
  static func check(
    _ change: FlagChange, _ settings: FlagSettings, isAskedDifferently: Bool, _ report: inout FlagReport
  ) {
    for setting in change.settings { checkDealing(change, setting, &report) }
    guard let production = settings.production else { return }
    let metadata = FlagChangeDetails.joined(change.new)
    let kind = metadata.kind?.value
    for setting in change.settings(in: production) {
      guard let after = setting.after, let flag = change.new.first(where: { $0.flag.path == setting.path })?.flag else {
        continue
      }
      let features = flag.variants.filter { !SettledRules.isOff($0, safe: metadata.safeVariant?.value) }.map(\.name)
      guard let before = setting.before else {
        if change.kind == .added, setting.environment != nil, kind?.isTemporary ?? false {
          checkStart(change, after, features, in: setting, &report)
        }
        continue
      }
      // What operations switch is switched as a whole.
      guard kind?.isTemporary ?? true else { continue }
      if isAskedDifferently, case .variant(let old) = before.fallback.value,
        case .variant(let new) = after.fallback.value,
        old != new, before.isEnabled, after.isEnabled
      {
        report.add(
          .defaultFlipped,
          "\(production) gets `\(FlagFindings.shown(new))` of flag `\(FlagFindings.shown(change.key))` instead of "
            + "`\(FlagFindings.shown(old))` in the same change as the code that asks for it",
          in: setting.path, at: after.fallback.range,
          help: "deliver the code first, and turn the flag in a change of its own, so that each can be taken back alone"
        )
        continue
      }
      checkExposure(change, (before, after), features, setting, settings, &report)
    }
  }

  private static func checkStart(
    _ change: FlagChange, _ state: FlagState, _ features: [String], in setting: FlagChange.Setting,
    _ report: inout FlagReport
  ) {
    guard state.isEnabled, case .variant(let name) = state.fallback.value, features.contains(name),
      state.exposure(to: name).lowerBound == FlagShare.whole
    else { return }
    report.add(
      .addedOn, "the new flag `\(FlagFindings.shown(change.key))` is on for all in production from the start",
      in: setting.path, at: state.fallback.range, help: "begin with the side that users have now")
  }

  private static func exposure(_ state: FlagState, _ variant: String) -> ClosedRange<Int> {
    // Who asks a flag that is disabled gets what there was before it.
    state.isEnabled ? state.exposure(to: variant) : 0...0
  }

  private static func checkExposure(
    _ change: FlagChange, _ states: (before: FlagState, after: FlagState), _ features: [String],
    _ setting: FlagChange.Setting, _ settings: FlagSettings, _ report: inout FlagReport
  ) {
    let step = settings.changes.step * FlagShare.whole / 100
    let key = FlagFindings.shown(change.key)
    for name in features {
      let (old, new) = (exposure(states.before, name), exposure(states.after, name))
      let path = setting.path
      if new.lowerBound - old.upperBound > step {
        report.add(
          .exposureRaised,
          "this change raises `\(FlagFindings.shown(name))` of flag `\(key)` in production from "
            + "\(FlagWords.percent(old.upperBound)) to \(FlagWords.percent(new.lowerBound))",
          in: path, at: states.after.fallback.range,
          help: "go up by at most \(settings.changes.step) points at once, and look at how it does in between")
        return
      }
      if old.lowerBound > new.upperBound, !isExplained(change) {
        report.add(
          .exposureLowered,
          "this change lowers `\(FlagFindings.shown(name))` of flag `\(key)` in production from "
            + "\(FlagWords.percent(old.lowerBound)) to \(FlagWords.percent(new.upperBound)) and does not say why",
          in: path, at: states.after.isEnabled ? states.after.fallback.range : states.after.range,
          help: "note in its description, its issue or its tags what went wrong, for who raises it again")
        return
      }
    }
  }

  /// Whether the change says something about the flag as well.
  private static func isExplained(_ change: FlagChange) -> Bool {
    let (before, after) = (FlagChangeDetails.joined(change.old), FlagChangeDetails.joined(change.new))
    return before.description?.value != after.description?.value || before.issue?.value != after.issue?.value
      || before.rollback?.value != after.rollback?.value || before.tags.map(\.value) != after.tags.map(\.value)
      || before.isArchived != after.isArchived
      // Another variant took its place: that is a decision, not a retreat.
      || change.new.flatMap(\.flag.variants).count > 2
  }

  // MARK: - Dealing out

  private static func checkDealing(
    _ change: FlagChange, _ setting: FlagChange.Setting, _ report: inout FlagReport
  ) {
    guard let before = setting.before, let after = setting.after, before.isEnabled, after.isEnabled,
      isSplit(before), isSplit(after)
    else { return }
    let key = FlagFindings.shown(change.key)
    let place = setting.environment.map { " in \(FlagFindings.shown($0))" } ?? ""
    if before.bucketing?.value != after.bucketing?.value || before.salt?.value != after.salt?.value
      || keys(before) != keys(after)
    {
      let range =
        (before.bucketing?.value != after.bucketing?.value ? after.bucketing?.range : after.salt?.range)
        ?? after.fallback.range
      report.add(
        .bucketingChanged, "this change deals out anew who gets what of flag `\(key)`\(place)", in: setting.path,
        at: range,
        help: "keep the attribute and the salt until the rollout is over; users would see the feature go and come"
      )
      return
    }
    let format = change.new.first { $0.flag.path == setting.path }?.format
    guard format == .flagd || format == .launchDarkly || format == .flipt, case .split = before.fallback.value,
      case .split = after.fallback.value
    else { return }
    let (old, new) = (before.fallback.value.variants, after.fallback.value.variants)
    if old != new, old.sorted() == new.sorted() {
      report.add(
        .splitReordered, "the variants of flag `\(key)` are dealt out in another order\(place)", in: setting.path,
        at: after.fallback.range, help: "keep the order: it says which part of the users each variant gets")
    }
  }

  private static func isSplit(_ state: FlagState) -> Bool {
    state.outcomes.contains { if case .split = $0 { $0.variants.count > 1 } else { false } }
  }

  /// What flagd's `fractional` deals out by, in order; empty where it is what flagd takes by itself.
  private static func keys(_ state: FlagState) -> [FlagValue?] {
    var found: [FlagValue?] = []
    if let targeting = state.targeting { collect(targeting, depth: 0, &found) }
    return found
  }

  private static func collect(_ value: FlagValue, depth: Int, _ found: inout [FlagValue?]) {
    guard depth < 50 else { return }
    switch value {
    case .list(let elements): for element in elements { collect(element, depth: depth + 1, &found) }
    case .object(let members):
      for member in members {
        if member.name == "fractional", case .list(let operands) = member.value {
          let first = operands.first
          if case .list? = first { found.append(nil) } else { found.append(first) }
        }
        collect(member.value, depth: depth + 1, &found)
      }
    case .null, .boolean, .number, .string: return
    }
  }
}
