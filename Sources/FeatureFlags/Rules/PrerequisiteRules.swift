import GateModel

/// The flags on which others depend.
enum PrerequisiteRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let byFormat = Dictionary(grouping: inspection.content.files, by: \.format)
    for files in byFormat.values.sorted(by: { ($0.first?.path.description ?? "") < ($1.first?.path.description ?? "") })
    {
      let flags = files.flatMap(\.flags)
      guard flags.contains(where: { !$0.prerequisites.isEmpty }) else { continue }
      let byKey = Dictionary(grouping: flags, by: \.key)
      // A file with one flag says nothing of the others that there are.
      var near = NearNames()
      let knowsAll = inspection.content.isComplete && byKey.count > 1
      for flag in flags {
        for prerequisite in flag.prerequisites {
          guard let others = byKey[prerequisite.key], let other = others.last else {
            if knowsAll {
              reportMissing(prerequisite, of: flag, near.match(for: prerequisite.key, among: byKey.keys), &report)
            }
            continue
          }
          checkVariant(prerequisite, of: flag, others, &report)
          checkState(prerequisite, of: flag, other, &report)
        }
      }
      checkCycles(flags, &report)
    }
  }

  private static func reportMissing(
    _ prerequisite: FlagPrerequisite, of flag: Flag, _ meant: String?, _ report: inout FlagReport
  ) {
    report.add(
      .prerequisiteMissing,
      "flag `\(FlagFindings.shown(flag.key))` depends on `\(FlagFindings.shown(prerequisite.key))`, which does not exist",
      in: flag.path, at: prerequisite.range, help: meant.map { "did you mean `\($0)`?" })
  }

  private static func checkVariant(
    _ prerequisite: FlagPrerequisite, of flag: Flag, _ others: [Flag], _ report: inout FlagReport
  ) {
    guard let variant = prerequisite.variant else { return }
    let known = others.flatMap { $0.variants.map(\.name) }
    if known.contains(variant) { return }
    report.add(
      .prerequisiteMissing,
      "flag `\(FlagFindings.shown(prerequisite.key))` has no variant `\(FlagFindings.shown(variant))`, so the prerequisite "
        + "never holds", in: flag.path, at: prerequisite.range,
      help: FlagFindings.suggestion(for: variant, among: known) ?? "the variants are \(FlagFindings.list(known))")
  }

  private static func checkState(
    _ prerequisite: FlagPrerequisite, of flag: Flag, _ other: Flag, _ report: inout FlagReport
  ) {
    guard prerequisite.isEnabled else { return }
    let key = FlagFindings.shown(prerequisite.key)
    if other.metadata.isArchived, !flag.metadata.isArchived {
      report.add(
        .prerequisiteDisabled, "flag `\(key)`, on which this one depends, is archived", in: flag.path,
        at: prerequisite.range)
      return
    }
    for state in flag.states where state.isEnabled {
      if let environment = prerequisite.environment, environment != state.environment { continue }
      guard let needed = other.state(in: state.environment), !needed.isEnabled else { continue }
      let place = state.environment.map { " in `\(FlagFindings.shown($0))`" } ?? ""
      report.add(
        .prerequisiteDisabled, "flag `\(key)`, on which this one depends, is disabled\(place)", in: flag.path,
        at: prerequisite.range, help: "this flag is enabled and serves its off side all the same")
      return
    }
  }

  private static func checkCycles(_ flags: [Flag], _ report: inout FlagReport) {
    var graph = NameGraph()
    for flag in flags {
      for prerequisite in flag.prerequisites { graph.add(flag.key, prerequisite.key) }
    }
    let byKey = Dictionary(flags.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    var told: Set<String> = []
    for cycle in graph.cycles(from: flags.map(\.key)) {
      guard let first = cycle.first, told.insert(first).inserted, let flag = byKey[first] else { continue }
      report.add(
        .prerequisiteCycle, "the flag depends on itself: \(NameGraph.shown(cycle))", in: flag.path, at: flag.range,
        help: "none of them can be evaluated; break the circle")
    }
  }
}
