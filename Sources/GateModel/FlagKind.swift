/// Why a flag exists, which says how long it should.
package enum FlagKind: String, Hashable, Sendable, CaseIterable {
  /// Hides what is not finished; goes when it is.
  case release
  /// Compares variants; goes when one has won.
  case experiment
  /// Lets operations turn something off or down.
  case ops
  /// Says who may do something; stays.
  case permission
  /// Turns a feature off in an emergency; stays as long as the feature does.
  case killSwitch = "kill-switch"

  /// Whether a flag of the kind is meant to go.
  package var isTemporary: Bool { self == .release || self == .experiment }
}
