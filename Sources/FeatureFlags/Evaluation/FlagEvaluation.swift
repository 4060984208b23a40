package import GateModel

/// What somebody gets of a flag, and why.
package struct FlagEvaluation: Hashable, Sendable {
  /// https://openfeature.dev/specification/types#resolution-reason
  package enum Reason: String, Hashable, Sendable {
    /// There is no targeting, so everybody gets the default.
    case fixed = "STATIC"
    /// The targeting chose nothing.
    case standard = "DEFAULT"
    case targetingMatch = "TARGETING_MATCH"
    /// Chosen by lot; who gets what is not known here.
    case split = "SPLIT"
    case disabled = "DISABLED"
    /// It depends on what gate does not evaluate.
    case unknown = "UNKNOWN"
    case error = "ERROR"
  }

  package var key: String
  /// The definition that was evaluated, `nil` where there is none.
  package var path: RepositoryPath?
  package var environment: String?
  package var reason: Reason
  /// The variant that is served; `nil` where the calling code gets its own default, or where it is not known.
  package var variant: String?
  package var value: FlagValue?
  /// What can be served, where it is not one known variant.
  package var outcome: FlagOutcome?
  package var failure: EvaluationFailure?

  package init(
    _ key: String, in path: RepositoryPath? = nil, environment: String? = nil, _ reason: Reason, variant: String? = nil,
    value: FlagValue? = nil, outcome: FlagOutcome? = nil, failure: EvaluationFailure? = nil
  ) {
    self.key = key
    self.path = path
    self.environment = environment
    self.reason = reason
    self.variant = variant
    self.value = value
    self.outcome = outcome
    self.failure = failure
  }
}
