import DocumentTree
import GateModel

/// Reads one entry of `checks:`.
struct CheckDecoder {
  let presets: PresetLibrary
  let formats: [String]

  /// The check, or `nil` where that has been reported which keeps it from being one.
  ///
  /// - Parameter needs: is told which checks it needs; whether they exist can be said when all of them are read.
  func decode(
    _ id: CheckID, _ node: DocumentNode, _ needs: inout NeedGraph, _ problems: inout Problems
  ) -> CheckConfiguration? {
    let place = "check \(quoted(id.name))"
    let known = ConfigurationKeys.check.map(\.name)
    guard let fields = Fields(node, place: place, named: id.name, known: known, problems: &problems) else { return nil }
    var settings: CheckConfiguration.Kind?
    if let kind = kind(of: fields, &problems) {
      reportMisplacedKeys(kind, fields, &problems)
      settings = self.settings(kind, fields, &problems)
    }
    // What all kinds have is read in any case, so that its errors are reported in the same run.
    var check = CheckConfiguration(id: id, kind: settings ?? .secrets(.init()))
    if let settings { check.fix = fix(of: settings, fields, &problems) }
    let complete = common(check, fields, &needs, &problems)
    return settings == nil ? nil : complete
  }

  private func reportMisplacedKeys(_ kind: CheckKind, _ fields: Fields, _ problems: inout Problems) {
    for key in ConfigurationKeys.check where !key.kinds.contains(kind) {
      guard let misplaced = fields.key(key.name) else { continue }
      let reason = ConfigurationError.Reason.misplacedKey(
        key.name, kinds: key.kinds.map(\.rawValue), place: fields.place, kind: kind.rawValue)
      problems.report(reason, at: misplaced.start)
    }
  }

  /// What the check does: what `kind` says, or what `preset` or `run` implies.
  private func kind(of fields: Fields, _ problems: inout Problems) -> CheckKind? {
    if let node = fields["kind"] { return problems.choice("kind", node, as: "kind") }
    let run = fields.key("run")
    if let preset = fields.key("preset") {
      guard let run else { return .lint }
      let second = max(run.start, preset.start)
      problems.report(.conflictingKeys("preset", "run", place: fields.place), at: second)
      return nil
    }
    if run != nil { return .command }
    problems.report(.missingKey("one of \"preset\", \"run\" and \"kind\"", place: fields.place), at: fields.position)
    return nil
  }

  // MARK: - What only one kind has

  private func settings(
    _ kind: CheckKind, _ fields: Fields, _ problems: inout Problems
  ) -> CheckConfiguration.Kind? {
    switch kind {
    case .command: command(fields, &problems)
    case .lint: lint(fields, &problems)
    case .tests: tests(fields, &problems)
    case .secrets: .secrets(SecretsDecoder.decode(fields, &problems))
    case .flags: FlagsDecoder.decode(fields, &problems).map { .flags($0) }
    case .environments: .environments(EnvironmentsDecoder.decode(fields, &problems))
    }
  }

  private func command(_ fields: Fields, _ problems: inout Problems) -> CheckConfiguration.Kind? {
    var format: String?
    if let node = fields["format"], let name = problems.string("format", node) {
      format = name
      if !formats.contains(name) {
        problems.reportUnknown("output format", name, at: node.start, known: formats)
      }
    }
    guard let node = fields.required("run", &problems) else { return nil }
    return problems.string("run", node, expected: "a command line").map { .command(run: $0, format: format) }
  }

  private func lint(_ fields: Fields, _ problems: inout Problems) -> CheckConfiguration.Kind? {
    let arguments = fields["args"].flatMap { problems.arguments("args", $0) } ?? []
    guard let node = fields.required("preset", &problems), let name = problems.string("preset", node) else {
      return nil
    }
    do {
      if let preset = try presets.preset(named: name) { return .lint(preset: preset, arguments: arguments) }
      problems.reportUnknown("preset", name, at: node.start, known: presets.names)
    } catch {
      let first = error.lines.first ?? ""
      problems.report(.damagedPreset(name, problem: first), at: node.start)
    }
    return nil
  }

  private func fix(
    of kind: CheckConfiguration.Kind, _ fields: Fields, _ problems: inout Problems
  ) -> CheckConfiguration.Fix {
    switch kind {
    case .command:
      guard let node = fields["fix"] else { return .none }
      return problems.string("fix", node, expected: "a command line").map { .command($0) } ?? .none
    case .lint(let preset, _):
      let canFix = !preset.fixCommand.isEmpty
      guard let node = fields["fix"], let isWanted = problems.boolean("fix", node) else {
        return canFix ? .preset : .none
      }
      if isWanted, !canFix {
        problems.report(
          .invalidValue(key: "fix", problem: "the preset \(preset.name) cannot fix what it finds"), at: node.start)
      }
      return isWanted && canFix ? .preset : .none
    case .tests, .secrets, .flags, .environments:
      return .none
    }
  }

