import GateModel

/// Holds a check to its time-out.
enum Deadline {
  /// How much longer than its commands a check may take before it is cut off as a whole.
  private static let grace = Duration.seconds(1)

  /// Runs the check; one that takes longer than its time-out is cancelled and errored.
  static func run(_ check: any Check, _ job: CheckJob) async -> CheckOutcome {
    let limit = check.traits.timeout
    return await withTaskGroup(of: CheckOutcome?.self) { group in
      group.addTask { await check.run(job) }
      group.addTask {
        // Cancelled when the check is done; then its answer is not looked at.
        try? await Task.sleep(for: limit + grace)
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
}
