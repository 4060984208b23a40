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
    if let node = fields["wrappers"] { settings.references.wrappers = wrappers(node, &problems) }
    settings.evaluation = FlagEvaluationDecoder.decode(fields, &problems)
    return settings
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
      if let node = fields["type"], let type = problems.string("type", node) {
        let types = ["boolean", "string", "number", "object"]
        if types.contains(type) {
          wrapper.type = type
        } else {
          problems.reportUnknown("type", type, at: node.start, known: types)
        }
      }
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
