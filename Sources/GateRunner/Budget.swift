package import GateModel

/// How long the checks of a hook may be expected to take.
///
/// What is expected not to fit is left out, the shortest checks having the first claim. What was never timed runs and counts
/// for nothing; what runs is not stopped when it takes longer than it was expected to.
package struct Budget: Sendable {
  private let limit: Duration
  private let width: Int
  private let spared: Set<CheckID>

  /// - Parameters:
  ///   - width: how many checks run at once.
  ///   - spared: checks that are never left out, nor is what they need; they take nothing of the budget.
  package init(_ limit: Duration, width: Int, sparing spared: Set<CheckID> = []) {
    self.limit = limit
    self.width = max(1, width)
    self.spared = spared
  }

  /// `plan` with the checks left out that do not fit, and those that need one of them.
  package func applied(to plan: [PlannedCheck]) -> [PlannedCheck] {
    let spared = spared(in: plan)
    var plan = plan
    var deferred: Set<CheckID> = []
    var ends: [CheckID: Duration] = [:]
    var lanes = [Duration](repeating: .zero, count: width)
    var waiting = plan.indices.filter { plan[$0].isExecuted && !spared.contains(plan[$0].check.id) }
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

  private func spared(in plan: [PlannedCheck]) -> Set<CheckID> {
    let needs = Dictionary(plan.map { ($0.check.id, $0.check.traits.needs) }, uniquingKeysWith: { $0 + $1 })
    var names: Set<CheckID> = []
    var waiting = Array(spared)
    while let name = waiting.popLast() {
      if names.insert(name).inserted { waiting += needs[name] ?? [] }
    }
    return names
  }
}
