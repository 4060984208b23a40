import GateModel

/// What a change does to flags, held against the code and the users that it reaches.
enum ChangeRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    guard let base = inspection.base, base.isComplete, inspection.content.isComplete else { return }
    let changes = FlagChanges(from: base, to: inspection.content)
    checkGone(changes, inspection, &report)
    let before = reads(base)
    for change in changes.flags where change.kind == .changed || change.kind == .added {
      let isAskedDifferently =
        ReadShape.all(before[change.key] ?? []) != ReadShape.all(change.reads.filter { !$0.isTest })
      RolloutChangeRules.check(change, inspection.settings, isAskedDifferently: isAskedDifferently, &report)
      if change.kind == .added { continue }
      checkType(change, &report)
      checkVariants(change, inspection.content, &report)
      checkExpiry(change, inspection, &report)
    }
    checkDependencies(changes, inspection.content, &report)
  }

  private static func reads(_ content: FlagContent) -> [String: [FlagReference]] {
    Dictionary(grouping: content.references.filter { $0.kind == .read && !$0.isTest }, by: \.key)
  }

  /// How code asks for a flag, wherever the lines are.
  private struct ReadShape: Hashable {
    var path: RepositoryPath
    var call: String
    var codeDefault: FlagValue?

    static func all(_ reads: [FlagReference]) -> [ReadShape: Int] {
      Dictionary(
        reads.map { (ReadShape(path: $0.path, call: $0.call, codeDefault: $0.codeDefault), 1) }, uniquingKeysWith: +)
    }
  }

  // MARK: - What is gone

  private static func checkGone(
    _ changes: FlagChanges, _ inspection: FlagInspection, _ report: inout FlagReport
  ) {
    let gone = inspection.removedKeys
    let byKey = Dictionary(
      changes.flags.filter { $0.kind == .renamed || $0.kind == .removed }.map { ($0.oldKey ?? $0.key, $0) },
      uniquingKeysWith: { first, _ in first })
    for read in inspection.content.references where read.kind == .read && gone.contains(read.key) {
      guard let change = byKey[read.key], let old = change.old.first?.flag else { continue }
      let key = FlagFindings.shown(read.key)
      let severity = read.isTest ? Severity.warning : nil
      if change.kind == .renamed {
        report.add(
          .renamedRead, "`\(read.call)` asks for flag `\(key)`, which is `\(FlagFindings.shown(change.key))` now",
          in: read.path, at: read.range, severity: severity,
          help: "ask for the new key; programs that run ask for the old one, so keep both until they are gone")
      } else {
        report.add(
          .removedRead, "`\(read.call)` asks for flag `\(key)`, which this change removes", in: read.path,
          at: read.range, severity: severity,
          help: "it stood at \(old.path):\(old.range.line); remove the code that asks for it first, or with it")
      }
    }
  }

  // MARK: - What becomes something else

  private static func checkType(_ change: FlagChange, _ report: inout FlagReport) {
    let (old, new) = (Set(change.old.map(\.flag.type)), Set(change.new.map(\.flag.type)))
    guard old.count == 1, new.count == 1, let before = old.first.flatMap(\.self), let after = new.first.flatMap(\.self),
      before != after, let flag = change.new.first?.flag
    else { return }
    report.add(
      .typeChanged,
      "flag `\(FlagFindings.shown(change.key))` was a \(before.rawValue) flag and becomes a \(after.rawValue) flag",
      in: flag.path, at: flag.range,
      help: "programs that run ask for the old type, and get their own default; give the new one a key of its own")
  }

  /// A default in code, or the value of a test, that was a variant and is none any more.
  private static func checkVariants(_ change: FlagChange, _ content: FlagContent, _ report: inout FlagReport) {
    let kept = change.new.flatMap(\.flag.variants)
    let lost = change.old.flatMap(\.flag.variants).filter { old in !kept.contains { $0.value == old.value } }
    guard !lost.isEmpty, !kept.isEmpty else { return }
    let uses = change.reads + content.references.filter { $0.kind == .override && $0.key == change.key }
    for use in uses {
      guard let value = use.codeDefault, let variant = lost.first(where: { $0.value == value }) else { continue }
      if case .boolean = value { continue }
      report.add(
        .variantRemoved,
        "`\(use.call)` uses the value of variant `\(FlagFindings.shown(variant.name))` of flag "
          + "`\(FlagFindings.shown(change.key))`, which this change removes",
        in: use.path, at: use.range, severity: use.isTest ? .warning : nil,
        help: "the variants are \(FlagFindings.list(kept.map(\.name)))")
    }
  }

  private static func checkExpiry(
    _ change: FlagChange, _ inspection: FlagInspection, _ report: inout FlagReport
  ) {
    let (before, after) = (FlagChangeDetails.joined(change.old), FlagChangeDetails.joined(change.new))
    guard case .after(let old)? = before.expires?.value, let expires = after.expires,
      let place = change.new.first?.flag,
      old.number - inspection.today.number <= inspection.settings.lifecycle.warningDays
    else { return }
    if case .after(let new) = expires.value, new <= old { return }
    let path = change.new.first { $0.flag.metadata.expires == expires }?.flag.path ?? place.path
    let new = if case .after(let day) = expires.value { "to \(day)" } else { "for ever" }
    report.add(
      .expiryExtended, "flag `\(FlagFindings.shown(change.key))` was to go on \(old), and stays \(new)", in: path,
      at: expires.range, help: "say in the description or the issue what it still waits for")
  }

  // MARK: - What others depend on

  /// A variant that another flag needs and that is not served any more. That a flag is gone or disabled, other rules tell.
  private static func checkDependencies(
    _ changes: FlagChanges, _ content: FlagContent, _ report: inout FlagReport
  ) {
    let changed = Dictionary(
      changes.flags.filter { $0.kind == .changed }.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    if changed.isEmpty { return }
    for flag in content.flags {
      for need in flag.prerequisites {
        guard need.isEnabled, let variant = need.variant, let change = changed[need.key] else { continue }
        let broken = change.settings.first { setting in
          guard let before = setting.before, let after = setting.after, after.isEnabled else { return false }
          if let environment = need.environment, let own = setting.environment, own != environment { return false }
          return canServe(variant, before) && !canServe(variant, after)
        }
        guard let broken else { continue }
        let place = broken.environment.map { " in \(FlagFindings.shown($0))" } ?? ""
        report.add(
          .dependencyBroken,
          "flag `\(FlagFindings.shown(flag.key))` needs `\(FlagFindings.shown(variant))` of flag "
            + "`\(FlagFindings.shown(need.key))`, which this change stops serving\(place)",
          in: flag.path, at: need.range,
          help: "\(broken.path):\(broken.after?.fallback.range.line ?? 1) serves something else now")
      }
    }
  }

  private static func canServe(_ variant: String, _ state: FlagState) -> Bool {
    state.exposure(to: variant).upperBound > 0
  }
}

extension FlagInspection {
  /// The keys that the base defines and the content does not; empty where there is no base.
  var removedKeys: Set<String> {
    guard let base, base.isComplete, content.isComplete else { return [] }
    return Set(base.flags.map(\.key)).subtracting(content.flags.map(\.key))
  }

  /// The keys that code other than tests asked for before the change; empty where there is no base.
  var keysReadBefore: Set<String> {
    guard let base, base.isComplete else { return [] }
    return Set(base.references.lazy.filter { $0.kind == .read && !$0.isTest }.map(\.key))
  }
}