  private func tests(_ fields: Fields, _ problems: inout Problems) -> CheckConfiguration.Kind? {
    var settings = CheckConfiguration.TestSettings(run: nil, runner: nil, choice: .all)
    if let node = fields["run"] { settings.run = problems.string("run", node, expected: "a command line") }
    if let node = fields["runner"], let name = problems.string("runner", node) {
      settings.runner = name
      if !ConfigurationLoader.runners.contains(name) {
        problems.reportUnknown("runner", name, at: node.start, known: ConfigurationLoader.runners)
      }
    }
    if let node = fields["retries"] { settings.retries = problems.integer("retries", node, in: 0...10) ?? 0 }
    if let node = fields["map"] { settings.map = TestMapDecoder.decode(node, &problems) }
    if let node = fields["command"] {
      settings.command = problems.string("command", node, expected: "a command line")
      if fields["map"] != nil {
        problems.report(.invalidValue(key: "command", problem: "\"map\" says which tests to run"), at: node.start)
      }
    }
    if settings.map != nil || settings.command != nil { settings.choice = .affected }
    if let node = fields["select"] { settings.choice = problems.choice("select", node, as: "selection") ?? .all }
    if let node = fields["coverage"] { settings.coverage = CoverageDecoder.decode(node, &problems) }
    if let node = fields["budget"] { settings.budget = problems.testBudget("budget", node) }
    if let node = fields["full"] { settings.full = problems.share("full", node) }
    for key in ["budget", "full"] where settings.choice == .all {
      guard let misplaced = fields.key(key) else { continue }
      let problem = "it is for `select: affected`; all tests run without it"
      problems.report(.invalidValue(key: key, problem: problem), at: misplaced.start)
    }
    if fields["run"] == nil, fields["runner"] == nil {
      problems.report(.missingKey("one of \"runner\" and \"run\"", place: fields.place), at: fields.position)
      return nil
    }
    return .tests(settings)
  }

  // MARK: - What all kinds have

  private func common(
    _ check: CheckConfiguration, _ fields: Fields, _ needs: inout NeedGraph, _ problems: inout Problems
  ) -> CheckConfiguration {
    var check = check
    if case .lint(let preset, _) = check.kind {
      check.selector = FileSelector(include: preset.files, types: preset.types)
    }
    if let node = fields["files"], let patterns = problems.patterns("files", node) {
      check.selector.include = patterns
    }
    if let node = fields["exclude"], let patterns = problems.patterns("exclude", node) {
      check.selector.exclude = patterns
    }
    if let node = fields["types"], let types = problems.types("types", node) { check.selector.types = types }
    if let node = fields["root"], let root = problems.directory("root", node) { check.selector.root = root }
    if let node = fields["inputs"], let patterns = problems.patterns("inputs", node) { check.inputs = patterns }
    if let node = fields["env"], let names = problems.variables("env", node) { check.environment = names }
    if let node = fields["timeout"], let timeout = problems.duration("timeout", node) { check.timeout = timeout }
    if let node = fields["isolation"],
      let isolation: CheckTraits.Isolation = problems.choice("isolation", node, as: "isolation")
    {
      check.isolation = isolation
    }
    if let node = fields["needs"] { check.needs = readNeeds(of: check.id, node, &needs, &problems) }
    if let node = fields["writes"], let writes = problems.boolean("writes", node) { check.writes = writes }
    if let node = fields["cache"], let isCached = problems.boolean("cache", node) { check.isCached = isCached }
    if let node = fields["await"] { readAwaitedHook(node, &check, &problems) }
    return check
  }

  private func readNeeds(
    of check: CheckID, _ node: DocumentNode, _ needs: inout NeedGraph, _ problems: inout Problems
  ) -> [CheckID] {
    (problems.items("needs", node, allowsOne: true) ?? []).compactMap { item in
      guard let name = problems.string("needs", item, expected: "the name of a check") else { return nil }
      needs.add(name, neededBy: check.name, at: item.start)
      return CheckID(name)
    }
  }

  private func readAwaitedHook(_ node: DocumentNode, _ check: inout CheckConfiguration, _ problems: inout Problems) {
    check.awaitedHook = problems.choice("await", node, as: "hook for \"await\"")
    if check.awaitedHook == nil { return }
    let reason =
      check.isCached
      ? "a check that insists on the working tree cannot run while that is worked in"
      : "only a verdict that is kept can be waited for"
    if !check.isCached || check.isolation == .inPlace {
      problems.report(.invalidValue(key: "await", problem: reason), at: node.start)
    }
  }
}

private func max(_ left: SourcePosition, _ right: SourcePosition) -> SourcePosition {
  (left.line, left.column) < (right.line, right.column) ? right : left
}
