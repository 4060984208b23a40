import GateModel

/// How long the checks of a hook may be expected to take.
///
/// What is expected not to fit is left out, the shortest checks having the first claim. What was never timed runs and counts
/// for nothing; what runs is not stopped when it takes longer than it was expected to.
package struct Budget: Sendable {
  private let limit: Duration
  private let width: Int

  /// - Parameter width: how many checks run at once.
  package init(_ limit: Duration, width: Int) {
    self.limit = limit
    self.width = max(1, width)
  }

  /// `plan` with the checks left out that do not fit, and those that need one of them.
  package func applied(to plan: [PlannedCheck]) -> [PlannedCheck] {
    var plan = plan
    var deferred: Set<CheckID> = []
    var ends: [CheckID: Duration] = [:]
    var lanes = [Duration](repeating: .zero, count: width)
    var waiting = plan.indices.filter { plan[$0].isExecuted }
    waiting.sort { (plan[$0].expected ?? .zero, $0) < (plan[$1].expected ?? .zero, $1) }
    while !waiting.isEmpty {
      let names = Set(waiting.map { plan[$0].check.id })
      let place = waiting.firstIndex { !plan[$0].check.traits.needs.contains(where: names.contains) } ?? 0
      let index = waiting.remove(at: place)
      let needs = plan[index].check.traits.needs
      let expected = plan[index].expected
      var isFitting = !needs.contains(where: deferred.contains)
      if let expected, isFitting {
        let lane = lanes.indices.min { lanes[$0] < lanes[$1] } ?? 0
        let end = needs.compactMap { ends[$0] }.reduce(lanes[lane], max) + expected
        isFitting = end <= limit
        if isFitting {
          lanes[lane] = end
          ends[plan[index].check.id] = end
        }
      }
      guard !isFitting, case .ready(let ready) = plan[index].state else { continue }
      deferred.insert(plan[index].check.id)
      plan[index].state = .deferred(CheckReport.Deferral(expected: expected), fileCount: ready.fileCount)
    }
    return plan
  }
}
