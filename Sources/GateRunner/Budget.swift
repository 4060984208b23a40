package import GateModel

/// How long the checks of a run may be expected to take, where pre-push makes good what is left out.
///
/// What is expected not to fit is left out, the shortest checks having the first claim; of a check whose files can wait for one
/// another as many run as fit, when the others have their places. What was never timed runs and counts for nothing; what runs is
/// not stopped when it takes longer than it was expected to.
package struct Budget: Sendable {
  /// The hook's; `nil` where only checks have one of their own.
  private let limit: Duration?
  private let width: Int
  private let spared: Set<CheckID>
  /// The checks whose files pre-push runs; `nil`: all are.
  private let divisible: Set<CheckID>?

  /// - Parameters:
  ///   - limit: for all checks together, `nil` where none is set.
  ///   - width: how many checks run at once.
  ///   - spared: checks that are never left out, nor is what they need; they take nothing of the budget.
  ///   - divisible: the checks that may leave some of their files to pre-push; `nil`: all may that can.
  package init(
    _ limit: Duration?, width: Int, sparing spared: Set<CheckID> = [], dividing divisible: Set<CheckID>? = nil
  ) {
    self.limit = limit
    self.width = max(1, width)
    self.spared = spared
    self.divisible = divisible
  }

  /// The same without a limit for all checks together: what is left of it are the checks' own.
  package var ofChecksAlone: Budget { Budget(nil, width: width, sparing: spared, dividing: divisible) }

  /// `plan` with the checks left out that do not fit, and those that need one of them.
  package func applied(to plan: [PlannedCheck]) -> [PlannedCheck] {
    let spared = spared(in: plan)
    var plan = plan
    var deferred: Set<CheckID> = []
    var ends: [CheckID: Duration] = [:]
    var lanes = [Duration](repeating: .zero, count: width)
    var waiting = plan.indices.filter { plan[$0].isExecuted && !spared.contains(plan[$0].check.id) }
    waiting.sort { left, right in
      let (first, second) = (isDivisible(plan[left]), isDivisible(plan[right]))
      if first != second { return second }
      return (plan[left].expected ?? .zero, left) < (plan[right].expected ?? .zero, right)
    }
    while !waiting.isEmpty {
      let names = Set(waiting.map { plan[$0].check.id })
      let place = waiting.firstIndex { !plan[$0].check.traits.needs.contains(where: names.contains) } ?? 0
      let index = waiting.remove(at: place)
      let needs = plan[index].check.traits.needs
      let lane = lanes.indices.min { lanes[$0] < lanes[$1] } ?? 0
      let start = needs.compactMap { ends[$0] }.reduce(lanes[lane], max)
      let whole = plan[index].expected
      var isFitting = !needs.contains(where: deferred.contains)
      if isFitting, isDivisible(plan[index]) {
        plan[index] = plan[index].portioned(to: limit.map { $0 - start })
      }
      guard case .ready(let ready) = plan[index].state else {
        deferred.insert(plan[index].check.id)
        continue
      }
      if let expected = plan[index].expected, isFitting {
        let end = start + expected
        isFitting = limit.map { end <= $0 } ?? true
        if isFitting {
          lanes[lane] = end
          ends[plan[index].check.id] = end
        }
      }
      if isFitting { continue }
      deferred.insert(plan[index].check.id)
      plan[index].state = .deferred(CheckReport.Deferral(expected: whole), fileCount: ready.fileCount)
    }
    return plan
  }

  private func isDivisible(_ planned: PlannedCheck) -> Bool {
    planned.isDivisible && divisible?.contains(planned.check.id) != false
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
