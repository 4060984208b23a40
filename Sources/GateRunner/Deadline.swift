import GateModel

/// Holds a check to its time-out.
enum Deadline {
  /// How much longer than its commands a check may take before it is cut off as a whole.
  private static let grace = Duration.seconds(1)

  /// Runs the check; one that takes longer than its time-out is cancelled and errored. Waiting for other checks to leave a
  /// place costs none of its time; the slots of `job` are the check's own.
  static func run(_ check: any Check, _ job: CheckJob) async -> CheckOutcome {
    let limit = check.traits.timeout
    let slots = job.slots
    return await withTaskGroup(of: CheckOutcome?.self) { group in
      group.addTask { await check.run(job) }
      group.addTask {
        await expire(limit + grace, slots)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      if let first { return first }
      let late = await group.next() ?? nil
      if Task.isCancelled, let late { return late }
      return .errored(
        "did not finish within \(limit)", hint: "raise its time-out in gate.yml (`timeout:`), or make it do less",
        output: late?.output ?? "")
    }
  }

  /// Returns when the check has worked for so long, or when it is done and this task is cancelled.
  private static func expire(_ limit: Duration, _ slots: Slots) async {
    var end = ContinuousClock.now + limit
    while !Task.isCancelled {
      // Ends early with the cancellation, whose error says nothing more.
      try? await Task.sleep(until: end, clock: .continuous)
      guard let later = extended(end, limit, began: slots.began, isWaiting: slots.isWaiting, now: .now) else { return }
      end = later
    }
  }

  /// When the time of a check is up whose time seemed to be up at `end`; `nil` where it is up.
  ///
  /// - Parameters:
  ///   - began: when its first piece of work found a place, `nil` where none has.
  ///   - isWaiting: whether a piece of work waits for one.
  static func extended(
    _ end: ContinuousClock.Instant, _ limit: Duration, began: ContinuousClock.Instant?, isWaiting: Bool,
    now: ContinuousClock.Instant
  ) -> ContinuousClock.Instant? {
    if let began { return began + limit > end ? began + limit : nil }
    return isWaiting ? now + limit : nil
  }
}
