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
    settings.evaluation = FlagEvaluationDecoder.decode(fields, &problems)
    return settings
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
