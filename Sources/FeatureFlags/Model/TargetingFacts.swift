import GateModel

/// What targeting says that rules judge who know the day and the repository's settings.
package struct TargetingFacts: Hashable, Sendable {
  /// Times before which something applies, in seconds since 1970.
  package var deadlines: [Placed<Int64>] = []
  /// How many users are named one by one, for each list of them.
  package var individuals: [Placed<Int>] = []

  package init() {}
}
