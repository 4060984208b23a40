import GateModel
import ResultCache

/// The order in which checks should start, as far as nothing else decides.
///
/// What needs no execution comes first, what writes files last: whatever can read them as they are recorded has then done so.
/// In between the longest comes first, counting what waits for it, so that no long check is left to run alone at the end. Where
/// the first failure ends the run, the order is by the time that finding a failure is expected to cost: short checks and those
/// that fail often come first.
struct ExecutionOrder {
  /// Indices of the plan.
  let indices: [Int]

  /// The least share of failures that is reckoned with: a check that never failed yet may do so.
  private static let leastFailureShare = 0.05

  init(_ plan: [PlannedCheck], failsFast: Bool) {
    let costs = failsFast ? plan.map(Self.costOfFailure) : Self.costsWithDependents(plan)
    let ranks = plan.map { $0.isExecuted ? ($0.check.traits.writes ? 2 : 1) : 0 }
    indices = plan.indices.sorted { left, right in
      if ranks[left] != ranks[right] { return ranks[left] < ranks[right] }
      if costs[left] != costs[right] { return failsFast ? costs[left] < costs[right] : costs[left] > costs[right] }
      return left < right
    }
  }

  /// Seconds of checking for each failure found. A check that was never timed comes after those that were, except for one that
  /// starts no command.
  private static func costOfFailure(_ planned: PlannedCheck) -> Double {
    guard let expected = planned.expected, let timing = planned.timing else {
      return planned.check.traits.reading == .blobs ? 0 : .infinity
    }
    return seconds(expected) / max(timing.failureShare, leastFailureShare)
  }

  /// How long each check and the longest chain of those that need it are expected to take; what was never timed may take any
  /// time.
  private static func costsWithDependents(_ plan: [PlannedCheck]) -> [Double] {
    let own = plan.map { $0.isExecuted ? $0.expected.map(seconds) ?? .infinity : 0 }
    var costs = own
    let places = Dictionary(plan.enumerated().map { ($1.check.id, $0) }, uniquingKeysWith: { first, _ in first })
    // A chain has at most as many links as there are checks; mostly there is none, and one round sees that.
    for _ in plan.indices {
      var changed = false
      for (index, planned) in plan.enumerated() {
        for need in planned.check.traits.needs {
          guard let place = places[need], place != index, own[place] + costs[index] > costs[place] else { continue }
          costs[place] = own[place] + costs[index]
          changed = true
        }
      }
      if !changed { break }
    }
    return costs
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
