import GateModel
import Testing

@testable import GateRunner

@Suite struct DeadlineTests {
  private let now = ContinuousClock.now
  private let limit = Duration.seconds(10)

  @Test func `a check that uses no place has its time from the start`() {
    #expect(Deadline.extended(now, limit, began: nil, isWaiting: false, now: now) == nil)
  }

  @Test func `waiting for a place costs no time`() {
    #expect(Deadline.extended(now, limit, began: nil, isWaiting: true, now: now) == now + limit)
    let began = now - .seconds(4)
    #expect(Deadline.extended(now, limit, began: began, isWaiting: true, now: now) == now + .seconds(6))
    #expect(Deadline.extended(now + .seconds(6), limit, began: began, isWaiting: true, now: now) == nil)
  }

  @Test func `places are shared, and each user's waiting is its own`() async {
    let slots = Slots(count: 1)
    let (one, other) = (slots.watched(), slots.watched())
    #expect(one.began == nil)
    let waited = await one.occupy {
      let task = Task { await other.occupy { one.isWaiting } }
      while !other.isWaiting { await Task.yield() }
      #expect(!one.isWaiting)
      #expect(one.began != nil)
      #expect(other.began == nil)
      return task
    }
    #expect(await waited.value == false)
    #expect(other.began != nil)
    #expect(!other.isWaiting)
  }
}
