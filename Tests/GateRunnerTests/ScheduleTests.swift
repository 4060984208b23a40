import GateModel
import GateTestSupport
import ResultCache
import Testing

@testable import GateRunner

/// Which check starts when, decided without running any.
@Suite struct ScheduleTests {
  @Test func `the longest that is expected starts first, and what was never timed before it`() {
    let plan = [
      planned("short", seconds: 1), planned("long", seconds: 9), planned("new"), planned("middle", seconds: 5),
    ]
    #expect(order(plan, width: 1) == ["new", "long", "middle", "short"])
  }

  @Test func `a check counts with what waits for it`() {
    let plan = [
      planned("long", seconds: 9), planned("first", seconds: 1), planned("then", seconds: 9, needs: ["first"]),
    ]
    #expect(order(plan, width: 1) == ["first", "long", "then"])
  }

  @Test func `where the first failure ends the run, the cheapest chance of one comes first`() {
    let plan = [
      planned("new"), planned("long", seconds: 9), planned("blobs", reading: .blobs), planned("short", seconds: 1),
      planned("often", seconds: 9, failed: true),
    ]
    #expect(order(plan, width: 1, failsFast: true) == ["blobs", "often", "short", "long", "new"])
  }

  @Test func `what is known already waits for no place`() {
    var schedule = Schedule(
      [planned("a"), planned("b"), cached("c")], width: 1, failsFast: false)
    #expect(schedule.next() == .run(2))
    #expect(schedule.next() == .run(0))
    #expect(schedule.next() == nil)
    schedule.didFinish(0, report("a", .passed))
    #expect(schedule.next() == .run(1))
    #expect(!schedule.isDone)
  }

  @Test func `a check that writes files runs alone among those that read any, and after them`() {
    let plan = [
      planned("writer", seconds: 99, writes: true), planned("reader", seconds: 1), planned("other", seconds: 2),
      planned("blobs", seconds: 3, reading: .blobs), planned("after", seconds: 1, needs: ["writer"]),
    ]
    var schedule = Schedule(plan, width: 4, failsFast: false)
    #expect(schedule.next() == .run(3))
    #expect(schedule.next() == .run(2))
    #expect(schedule.next() == .run(1))
    #expect(schedule.next() == nil)
    schedule.didFinish(2, report("other", .passed))
    #expect(schedule.next() == nil)
    schedule.didFinish(1, report("reader", .passed))
    // What only reads blobs is not in its way.
    #expect(schedule.next() == .run(0))
    #expect(schedule.next() == nil)
    schedule.didFinish(0, report("writer", .passed))
    #expect(schedule.next() == .run(4))
  }

  @Test(arguments: [
    (CheckOutcome.Verdict.failed, "which failed"), (.errored, "which could not run"), (.skipped, "which did not run"),
  ])
  func `a check whose need did not pass is skipped, cached or not, and so is what needs it`(
    verdict: CheckOutcome.Verdict, words: String
  ) {
    let plan = [planned("a"), cached("b", needs: ["a"]), planned("c", needs: ["b"])]
    var schedule = Schedule(plan, width: 4, failsFast: false)
    #expect(schedule.next() == .run(0))
    #expect(schedule.next() == nil)
    schedule.didFinish(0, report("a", verdict, files: 1))
    #expect(schedule.next() == .skip(1, reason: "needs a, \(words)"))
    schedule.didFinish(1, report("b", .skipped, files: 1))
    #expect(schedule.next() == .skip(2, reason: "needs b, which did not run"))
  }

  @Test func `having had nothing to check holds nobody up, nor does what is not part of the run`() {
    var schedule = Schedule(
      [nothing("a"), planned("b", needs: ["a", "elsewhere"])], width: 4, failsFast: false)
    #expect(schedule.next() == .run(0))
    schedule.didFinish(0, report("a", .skipped, files: 0))
    #expect(schedule.next() == .run(1))
  }

  @Test func `what came of a need in an earlier part of the run counts`() {
    var schedule = Schedule(
      [planned("b", needs: ["a"])], width: 4, failsFast: false, after: [report("a", .failed, files: 1)])
    #expect(schedule.next() == .skip(0, reason: "needs a, which failed"))
  }

  @Test func `checks that need each other do not hang`() {
    let plan = [planned("a", needs: ["b"]), planned("b", needs: ["a"]), planned("c", needs: ["c"])]
    #expect(order(plan, width: 4).sorted() == ["a", "b", "c"])
  }

