import GateModel
import LocalFiles
import Synchronization
import ToolProcess

/// Several commands that together are one check's work: bounded by the run's slots, by one time-out over all of them, and
/// answered in order.
struct ToolBatch {
  let commands: [ToolCommand]
  let slots: Slots
  let timeout: Duration

  /// Runs them all. A command whose time has come before it could start counts as timed out; in a cancelled task the rest
  /// is not started.
  func run() async -> [Result<ToolResult, ToolError>] {
    let clock = Clock(timeout: timeout)
    return await withTaskGroup(of: (Int, Result<ToolResult, ToolError>).self) { group in
      for (index, command) in commands.enumerated() {
        group.addTask {
          await slots.occupy {
            if Task.isCancelled { return (index, .success(ToolResult(end: .cancelled))) }
            var command = command
            command.timeout = clock.remaining()
            if command.timeout <= .zero { return (index, .success(ToolResult(end: .timedOut))) }
            do throws(ToolError) {
              return (index, .success(try await ToolProcess.run(command)))
            } catch {
              return (index, .failure(error))
            }
          }
        }
      }
      var results: [(Int, Result<ToolResult, ToolError>)] = []
      for await result in group { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Starts to run when the first command has found a slot: waiting for other checks costs none of a check's time.
  private final class Clock: Sendable {
    private let deadline = Mutex<ContinuousClock.Instant?>(nil)
    private let timeout: Duration

    init(timeout: Duration) { self.timeout = timeout }

    func remaining() -> Duration {
      let now = ContinuousClock.now
      return deadline.withLock { deadline in
        let end = deadline ?? now.advanced(by: timeout)
        deadline = end
        return end - now
      }
    }
  }
}

extension CheckOutcome {
  /// What a command came to that gave no verdict; `nil` where it ended with a status, which the caller judges.
  static func undecided(
    _ result: Result<ToolResult, ToolError>, name: String, timeout: Duration, hint: String? = nil
  ) -> CheckOutcome? {
    switch result {
    case .failure(let error):
      let isMissing = error.reason == .notFound || error.reason == .notExecutable
      return .errored(error.description, hint: isMissing ? hint : nil)
    case .success(let result):
      let output = OutputText.text(result.combined)
      switch result.end {
      case .exited: return nil
      case .signalled(let signal): return .errored("`\(name)` was ended by signal \(signal)", output: output)
      case .timedOut:
        return .errored(
          "`\(name)` took longer than \(timeout.phrase)",
          hint: "give the check a longer `timeout`, or find out why it hangs", output: output)
      case .cancelled:
        return CheckOutcome(.skipped, output: output, reason: "the run ended first", attributed: false)
      }
    }
  }
}

extension CheckOutcome {
  /// What came of a fixer: passed where it ended with one of `statuses`.
  static func fixed(
    _ result: Result<ToolResult, ToolError>, name: String, timeout: Duration, hint: String,
    endedWith statuses: Set<Int32>
  ) -> CheckOutcome {
    if let undecided = undecided(result, name: name, timeout: timeout, hint: hint) { return undecided }
    guard case .success(let result) = result, case .exited(let status) = result.end else {
      return .errored("`\(name)` gave no result")
    }
    let output = OutputText.text(result.combined)
    if statuses.contains(status) { return CheckOutcome(.passed, output: output) }
    return .errored("`\(name)` ended with status \(status): \(OutputText.tail(result.combined))", output: output)
  }
}

extension Duration {
  /// The duration as in gate.yml: `90s`, `250ms`.
  var phrase: String {
    let (seconds, attoseconds) = components
    return attoseconds == 0 ? "\(seconds)s" : "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
  }
}

/// Looks whether what a check is about to name on a command line is really there: several tools pass over a missing file in
/// silence and with success.
enum FilePresence {
  /// The first of `files` that is missing below `directory`.
  static func firstMissing(_ files: [SnapshotFile], in directory: LocalPath) -> RepositoryPath? {
    files.first { LocalFiles.status(directory.appending($0.path)) == nil }?.path
  }
}
