import GateModel

/// What targeting says, held against the day and against what the repository says of its users.
enum TargetingRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let settings = inspection.settings.evaluation
    let contexts = settings.contexts.compactMap { try? FlagContexts.context(Array($0.json.utf8)) }
    for file in inspection.content.files {
      check(file.sharedFacts, in: file.path, on: inspection.today, settings, &report)
      checkAttributes(file.sharedAttributes, in: file.path, contexts, &report)
      for flag in file.flags {
        for state in flag.states {
          if state.isEnabled { check(state.facts, in: file.path, on: inspection.today, settings, &report) }
          checkAttributes(state.attributes, in: file.path, contexts, &report)
        }
      }
    }
  }

  private static func check(
    _ facts: TargetingFacts, in path: RepositoryPath, on today: CalendarDay, _ settings: FlagEvaluationSettings,
    _ report: inout FlagReport
  ) {
    for deadline in facts.deadlines {
      let day = CalendarDay(secondsSince1970: deadline.value)
      guard day < today else { continue }
      report.add(
        .timeOver, "the time of this condition was over on \(day)", in: path, at: deadline.range,
        help: "it never holds again: leave the condition out")
    }
    for list in facts.individuals where list.value > settings.individuals {
      report.add(
        .targetingIndividuals, "targeting names \(list.value) users one by one, more than \(settings.individuals)",
        in: path, at: list.range, help: "give them an attribute or a group in common, and target that")
    }
  }

  /// Attributes that some format fills in by itself.
  private static let provided: Set<String> = ["targetingKey", "key", "anonymous", "env"]

  private static func checkAttributes(
    _ attributes: [Placed<String>], in path: RepositoryPath, _ contexts: [FlagValue], _ report: inout FlagReport
  ) {
    guard !contexts.isEmpty else { return }
    for attribute in attributes where !provided.contains(attribute.value) {
      let parts = attribute.value.split(separator: ".", omittingEmptySubsequences: false)
      if contexts.contains(where: { has(parts[...], $0) }) { continue }
      let nearest = NearestName.match(for: attribute.value, among: contexts.flatMap { names(in: $0, "", depth: 0) })
      report.add(
        .contextAttribute, "no declared context has an attribute `\(FlagFindings.shown(attribute.value))`", in: path,
        at: attribute.range,
        help: nearest.map { "did you mean `\($0)`?" }
          ?? "mend the name, or declare the attribute in `contexts:` of gate.yml")
    }
  }

  private static func has(_ path: ArraySlice<Substring>, _ value: FlagValue) -> Bool {
    guard let part = path.first else { return true }
    switch value {
    case .object(let members):
      return members.contains { $0.name == part && has(path.dropFirst(), $0.value) }
    // Any index of a list may be asked for.
    case .list: return true
    case .null, .boolean, .number, .string: return false
    }
  }

  private static func names(in value: FlagValue, _ prefix: String, depth: Int) -> [String] {
    guard case .object(let members) = value, depth < 8 else { return [] }
    return members.flatMap { [prefix + $0.name] + names(in: $0.value, prefix + $0.name + ".", depth: depth + 1) }
  }
}
