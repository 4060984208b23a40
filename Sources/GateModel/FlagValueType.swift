/// What a flag evaluates to.
package enum FlagValueType: String, Hashable, Sendable, CaseIterable {
  case boolean
  case string
  /// Integers and floats alike, as in JSON.
  case number
  case object
}
