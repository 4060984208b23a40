import GateModel

/// What files say about flags, held against the flags and against each other.
enum DescriptionRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let content = inspection.content
    for file in content.files {
      for flag in file.flags { checkDates(flag, &report) }
      checkEnvironments(file, known: inspection.settings.environments, &report)
    }
    let byKey = Dictionary(grouping: content.files.flatMap { file in file.flags.map { (file.format, $0) } }) {
      $0.1.key
    }
    for file in content.files where describes(file.format) {
      for flag in file.flags {
        let others = (byKey[flag.key] ?? []).filter { $0.1.path != flag.path }
        checkType(flag, others, &report)
        checkSafe(flag, others.map(\.1), &report)
        if file.format == .gate { checkConflicts(flag, others.map(\.1), &report) }
      }
    }
    checkDefaults(content, &report)
    PlannedStates.check(content, &report)
    if content.isComplete { checkDefined(content, &report) }
  }

  /// Whether a format's files are about flags that others define.
  private static func describes(_ format: FlagFormat?) -> Bool { format == .gate || format == .openFeatureManifest }

  private static func shown(_ flag: Flag) -> String { "flag `\(FlagFindings.shown(flag.key))`" }

  private static func checkDates(_ flag: Flag, _ report: inout FlagReport) {
    guard let created = flag.metadata.created, let expires = flag.metadata.expires,
      case .after(let day) = expires.value, day < created.value
    else { return }
    report.add(
      .datesReversed, "\(shown(flag)) expires on \(day), before it was created on \(created.value)", in: flag.path,
      at: expires.range)
  }

  private static func checkEnvironments(_ file: FlagFile, known: [String], _ report: inout FlagReport) {
    var seen: Set<String> = Set(known).union(EnvironmentName.usual)
    for flag in file.flags {
      for state in flag.states {
        guard let name = state.environment, seen.insert(name).inserted,
          let meant = NearestName.match(for: name, among: known)
        else { continue }
        // `production-eu` and `pre-production` are environments of their own.
        let lower = (name.lowercased(), meant.lowercased())
        if lower.0.contains(lower.1) || lower.1.contains(lower.0) { continue }
        report.add(
          .environmentMisspelt, "there is no environment `\(FlagFindings.shown(name))`", in: flag.path, at: state.range,
          help: "did you mean `\(meant)`?")
      }
    }
  }

  private static func checkType(
    _ flag: Flag, _ others: [(FlagFormat?, Flag)], _ report: inout FlagReport
  ) {
    guard let type = flag.type else { return }
    let defining = others.filter { !describes($0.0) && $0.1.isDefinition }.map(\.1)
    guard let first = defining.first, defining.allSatisfy({ $0.type != nil && $0.type != type }),
      let actual = first.type
    else { return }
    report.add(
      .declaredType,
      "\(shown(flag)) is described as a \(type.rawValue) flag, but defined as a \(actual.rawValue) flag", in: flag.path,
      at: flag.range, help: "defined at \(first.path):\(first.range.line)")
  }

  private static func checkSafe(_ flag: Flag, _ others: [Flag], _ report: inout FlagReport) {
    guard let safe = flag.metadata.safeVariant else { return }
    let defining = ([flag] + others).filter { $0.isDefinition && !$0.variants.isEmpty }
    guard !defining.isEmpty, !defining.contains(where: { has(safe.value, $0) }) else { return }
    let names = defining[0].variants.map(\.name)
    report.add(
      .safeVariantMissing, "the safe value `\(FlagFindings.shown(safe.value))` is no variant of \(shown(flag))",
      in: flag.path, at: safe.range,
      help: (FlagFindings.suggestion(for: safe.value, among: names).map { $0 + " " } ?? "")
        + "the variants are \(FlagFindings.list(names))")
  }

  private static func has(_ name: String, _ flag: Flag) -> Bool {
    flag.variants.contains { variant in
      if variant.name == name || variant.value == .string(name) { return true }
      guard case .boolean(let value)? = variant.value else { return false }
      return SettingVariants.truth(name) == value
    }
  }

  private static func checkConflicts(_ flag: Flag, _ others: [Flag], _ report: inout FlagReport) {
    let own = flag.metadata
    for other in others {
      let their = other.metadata
      if let owner = own.owner, let second = their.owner, owner.value != second.value {
        conflict("owner", flag, other, at: second.range, &report)
      }
      if let kind = own.kind, let second = their.kind, kind.value != second.value {
        conflict("kind", flag, other, at: second.range, &report)
      }
      if let expires = own.expires, let second = their.expires, expires.value != second.value {
        conflict("expiry", flag, other, at: second.range, &report)
      }
    }
  }

  private static func conflict(
    _ what: String, _ flag: Flag, _ other: Flag, at range: SourceRange, _ report: inout FlagReport
  ) {
    report.add(
      .metadataConflict, "\(shown(flag)) has another \(what) in \(flag.path)", in: other.path, at: range,
      help: "line \(flag.range.line) there counts; say it in one place only")
  }

  private static func checkDefaults(_ content: FlagContent, _ report: inout FlagReport) {
    var first: [String: Flag] = [:]
    for flag in content.flags {
      guard let value = flag.codeDefault else { continue }
      guard let earlier = first[flag.key], let other = earlier.codeDefault else {
        first[flag.key] = flag
        continue
      }
      if value.value == other.value || flag.path == earlier.path { continue }
      report.add(
        .defaultsDiffer, "the default of \(shown(flag)) differs from the one in \(earlier.path)", in: flag.path,
        at: value.range, help: "that one is on line \(other.range.line)")
    }
  }

  /// Where nothing of a description is defined here, its flags are defined elsewhere, and nothing is known.
  private static func checkDefined(_ content: FlagContent, _ report: inout FlagReport) {
    let defined = Set(content.flags.lazy.filter(\.isDefinition).map(\.key))
    guard !defined.isEmpty else { return }
    let names = defined.sorted()
    for file in content.files where describes(file.format) {
      let lost = file.flags.filter { !defined.contains($0.key) }
      let isTied = file.flags.contains { defined.contains($0.key) }
      for (index, flag) in lost.enumerated() {
        // Who has lost more than these has no use for suggestions, and each is a look at every name.
        let nearest = index < 20 ? NearestName.match(for: flag.key, among: names) : nil
        guard nearest != nil || isTied else { continue }
        report.add(
          .describedUndefined, "\(shown(flag)) is described here, and no file defines it", in: flag.path,
          at: flag.range,
          help: nearest.map { "did you mean `\(FlagFindings.shown($0))`?" } ?? "define it, or remove it here")
      }
    }
  }
}
