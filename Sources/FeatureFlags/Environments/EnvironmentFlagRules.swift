import GateModel

/// Flags in one environment held against those in the others.
enum EnvironmentFlagRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let sections = Dictionary(
      inspection.content.configurations.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    for landscape in FlagLandscape.all(in: inspection.content, inspection.settings) {
      for environment in landscape.environments { checkModes(environment, inspection.settings, &report) }
      for key in landscape.keys {
        checkMissing(key, landscape, sections, &report)
        checkTypes(key, landscape, &report)
        checkVariants(key, landscape, &report)
      }
      if let step = landscape.lastStep(inspection.settings) {
        for key in landscape.keys { checkPromotion(key, landscape, step, &report) }
      }
      checkOverrides(landscape, inspection.settings, &report)
    }
  }

  private static func shown(_ key: String) -> String { "flag `\(FlagFindings.shown(key))`" }

  // MARK: - Modes

  private static func checkModes(
    _ environment: FlagLandscape.Environment, _ settings: FlagSettings, _ report: inout FlagReport
  ) {
    for setting in environment.wrongModes {
      guard let mode = FlagMode.misspelt(by: setting.flag.key) else { continue }
      report.add(
        .modeMisspelt, "\(shown(setting.flag.key)) is none; it looks like the mode `\(mode.rawValue)`",
        in: setting.flag.path, at: setting.flag.range, help: "did you mean `\(mode.rawValue)`?")
    }
    for mode in FlagMode.allCases {
      guard let setting = environment.modes[mode], let type = setting.flag.type, type != .boolean else { continue }
      report.add(
        .modeValue, "the mode `\(mode.rawValue)` is a \(type.rawValue)", in: setting.flag.path, at: setting.state.range,
        help: "write `true` or `false`")
    }
    guard let all = environment.isOn(.allEnabled) else { return }
    let isProduction = settings.production.map { EnvironmentName.isSame($0, environment.name) } ?? false
    if isProduction {
      report.add(
        .allEnabled, "every flag is on in \(environment.name)", in: all.flag.path, at: all.flag.range,
        help: "name the flags that are on; `safe_mode: true` lets only those be that have been on before")
      return
    }
    for mode in [FlagMode.allDisabled, .safeMode, .gradualRollout] {
      guard let other = environment.isOn(mode) else { continue }
      report.add(
        .modesContradict, "`\(mode.rawValue)` and `all_enabled` contradict each other in \(environment.name)",
        in: other.flag.path, at: other.flag.range, help: "keep one of them; the other is on line \(all.flag.range.line)"
      )
    }
  }

  // MARK: - What is the same everywhere

  private static func checkMissing(
    _ key: String, _ landscape: FlagLandscape, _ sections: [RepositoryPath: EnvironmentFile],
    _ report: inout FlagReport
  ) {
    if landscape.everywhere.contains(key) { return }
    let having = landscape.environments.filter { $0.settings[key] != nil }
    let lacking = landscape.environments.filter { $0.settings[key] == nil && !$0.answersForAll }
    guard let holder = having.last, let setting = holder.settings[key], !lacking.isEmpty else { return }
    let there = "\(setting.flag.path):\(setting.flag.range.line)"
    if having.count > lacking.count {
      var isTold = false
      for environment in lacking {
        guard let path = environment.path, let file = sections[path],
          let section = ConfigurationReader.flagSections.lazy.compactMap({ file[$0] }).first
        else { continue }
        report.add(
          .environmentMissing, "\(environment.name) does not set \(shown(key)), which \(names(having)) do", in: path,
          at: section.keyRange, help: "set it, be it to `false`; \(there) has it")
        isTold = true
      }
      if isTold { return }
    }
    report.add(
      .environmentMissing, "\(names(lacking)) \(lacking.count == 1 ? "does" : "do") not set \(shown(key))",
      in: setting.flag.path, at: setting.flag.range,
      help: "set it there, be it to `false`; its absence tells nobody why")
  }

  private static func checkTypes(_ key: String, _ landscape: FlagLandscape, _ report: inout FlagReport) {
    let settings = landscape.environments.compactMap { environment in
      environment.settings[key].flatMap { setting in
        setting.flag.type.map { (environment: environment.name, setting: setting, type: $0) }
      }
    }
    let counts = Dictionary(settings.map { ($0.type, 1) }, uniquingKeysWith: +)
    guard counts.count > 1 else { return }
    // With as many on either side, what comes last on the way to production is taken as right.
    let right = settings.enumerated().max { left, right in
      (counts[left.element.type] ?? 0, left.offset) < (counts[right.element.type] ?? 0, right.offset)
    }
    guard let right = right?.element else { return }
    for odd in settings where odd.type != right.type {
      report.add(
        .environmentType,
        "\(shown(key)) is a \(odd.type.rawValue) in \(odd.environment) and a \(right.type.rawValue) in \(right.environment)",
        in: odd.setting.flag.path, at: odd.setting.flag.range,
        help: "\(right.setting.flag.path):\(right.setting.flag.range.line) has the other one")
    }
  }

  private static func checkVariants(_ key: String, _ landscape: FlagLandscape, _ report: inout FlagReport) {
    let settings = landscape.environments.compactMap { environment in
      environment.settings[key].map { (environment: environment.name, flag: $0.flag) }
    }
    // Only files apart can disagree, and where the values are all that there is they are what environments are for.
    guard let model = settings.last, Set(settings.map(\.flag.path)).count == settings.count,
      settings.allSatisfy({ $0.flag.type == model.flag.type && $0.flag.type != nil })
    else { return }
    let twins = Dictionary(model.flag.variants.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    for other in settings.dropLast() {
      for variant in other.flag.variants {
        let twin = twins[variant.name]
        if let twin, twin.value == variant.value || twin.value == nil || variant.value == nil { continue }
        if twin == nil, isNamedByValue(variant) { continue }
        report.add(
          .environmentVariants,
          "variant `\(FlagFindings.shown(variant.name))` of \(shown(key)) "
            + (twin == nil ? "is not in \(model.environment)" : "has another value in \(model.environment)"),
          in: other.flag.path, at: variant.range,
          help: twin.map { "\(model.flag.path):\(max($0.range.line, 1)) has it" }
            ?? "\(model.environment) has \(FlagFindings.list(model.flag.variants.map(\.name)))")
      }
    }
  }

  /// Whether the variant got its name from its value.
  private static func isNamedByValue(_ variant: FlagVariant) -> Bool {
    switch variant.value {
    case .string(let text): text == variant.name
    case .number(let number): Double(variant.name) == number
    default: false
    }
  }

  // MARK: - Production

  private static func checkPromotion(
    _ key: String, _ landscape: FlagLandscape,
    _ step: (before: FlagLandscape.Environment, production: FlagLandscape.Environment), _ report: inout FlagReport
  ) {
    guard let last = step.production.settings[key], let exposure = last.exposure, exposure.lowerBound > 0 else {
      return
    }
    let before = step.before.settings[key]
    let isUntried = before.map(\.isOff) ?? (step.before.isOn(.allEnabled) == nil && !landscape.everywhere.contains(key))
    if step.production.isOn(.safeMode) != nil, last.isOn, isUntried {
      report.add(
        .safeMode,
        "\(shown(key)) is on for all in \(step.production.name), whose safe mode is on, and not in \(step.before.name)",
        in: last.flag.path, at: last.state.range,
        help: "turn it on in \(step.before.name) first"
          + (before.map { "; it is off at \($0.flag.path):\($0.state.range.line)" } ?? ""))
      return
    }
    guard let before, let earlier = before.exposure, exposure.lowerBound > earlier.upperBound, isTemporary(last, before)
    else { return }
    report.add(
      .promotionOrder,
      "\(shown(key)) is on for \(FlagWords.percent(exposure.lowerBound)) in \(step.production.name), "
        + "but for \(FlagWords.percent(earlier.upperBound)) in \(step.before.name)",
      in: last.flag.path, at: last.state.range,
      help: "turn it on in \(step.before.name) first (\(before.flag.path):\(before.state.range.line))")
  }

  /// Switches of operations and permissions are set where they are needed.
  private static func isTemporary(_ settings: FlagLandscape.Setting...) -> Bool {
    settings.allSatisfy { $0.flag.metadata.kind?.value.isTemporary ?? true }
  }

  /// Rules that are there for those who test.
  private static func checkOverrides(
    _ landscape: FlagLandscape, _ settings: FlagSettings, _ report: inout FlagReport
  ) {
    guard let name = settings.production,
      let production = landscape.environments.last(where: { EnvironmentName.isSame($0.name, name) })
    else { return }
    for key in landscape.keys {
      for branch in production.settings[key]?.state.branches ?? [] where branch.condition != .never {
        let names = [branch.name].compactMap(\.self) + branch.segments.map(\.value)
        guard let flag = production.settings[key]?.flag, let tell = names.first(where: isForTests) else { continue }
        report.add(
          .productionOverride,
          "a rule of \(shown(key)) in \(production.name) is for tests: `\(FlagFindings.shown(tell))`", in: flag.path,
          at: branch.range, help: "take it out of \(production.name), or give it a name that says what it is for")
      }
    }
  }

  private static func isForTests(_ name: String) -> Bool {
    let words = name.lowercased().split { !$0.isLetter }.map(String.init)
    if words.contains(where: { ["qa", "tester", "testers", "override", "overrides", "forced", "debug"].contains($0) }) {
      return true
    }
    return zip(words, words.dropFirst()).contains { first, second in
      first == "test" && ["user", "users", "account", "accounts", "only"].contains(second)
    }
  }

  // MARK: - Words

  private static func names(_ environments: [FlagLandscape.Environment]) -> String {
    let names = environments.map(\.name)
    guard let last = names.last, names.count > 1 else { return names.first ?? "none" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
