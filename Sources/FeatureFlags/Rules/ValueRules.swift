import GateModel

/// The variants of each flag and their values, held against each other.
enum ValueRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    for file in inspection.content.files {
      for flag in file.flags where flag.isDefinition {
        let names = Dictionary(grouping: flag.variants, by: \.name)
        checkDuplicates(flag, names, in: file, &report)
        checkValues(flag, &report)
        checkUnreachable(flag, file.format, &report)
        checkSingle(flag, file.format, &report)
        checkNames(flag, names, &report)
        checkNumbers(flag, file.format, &report)
        VariantShapes.check(flag, &report)
      }
    }
  }

  private static func shown(_ flag: Flag) -> String { "flag `\(FlagFindings.shown(flag.key))`" }

  /// What the file's own objects have twice is reported as such already.
  private static func checkDuplicates(
    _ flag: Flag, _ names: [String: [FlagVariant]], in file: FlagFile, _ report: inout FlagReport
  ) {
    guard names.count < flag.variants.count else { return }
    let known = Set(file.findings.lazy.filter { $0.rule == FlagRule.duplicateKey.id }.compactMap(\.range))
    var seen: [String: FlagVariant] = [:]
    for variant in flag.variants {
      guard let earlier = seen[variant.name] else {
        seen[variant.name] = variant
        continue
      }
      if known.contains(variant.range) { continue }
      report.add(
        .variantDuplicate,
        "\(shown(flag)) has variant `\(FlagFindings.shown(variant.name))` twice", in: flag.path, at: variant.range,
        help: "the first one is on line \(earlier.range.line); remove or rename one of them")
    }
  }

  private static func checkValues(_ flag: Flag, _ report: inout FlagReport) {
    if flag.type == .boolean {
      let values = Set(flag.variants.map(\.value))
      guard flag.variants.count > 1, values.count == 1, let value = values.first, let last = flag.variants.last else {
        return
      }
      report.add(
        .valueTwice, "every variant of \(shown(flag)) is \(value == .boolean(true) ? "true" : "false")", in: flag.path,
        at: last.range, severity: .warning, help: "switching it changes nothing")
      return
    }
    var first: [FlagValue: FlagVariant] = [:]
    for variant in flag.variants {
      guard let value = variant.value, value != .null else { continue }
      guard let earlier = first[value] else {
        first[value] = variant
        continue
      }
      if earlier.name == variant.name || isStandIn(earlier.name) || isStandIn(variant.name) { continue }
      report.add(
        .valueTwice,
        "variant `\(FlagFindings.shown(variant.name))` of \(shown(flag)) has the same value as "
          + "`\(FlagFindings.shown(earlier.name))` (line \(earlier.range.line))", in: flag.path, at: variant.range)
    }
  }

  private static func isStandIn(_ name: String) -> Bool {
    let lower = name.lowercased()
    return lower.contains("default") || lower.contains("control") || lower.contains("fallback")
  }

  /// Formats whose variants are not written down have none to report.
  private static func namesVariants(_ format: FlagFormat?) -> Bool {
    format != .environment && format != .gate && format != .openFeatureManifest
  }

  private static func checkUnreachable(_ flag: Flag, _ format: FlagFormat?, _ report: inout FlagReport) {
    guard namesVariants(format), flag.variants.count > 1 else { return }
    let outcomes = flag.states.flatMap(\.everyOutcome)
    let isTargeted = flag.states.contains { state in
      guard state.branches.isEmpty else { return true }
      if case .split = state.fallback.value { return true }
      return false
    }
    guard isTargeted, !outcomes.contains(.unknown), flag.states.allSatisfy(\.isEnabled) else { return }
    let reached = Set(outcomes.flatMap(\.named))
    // A name that is none of the variants, or that stands twice in a split, is a slip for one of them.
    guard reached.isSubset(of: flag.variants.map(\.name)),
      outcomes.allSatisfy({ Set($0.named).count == $0.named.count })
    else { return }
    for variant in flag.variants where !reached.contains(variant.name) {
      report.add(
        .variantUnreachable,
        "nothing in \(shown(flag)) ever gives variant `\(FlagFindings.shown(variant.name))`", in: flag.path,
        at: variant.range, help: "name it in a rule, a split or as the default, or remove it")
    }
  }

  private static func checkSingle(_ flag: Flag, _ format: FlagFormat?, _ report: inout FlagReport) {
    // LaunchDarkly's `flagValues` of tests have one value each.
    guard namesVariants(format), format != .launchDarkly, let variant = flag.variants.first, flag.variants.count == 1,
      flag.prerequisites.isEmpty,
      flag.states.allSatisfy({ state in
        state.isEnabled && state.outcomes.allSatisfy { $0 == .variant(variant.name) }
      })
    else { return }
    report.add(
      .variantSingle,
      "\(shown(flag)) always gives `\(FlagFindings.shown(variant.name))`, its only variant", in: flag.path,
      at: variant.range, help: "add the variant that it is to be switched to, or replace the flag by its value")
  }

  private static let positive: Set<String> = ["on", "true", "enabled", "enable", "yes", "active"]
  private static let negative: Set<String> = ["off", "false", "disabled", "disable", "no", "inactive"]

  private static func checkNames(_ flag: Flag, _ names: [String: [FlagVariant]], _ report: inout FlagReport) {
    for variant in flag.variants {
      guard case .boolean(let value)? = variant.value, names[variant.name]?.count == 1,
        (value ? negative : positive).contains(variant.name.lowercased())
      else { continue }
      report.add(
        .variantContradicts,
        "variant `\(FlagFindings.shown(variant.name))` of \(shown(flag)) is \(value)", in: flag.path, at: variant.range,
        help: "swap the values, or rename the variant")
    }
  }

  private static func checkNumbers(_ flag: Flag, _ format: FlagFormat?, _ report: inout FlagReport) {
    for variant in flag.variants {
      guard case .number(let number)? = variant.value, number.magnitude > 9_007_199_254_740_991 else { continue }
      report.add(
        .numberUnsafe,
        "variant `\(FlagFindings.shown(variant.name))` of \(shown(flag)) is beyond what a JSON number holds exactly",
        in: flag.path, at: variant.range, severity: format == .flagd ? .error : .warning,
        help: "make it a string, or keep it within ±9007199254740991")
    }
  }
}

extension FlagOutcome {
  /// The variants that are named, also those with a weight of zero: they wait for theirs.
  fileprivate var named: [String] {
    if case .split(let shares) = self { shares.map(\.variant) } else { variants }
  }
}

extension FlagState {
  /// Every outcome that is written down, whether or not its condition can hold and the flag is enabled.
  fileprivate var everyOutcome: [FlagOutcome] { branches.map(\.outcome) + [fallback.value] + later }
}
