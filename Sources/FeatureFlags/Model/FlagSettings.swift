package import GateModel

/// What a repository asks of its flags.
package struct FlagSettings: Hashable, Sendable {
  /// How much the findings of a rule weigh here, by the rule's id; `off` for none at all.
  package enum Weight: Hashable, Sendable {
    case off
    case severity(Severity)
  }

  package var weights: [String: Weight]
  /// The environments in the order in which a change reaches them; the last one is production.
  package var environments: [String]
  package var references = ReferenceSettings()

  package init(
    weights: [String: Weight] = [:], environments: [String] = ["development", "staging", "production"]
  ) {
    self.weights = weights
    self.environments = environments
  }

  /// The environment that real users see.
  package var production: String? { environments.last }

  /// `findings` with the weights of this repository.
  package func weighed(_ findings: [Finding]) -> [Finding] {
    if weights.isEmpty { return findings }
    return findings.compactMap { finding in
      switch weights[finding.rule] {
      case nil: return finding
      case .off: return nil
      case .severity(let severity):
        var weighed = finding
        weighed.severity = severity
        return weighed
      }
    }
  }
}
