/// A fixed number of places in which work may go on at once; whoever finds none free waits in line.
package actor Slots {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []
  /// How many places there are.
  package nonisolated let count: Int

  /// `count` places, at least one.
  package init(count: Int) {
    self.count = max(1, count)
    self.free = max(1, count)
  }

  /// Runs `body` in a place of its own, first come, first served. `body` is run even in a cancelled task: it decides itself
  /// what cancellation means.
  package nonisolated func occupy<Result: Sendable>(_ body: @Sendable () async -> Result) async -> Result {
    await take()
    let result = await body()
    await release()
    return result
  }

  private func take() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  private func release() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
