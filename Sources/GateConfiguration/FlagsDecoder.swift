import DocumentTree
import GateModel

/// Reads what only a check of feature flags has.
enum FlagsDecoder {
  static func decode(_ fields: Fields, _ problems: inout Problems) -> CheckConfiguration.FlagOptions? {
    let references = fields["references"].flatMap { problems.patterns("references", $0) } ?? []
    let settings = settings(fields, &problems)
    guard let node = fields.required("definitions", &problems),
      let definitions = problems.patterns("definitions", node)
    else { return nil }
    if case .sequence([]) = node.content {
      problems.report(.invalidValue(key: "definitions", problem: "it is empty"), at: node.start)
    }
    return .init(definitions: definitions, references: references, settings: settings)
  }

  /// What all checks of flags and of environments have.
  static func settings(_ fields: Fields, _ problems: inout Problems) -> FlagSettings {
    var settings = FlagSettings()
    if let node = fields["rules"] { settings.weights = weights(node, &problems) }
    if let node = fields["environments"], let names = problems.strings("environments", node) {
      settings.environments = names
    }
    if let node = fields["key_style"] { settings.keys.style = problems.choice("key_style", node, as: "style") }
    if let node = fields["aliases"], let items = problems.items("aliases", node, allowsOne: true) {
      settings.references.aliases = items.compactMap { problems.choice("aliases", $0, as: "way of writing a key") }
    }
    lifecycle(fields, &settings, &problems)
    if let node = fields["wrappers"] { settings.references.wrappers = wrappers(node, &problems) }
    settings.evaluation = FlagEvaluationDecoder.decode(fields, &problems)
    return settings
  }

  /// Who answers for a flag, how long it lives, and how much of it one change may turn on.
  private static func lifecycle(_ fields: Fields, _ settings: inout FlagSettings, _ problems: inout Problems) {
    if let node = fields["require"], let items = problems.items("require", node, allowsOne: true) {
      settings.lifecycle.required = items.compactMap { problems.choice("require", $0, as: "property of a flag") }
    }
    if let node = fields["owners"], let owners = problems.strings("owners", node) { settings.lifecycle.owners = owners }
    if let node = fields["expiry_warning"], let days = problems.days("expiry_warning", node) {
      settings.lifecycle.warningDays = days
    }
    if let node = fields["settled_after"], let days = problems.days("settled_after", node) {
      settings.lifecycle.settledDays = days
    }
    for entry in fields["lifetimes"].flatMap({ problems.entries("lifetimes", $0) }) ?? [] {
      guard let name = entry.key.scalarText,
        let kind: FlagKind = problems.choice(name, entry.key, as: "kind of flag")
      else { continue }
      settings.lifecycle.lifetimes.removeAll { $0.kind == kind }
      if entry.value.scalarText == "never" { continue }
      if let days = problems.days(name, entry.value) {
        settings.lifecycle.lifetimes.append(.init(kind, days: days))
      }
    }
    if let node = fields["max_step"], let share = problems.share("max_step", node) { settings.changes.step = share }
  }

  /// Functions of the repository's own that take a key: each its name, or a mapping that says more.
  private static func wrappers(_ node: DocumentNode, _ problems: inout Problems) -> [FlagReferenceSettings.Wrapper] {
    let items: [DocumentNode]
    if case .sequence(let list) = node.content { items = list } else { items = [node] }
    return items.compactMap { item in
      guard case .mapping = item.content else {
        return problems.string("wrappers", item, expected: "the name of a function").map { .init($0) }
      }
      let keys = ConfigurationKeys.wrapper
      guard
        let fields = Fields(
          item, place: "an entry of \"wrappers\"", named: "wrappers", known: keys, problems: &problems),
        let node = fields.required("name", &problems), let name = problems.string("name", node)
      else { return nil }
      var wrapper = FlagReferenceSettings.Wrapper(name)
      if let node = fields["key"] { wrapper.place = (problems.integer("key", node, in: 1...20) ?? 1) - 1 }
      if let node = fields["type"] { wrapper.type = problems.choice("type", node, as: "type") }
      return wrapper
    }
  }

  /// `rule: off`, or the severity that its findings have.
  private static func weights(_ node: DocumentNode, _ problems: inout Problems) -> [FlagSettings.RuleWeight] {
    (problems.entries("rules", node) ?? []).compactMap { entry in
      guard let rule = entry.key.scalarText else { return nil }
      let place = entry.key.start
      // A bare `off` is a truth value in the YAML of old and a word in the one of today; either way it is meant.
      if entry.value.scalarText == "off" { return .init(rule, nil, line: place.line) }
      guard let text = problems.string(rule, entry.value) else { return nil }
      guard let severity = Severity(rawValue: text) else {
        let known = ["off"] + Severity.allCases.map(\.rawValue)
        problems.reportUnknown("severity", text, at: entry.value.start, known: known)
        return nil
      }
      return .init(rule, severity, line: place.line)
    }
  }
}
