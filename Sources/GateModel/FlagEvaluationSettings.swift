/// What a repository says about evaluating its flags.
package struct FlagEvaluationSettings: Hashable, Sendable {
  /// Somebody for whom flags are evaluated.
  package struct Context: Hashable, Sendable {
    package var name: String
    /// The attributes, a JSON object.
    package var json: String

    package init(_ name: String, json: String) {
      self.name = name
      self.json = json
    }
  }

  /// The kinds of users that there are, in the order of gate.yml. With any, an attribute that none has is a finding.
  package var contexts: [Context]
  /// How `fractional` deals people out: `v1`, `v2` or `v3`; `nil`: as flagd does today.
  package var bucketing: String?
  /// How many single users a list in targeting may name before it is a finding.
  package var individuals: Int

  package init(contexts: [Context] = [], bucketing: String? = nil, individuals: Int = 20) {
    self.contexts = contexts
    self.bucketing = bucketing
    self.individuals = individuals
  }
}
