package import GateModel

/// One thing that can be wrong with flags. A rule carries the examples that its tests run and its documentation shows.
package struct FlagRule: Sendable {
  /// The rule's name in reports and in gate.yml: `flag-`, `environment-` or `story-`, lower
  /// case and `-`.
  package let id: String
  /// How much a finding weighs where gate.yml says nothing and the finding has no reason to differ.
  package let severity: Severity
  /// What is found, in a few words.
  package let title: String
  /// Why it is wrong, and what comes of it.
  package let explanation: String
  /// What is found: each place that it is found at is marked.
  package let finds: FlagExample
  /// What looks like it and is right.
  package let ignores: FlagExample

  init(
    _ id: String, _ title: String, _ explanation: String, severity: Severity = .error, finds: FlagExample,
    ignores: FlagExample
  ) {
    self.id = id
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.finds = finds
    self.ignores = ignores
  }

  /// All rules, by topic and then in the order in which a reader meets them.
  package static let all: [FlagRule] = [
    shapes,
    keys,
    variants,
    values,
    descriptions,
    targeting,
    meanings,
    conditions,
    splits,
    rollouts,
    references,
    environments,
    environmentFlags,
    dependencies,
    stories,
    lifecycle,
    expiry,
    changes,
    rolloutChanges,
  ].flatMap(\.self)

  /// The rule with the id, `nil` where there is none.
  package static func named(_ id: String) -> FlagRule? { byID[id] }

  private static let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
}
