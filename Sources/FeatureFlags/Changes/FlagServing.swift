/// What a state serves, wherever it is written.
struct FlagServing: Hashable {
  struct Branch: Hashable {
    var name: String?
    var condition: FlagBranch.Condition
    var outcome: FlagOutcome
    var segments: [String]
    var text: FlagValue?
  }

  var isEnabled: Bool
  var branches: [Branch]
  var fallback: FlagOutcome
  var disabled: FlagOutcome
  var targeting: FlagValue?
  var attributes: [String]
  var bucketing: String?
  var salt: String?
  var start: FlagTime?
  var end: FlagTime?

  init(_ state: FlagState) {
    isEnabled = state.isEnabled
    branches = state.branches.map {
      Branch(
        name: $0.name, condition: $0.condition, outcome: $0.outcome, segments: $0.segments.map(\.value), text: $0.text)
    }
    fallback = state.fallback.value
    disabled = state.disabled
    targeting = state.targeting
    attributes = state.attributes.map(\.value)
    bucketing = state.bucketing?.value
    salt = state.salt?.value
    start = state.window?.start?.value
    end = state.window?.end?.value
  }
}
