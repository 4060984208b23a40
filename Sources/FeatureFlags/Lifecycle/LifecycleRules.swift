import GateModel

/// Who answers for a flag, and what has to be said about it.
enum LifecycleRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let content = inspection.content
    let settings = inspection.settings
    let habits = Habits(content)
    let reads = Dictionary(
      grouping: content.references.filter { $0.kind == .read && !$0.isTest }, by: \.key)
    for life in FlagLife.all(in: content) {
      checkOwner(life, habits, settings.lifecycle, &report)
      checkIssue(life, habits, settings.lifecycle, &report)
      checkRequired(life, settings.lifecycle, &report)
      ExpiryRules.check(life, reads[life.place.key] ?? [], inspection, isUsual: habits.expiry(of: life), &report)
      SettledRules.check(life, inspection, &report)
    }
    TestedSideRules.check(inspection, &report)
  }

  /// What is said about some flags of a file, and so is missing where it is not said about others.
  struct Habits {
    private var owned: Set<RepositoryPath> = []
    private var expiring: Set<RepositoryPath> = []
    private var tracked: Set<RepositoryPath> = []

    init(_ content: FlagContent) {
      for flag in content.flags {
        if flag.metadata.owner != nil { owned.insert(flag.path) }
        if flag.metadata.expires != nil { expiring.insert(flag.path) }
        if flag.metadata.issue != nil { tracked.insert(flag.path) }
      }
    }

    func owner(of life: FlagLife) -> Bool { life.flags.contains { owned.contains($0.path) } }
    func expiry(of life: FlagLife) -> Bool { life.flags.contains { expiring.contains($0.path) } }
    func issue(of life: FlagLife) -> Bool { life.flags.contains { tracked.contains($0.path) } }
  }

  private static func checkOwner(
    _ life: FlagLife, _ habits: Habits, _ settings: FlagLifecycleSettings, _ report: inout FlagReport
  ) {
    guard let owner = life.metadata.owner else {
      let isRequired = settings.required.contains(.owner)
      guard isRequired || habits.owner(of: life) else { return }
      report.add(
        .ownerMissing, "nobody answers for flag `\(life.key)`", in: life.place.path, at: life.place.range,
        severity: isRequired ? .error : nil,
        help: "add `owner`" + (isRequired ? "" : "; other flags of the file have one"))
      return
    }
    guard !settings.owners.isEmpty, !settings.owners.contains(where: { isSame($0, owner.value) }) else { return }
    report.add(
      .ownerUnknown, "there is no owner `\(FlagFindings.shown(owner.value))`", in: owner.path ?? life.place.path,
      at: owner.range,
      help: FlagFindings.suggestion(for: owner.value, among: settings.owners)
        ?? "the owners are \(FlagFindings.list(settings.owners))")
  }

  /// Whether two names mean the same owner: `@acme/web` is `web`.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    let left = left.lowercased().drop { $0 == "@" }
    let right = right.lowercased().drop { $0 == "@" }
    if left == right { return true }
    let (first, second) = (left.split(separator: "/"), right.split(separator: "/"))
    return first.count != second.count && first.last == second.last
  }

  private static func checkIssue(
    _ life: FlagLife, _ habits: Habits, _ settings: FlagLifecycleSettings, _ report: inout FlagReport
  ) {
    guard life.isTemporary == true, life.metadata.issue == nil else { return }
    let isRequired = settings.required.contains(.issue)
    guard isRequired || habits.issue(of: life) else { return }
    report.add(
      .issueMissing, "no issue tracks the removal of flag `\(life.key)`", in: life.place.path, at: life.place.range,
      severity: isRequired ? .error : nil,
      help: "add `issue`" + (isRequired ? "" : "; other flags of the file have one"))
  }

  private static func checkRequired(
    _ life: FlagLife, _ settings: FlagLifecycleSettings, _ report: inout FlagReport
  ) {
    let missing = settings.required.filter { lacks($0, life) }.map(\.rawValue)
    if missing.isEmpty { return }
    report.add(
      .metadataMissing, "flag `\(life.key)` has no \(FlagFindings.list(missing))", in: life.place.path,
      at: life.place.range, help: "gate.yml requires it")
  }

  private static func lacks(_ requirement: FlagLifecycleSettings.Requirement, _ life: FlagLife) -> Bool {
    let metadata = life.metadata
    switch requirement {
    case .description: return metadata.description == nil
    case .kind: return metadata.kind == nil
    case .created: return metadata.created == nil
    case .story: return metadata.story == nil
    case .tests: return metadata.tests.isEmpty
    case .rollback: return metadata.rollback == nil
    case .safe: return metadata.safeVariant == nil
    case .tags: return metadata.tags.isEmpty
    // Rules of their own tell of these.
    case .owner, .expires, .issue: return false
    }
  }
}
