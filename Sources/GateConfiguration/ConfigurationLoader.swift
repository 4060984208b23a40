import DocumentTree
package import GateModel

/// Turns the text of a gate.yml into a ``Configuration``.
package enum ConfigurationLoader {
  /// The names of the output formats for `format:` that every gate reads.
  package static let standardFormats = [
    "actionlint", "black", "checkstyle", "eslint", "flake8", "gcc", "hadolint", "prettier", "ruff", "sarif",
    "shellcheck", "swift-format", "unix", "yamllint",
  ]

  /// The runners that `kind: tests` knows.
  package static let runners = [
    "pytest", "unittest", "node", "jest", "vitest", "mocha", "ava", "npm", "swift", "go", "cargo", "nextest", "bats",
    "maven", "gradle",
  ]

  /// Reads `bytes`, shown to a person as `path`.
  ///
  /// `presets` is asked only for the presets that are named. `formats` are the output formats that a `run:` may have.
  ///
  /// - Throws: `ConfigurationErrors` with everything that is wrong, in the order of the file.
  package static func load(
    _ bytes: [UInt8], path: String = "gate.yml", presets: PresetLibrary = .bundled,
    formats: [String] = standardFormats
  ) throws(ConfigurationErrors) -> Configuration {
    var problems = Problems()
    let configuration = decode(bytes, presets: presets, formats: formats, problems: &problems)
    if problems.errors.isEmpty, let configuration { return configuration }
    let ordered = problems.errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    throw ConfigurationErrors(path: path, errors: ordered)
  }

  /// As ``load(_:path:presets:formats:)``, with presets that are already decoded.
  package static func load(
    _ bytes: [UInt8], path: String, presets: [String: Preset], formats: [String] = standardFormats
  ) throws(ConfigurationErrors) -> Configuration {
    try load(bytes, path: path, presets: PresetLibrary(presets), formats: formats)
  }

  private static func decode(
    _ bytes: [UInt8], presets: PresetLibrary, formats: [String], problems: inout Problems
  ) -> Configuration? {
    let document: DocumentNode
    do {
      let start = SourcePosition(line: 1, column: 1)
      document = try YAMLDocument.parse(bytes) ?? DocumentNode(.mapping([]), start: start, end: start)
    } catch {
      problems.report(.syntax(error.message), at: error.position)
      return nil
    }
    guard
      let fields = Fields(
        document, place: nil, named: "gate.yml", known: ConfigurationKeys.top, problems: &problems,
        isFree: { $0.hasPrefix("x-") })
    else { return nil }

    readVersion(fields, &problems)
    let checks = readChecks(fields, CheckDecoder(presets: presets, formats: formats), &problems)
    var configuration = Configuration(hooks: readHooks(fields, checks.ids, &problems), checks: checks.decoded)
    if let node = fields["fail_fast"] {
      configuration.failFast = problems.boolean("fail_fast", node) ?? false
    }
    if let node = fields["fix"] { readFixPolicy(node, &configuration, &problems) }
    if let node = fields["budget"] { readBudgets(node, &configuration, &problems) }
    leaveTestsToPush(&configuration)
    if let node = fields["jobs"] { configuration.jobs = problems.integer("jobs", node, in: 1...1024) }
    if let node = fields["link"] {
      configuration.linkedDirectories = problems.directories("link", node) ?? []
    }
    if let node = fields["cache"] { configuration.remoteCache = CacheDecoder.decode(node, &problems) }
    if let node = fields["stories"] {
      configuration.stories = StoriesDecoder.decode(node, checks: checks.ids, &problems)
    }
    if let node = fields["warm"] { readWarmedHook(node, &configuration, &problems) }
    return configuration
  }

  /// `warm: pre-push`.
  private static func readWarmedHook(
    _ node: DocumentNode, _ configuration: inout Configuration, _ problems: inout Problems
  ) {
    guard let hook: Configuration.WarmedHook = problems.choice("warm", node, as: "hook for \"warm\"") else { return }
    if configuration.hooks[hook.rawValue] == nil {
      problems.report(
        .invalidValue(key: "warm", problem: "\"hooks\" lists no checks for \(hook.rawValue)"), at: node.start)
    }
    configuration.warmedHook = hook
  }

  /// `fix: apply` for every hook, or `fix: {pre-commit: apply}` for some.
  private static func readFixPolicy(
    _ node: DocumentNode, _ configuration: inout Configuration, _ problems: inout Problems
  ) {
    guard case .mapping = node.content else {
      if node.string == nil {
        return problems.wrongType("fix", "off, suggest or apply, or one of them for each hook", node)
      }
      configuration.fixes = problems.choice("fix", node, as: "fix policy") ?? .suggest
      return
    }
    for entry in problems.entries("fix", node) ?? [] {
      guard let hook = entry.key.scalarText else { continue }
      if !GitHook.names.contains(hook) {
        problems.reportUnknown("hook", hook, at: entry.key.start, known: GitHook.names)
      }
      if let policy: FixPolicy = problems.choice(hook, entry.value, as: "fix policy") {
        configuration.hookFixes[hook] = policy
      }
    }
  }

  /// `budget: {pre-commit: 2s}`. What such a hook lists pre-push runs as well, whether or not it lists it: whatever the hook
  /// leaves out has to be looked at before anybody else sees it, and what it did not leave out is known by then.
  private static func readBudgets(
    _ node: DocumentNode, _ configuration: inout Configuration, _ problems: inout Problems
  ) {
    for entry in problems.entries("budget", node) ?? [] {
      guard let hook = entry.key.scalarText else { continue }
      if !GitHook.names.contains(hook) {
        problems.reportUnknown("hook", hook, at: entry.key.start, known: GitHook.names)
      } else if !GitHook.budgeted.contains(hook) {
        let names = GitHook.budgeted.joined(separator: ", ")
        let problem = "only what comes before a commit can leave checks to pre-push: \(names)"
        problems.report(.invalidValue(key: hook, problem: problem), at: entry.key.start)
      }
      guard let budget = problems.duration(hook, entry.value) else { continue }
      configuration.budgets[hook] = budget
    }
    for hook in configuration.budgets.keys.sorted() {
      guard let checks = configuration.hooks[hook], !checks.isEmpty else { continue }
      let listed = configuration.hooks["pre-push", default: []]
      configuration.hooks["pre-push"] = listed + checks.filter { !listed.contains($0) }
    }
  }

  /// Tests with a budget of their own before a commit: pre-push runs what they leave, whether or not it lists them.
  private static func leaveTestsToPush(_ configuration: inout Configuration) {
    let limited = Set(
      configuration.checks.filter { check in
        if case .limit = check.testSettings?.budget { return true }
        return false
      }.map(\.id))
    for hook in GitHook.budgeted {
      for check in configuration.hooks[hook] ?? []
      where limited.contains(check) && !configuration.checksMadeGoodBeforePush.contains(check) {
        configuration.hooks["pre-push", default: []].append(check)
      }
    }
  }

  private static func readVersion(_ fields: Fields, _ problems: inout Problems) {
    guard let node = fields["version"] else {
      problems.report(.missingKey("\"version: 1\"", place: nil), at: fields.position)
      return
    }
    guard case .plain(let text) = node.content, ScalarKind(plain: text) == .number else {
      return problems.wrongType("version", "the number 1", node)
    }
    if text != "1" {
      problems.report(
        .invalidValue(key: "version", problem: "this gate reads version 1, not \(text.prefix(20))"), at: node.start)
    }
  }

  /// The checks that could be read, and the names of all of them, so that a hook may list one that has errors of its own.
  private static func readChecks(
    _ fields: Fields, _ decoder: CheckDecoder, _ problems: inout Problems
  ) -> (decoded: [CheckConfiguration], ids: [String]) {
    guard let node = fields["checks"], let entries = problems.entries("checks", node) else { return ([], []) }
    var decoded: [CheckConfiguration] = []
    var ids: [String] = []
    var needs = NeedGraph()
    for entry in entries {
      guard let id = entry.key.scalarText else { continue }
      ids.append(id)
      if !CheckID.isValid(id) {
        problems.report(
          .invalidValue(
            key: id,
            problem: "a check's name is made of at most 100 letters, digits, \"-\" (not first), \"_\", \".\" and \"/\""),
          at: entry.key.start)
      }
      if let check = decoder.decode(CheckID(id), entry.value, &needs, &problems) { decoded.append(check) }
    }
    needs.report(among: ids, &problems)
    return (decoded, ids)
  }

  private static func readHooks(
    _ fields: Fields, _ checks: [String], _ problems: inout Problems
  ) -> [String: [CheckID]] {
    guard let node = fields["hooks"], let entries = problems.entries("hooks", node) else { return [:] }
    let known = Set(checks)
    var hooks: [String: [CheckID]] = [:]
    for entry in entries {
      guard let hook = entry.key.scalarText else { continue }
      if !GitHook.names.contains(hook) {
        problems.reportUnknown("hook", hook, at: entry.key.start, known: GitHook.names)
      }
      guard let items = problems.items(hook, entry.value, allowsOne: false) else { continue }
      var listed: [CheckID] = []
      var names: Set<String> = []
      for item in items {
        guard let name = problems.string(hook, item, expected: "the name of a check") else { continue }
        let isFirst = names.insert(name).inserted
        if !known.contains(name) {
          problems.reportUnknown("check", name, at: item.start, known: checks)
        } else if !isFirst {
          problems.report(.listedTwice(check: name, hook: hook), at: item.start)
        }
        listed.append(CheckID(name))
      }
      hooks[hook] = listed
    }
    return hooks
  }
}

extension CheckID {
  /// Whether `name` may be the name of a check: it must survive in a command line, a report and a cache key.
  static func isValid(_ name: String) -> Bool {
    let isLetterOrDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) }
    guard (1...100).contains(name.utf8.count), name.utf8.first != UInt8(ascii: "-") else { return false }
    return name.utf8.allSatisfy { isLetterOrDigit($0) || "-_./".utf8.contains($0) }
  }
}
