/// What a repository asks of its flags: options of `kind: flags` in gate.yml.
///
/// Its description is part of what verdicts are kept by, so that no option can be forgotten there. It holds no dictionaries
/// and no sets, whose order differs from run to run.
package struct FlagSettings: Hashable, Sendable {
  /// How much the findings of one rule weigh in a repository.
  package struct RuleWeight: Hashable, Sendable {
    /// The rule's id.
    package var rule: String
    /// `nil`: its findings are not told at all.
    package var severity: Severity?
    /// The line of gate.yml that says so, 0 where none does.
    package var line: Int

    package init(_ rule: String, _ severity: Severity?, line: Int = 0) {
      self.rule = rule
      self.severity = severity
      self.line = line
    }
  }

  /// Rules that weigh something else here than usual, each once.
  package var weights: [RuleWeight]
  /// The environments in the order in which a change reaches them; the last one is production.
  package var environments: [String]
  /// What is asked of keys.
  package var keys: FlagKeySettings
  /// What is asked of the configuration of environments.
  package var configuration = EnvironmentSettings()
  /// How code refers to flags here.
  package var references = FlagReferenceSettings()
  /// What is worked on.
  package var stories: [Story] = []
  /// How flags are evaluated, and for whom.
  package var evaluation = FlagEvaluationSettings()
  /// What is asked of who answers for a flag, and of how long it lives.
  package var lifecycle = FlagLifecycleSettings()
  /// What is asked of one change.
  package var changes = FlagChangeSettings()

  package init(
    weights: [RuleWeight] = [], environments: [String] = ["development", "staging", "production"],
    keys: FlagKeySettings = FlagKeySettings()
  ) {
    self.weights = weights
    self.environments = environments
    self.keys = keys
  }

  /// The environment that real users see.
  package var production: String? { environments.last }

  /// `findings` with the weights of this repository.
  package func weighed(_ findings: [Finding]) -> [Finding] {
    if weights.isEmpty { return findings }
    let severities = Dictionary(weights.map { ($0.rule, $0.severity) }, uniquingKeysWith: { $1 })
    return findings.compactMap { finding in
      guard let severity = severities[finding.rule] else { return finding }
      guard let severity else { return nil }
      var weighed = finding
      weighed.severity = severity
      return weighed
    }
  }
}
