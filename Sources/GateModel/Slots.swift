import Synchronization

/// A fixed number of places in which work may go on at once; whoever finds none free waits in line.
package struct Slots: Sendable {
  private let line: Line
  /// Who waits and when work began, for ``watched()``.
  private let watch: Watch

  /// How many places there are.
  package let count: Int

  /// `count` places, at least one.
  package init(count: Int) {
    self.count = max(1, count)
    line = Line(free: self.count)
    watch = Watch()
  }

  private init(sharing other: Slots) {
    count = other.count
    line = other.line
    watch = Watch()
  }

  /// The same places, for one user whose waiting is told apart from everybody else's.
  package func watched() -> Slots { Slots(sharing: self) }

  /// When the first piece of work of this user found a place; `nil` while none did.
  package var began: ContinuousClock.Instant? { watch.state.withLock(\.began) }

  /// Whether this user stands in line.
  package var isWaiting: Bool { watch.state.withLock { $0.waiting > 0 } }

  /// Runs `body` in a place of its own, first come, first served. `body` is run even in a cancelled task: it decides itself
  /// what cancellation means.
  package func occupy<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result {
    watch.state.withLock { $0.waiting += 1 }
    await line.take()
    watch.state.withLock { state in
      state.waiting -= 1
      if state.began == nil { state.began = .now }
    }
    let result = await body()
    await line.release()
    return result
  }

  private final class Watch: Sendable {
    struct State {
      var waiting = 0
      var began: ContinuousClock.Instant?
    }

    let state = Mutex(State())
  }

  private actor Line {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(free: Int) { self.free = free }

    func take() async {
      if free > 0 {
        free -= 1
        return
      }
      await withCheckedContinuation { waiting.append($0) }
    }

    func release() {
      if waiting.isEmpty {
        free += 1
      } else {
        waiting.removeFirst().resume()
      }
    }
  }
}