  /// The argument is the seed, so that a failure says which plan it was.
  @Test(arguments: 0..<20) func `a random plan runs each check once, after its needs, within the width, writers alone`(
    seed: Int
  ) {
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<10 {
      let count = Int.random(in: 1...12, using: &random)
      let plan = (0..<count).map { index in
        planned(
          "c\(index)", seconds: Bool.random(using: &random) ? Int.random(in: 1...9, using: &random) : nil,
          reading: Bool.random(using: &random) ? .blobs : .directory,
          needs: (0..<index).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }.map { "c\($0)" },
          writes: Int.random(in: 0..<5, using: &random) == 0)
      }
      let width = Int.random(in: 1...4, using: &random)
      var schedule = Schedule(plan, width: width, failsFast: Bool.random(using: &random))
      var running: [Int] = []
      var done: Set<CheckID> = []
      while !schedule.isDone {
        while let step = schedule.next() {
          guard case .run(let index) = step else { continue }
          #expect(plan[index].check.traits.needs.allSatisfy(done.contains))
          running.append(index)
        }
        #expect(running.count <= width && !running.isEmpty)
        let readers = running.filter { plan[$0].readsPlace }
        if readers.contains(where: { plan[$0].check.traits.writes }) { #expect(readers.count == 1) }
        let index = running.remove(at: Int.random(in: running.indices, using: &random))
        #expect(done.insert(plan[index].check.id).inserted)
        schedule.didFinish(index, report(plan[index].check.id.name, .passed, files: 1))
      }
      #expect(done.count == count)
    }
  }

  // MARK: - Budgets

  @Test func `what does not fit is left out, the shortest having the first claim`() {
    let plan = [planned("long", seconds: 14), planned("a", seconds: 1), planned("new"), planned("b", seconds: 2)]
    #expect(deferred(Budget(.seconds(2), width: 1), plan) == ["long", "b"])
    #expect(deferred(Budget(.seconds(2), width: 2), plan) == ["long"])
    #expect(deferred(Budget(.seconds(20), width: 2), plan) == [])
  }

  @Test func `what needs a check that was left out is left out with it, even if it was never timed`() {
    let plan = [planned("then", needs: ["long"]), planned("long", seconds: 14), cached("known", needs: ["long"])]
    #expect(deferred(Budget(.seconds(2), width: 4), plan) == ["then", "long"])
  }

  @Test func `a chain takes the time of all its links, however many places there are`() {
    let plan = [planned("b", seconds: 1, needs: ["a"]), planned("a", seconds: 2)]
    #expect(deferred(Budget(.seconds(2), width: 4), plan) == ["b"])
    #expect(deferred(Budget(.seconds(3), width: 4), plan) == [])
  }

  @Test func `what is spared stays, with what it needs, and takes nothing of the budget`() {
    let plan = [
      planned("awaited", seconds: 14, needs: ["its need"]), planned("its need", seconds: 9),
      planned("short", seconds: 1), planned("long", seconds: 3),
    ]
    #expect(deferred(Budget(.seconds(2), width: 1, sparing: [CheckID("awaited")]), plan) == ["long"])
  }

  // MARK: - Helpers

  private func deferred(_ budget: Budget, _ plan: [PlannedCheck]) -> [String] {
    budget.applied(to: plan).compactMap { planned in
      if case .deferred = planned.state { return planned.check.id.name }
      return nil
    }
  }

  /// The names in the order in which they start, where each ends before another has to.
  private func order(_ plan: [PlannedCheck], width: Int, failsFast: Bool = false) -> [String] {
    var schedule = Schedule(plan, width: width, failsFast: failsFast)
    var names: [String] = []
    while !schedule.isDone {
      guard case .run(let index) = schedule.next() else { break }
      names.append(plan[index].check.id.name)
      schedule.didFinish(index, report(plan[index].check.id.name, .passed, files: 1))
    }
    return names
  }

  private func report(_ name: String, _ verdict: CheckOutcome.Verdict, files: Int = 1) -> CheckReport {
    CheckReport(check: CheckID(name), kind: "count", outcome: CheckOutcome(verdict), fileCount: files)
  }

  private func planned(
    _ name: String, seconds: Int? = nil, reading: CheckTraits.Reading = .directory, needs: [String] = [],
    writes: Bool = false, failed: Bool = false
  ) -> PlannedCheck {
    let files = Sample.files(["a"])
    let ready = PlannedCheck.Ready(files: files, missing: files, known: [], keys: nil)
    return PlannedCheck(
      check: CountingCheck(name, grain: .task, reading: reading, needs: needs, writes: writes), state: .ready(ready),
      timing: seconds.map { CheckTiming(duration: .seconds($0), fileCount: 0, failed: failed) })
  }

  private func cached(_ name: String, needs: [String] = []) -> PlannedCheck {
    let ready = PlannedCheck.Ready(files: Sample.files(["a"]), missing: [], known: [], keys: [])
    return PlannedCheck(check: CountingCheck(name, grain: .task, needs: needs), state: .ready(ready))
  }

  private func nothing(_ name: String) -> PlannedCheck {
    PlannedCheck(check: CountingCheck(name, grain: .task), state: .nothing("nothing matches"))
  }
}
