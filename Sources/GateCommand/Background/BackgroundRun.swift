import GateModel
import GitRepository
import LocalFiles
import Reporting
import ToolProcess

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The gate that a hook started in the background: runs the checks that are due later, and keeps their verdicts.
struct BackgroundRun: Sendable {
  let context: CommandContext
  /// The name of its record.
  let name: String

  /// Nobody waits for verdicts longer than this.
  private static let limit = Duration.seconds(3600)
  /// How often it asks itself whether it is still wanted.
  private static let pace = Duration.milliseconds(500)
  /// How much of the report goes to the log, in bytes.
  private static let logLimit = 64 << 10

  func run() async throws(CommandFailure) -> ExitStatus {
    let location = try Repository.opened(in: context).location
    let records = BackgroundRecords(location)
    guard let record = records.record(named: name),
      let lock = LockedFile(given: BackgroundProcess.descriptor, path: record.path)
    else {
      throw CommandFailure(.misuse, "`gate warm run` is for gate's own hooks", hint: "`gate check --push` by hand")
    }
    BackgroundProcess.lowerPriority()
    do throws(FileError) {
      // The hook does the same; if it was killed on the way, nobody else could end this run.
      try lock.write(BackgroundRecords.Record.text(id: getpid(), since: context.now()))
    } catch {
      lock.remove()
      throw CommandFailure(.couldNotRun, error.description)
    }
    _ = await records.endAll(before: record)
    let status = await withTaskGroup(of: ExitStatus?.self) { group in
      group.addTask { await check(record.subject) }
      group.addTask {
        await watch(record, records)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first ?? .interrupted
    }
    lock.remove()
    return status
  }

  /// Runs what the hook would run that is about `subject`.
  private func check(_ subject: String) async -> ExitStatus {
    let run: CheckRun
    do throws(CommandFailure) {
      guard let prepared = try prepared(subject) else { return .passed }
      run = prepared
    } catch {
      context.complain(error.text)
      return error.status
    }
    let result = await run.result(observer: NobodyWatches())
    let text = TextReport.render(
      result.report, style: TerminalStyle.detect(environment: [:], isTerminal: false, width: nil), verbose: true,
      sources: nil)
    context.print(String(decoding: text.utf8.prefix(Self.logLimit), as: UTF8.self))
    run.finish()
    return result.report.exitStatus
  }

  private func prepared(_ subject: String) throws(CommandFailure) -> CheckRun? {
    let repository = try Repository.opened(in: context)
    if subject == BackgroundStart.staged {
      let options = CheckRun.Options(
        hook: "pre-commit", failFast: false, fixes: false, isBackground: true, part: .awaited)
      return try CheckRun(.staged, options: options, in: repository, context: context)
    }
    guard let commit = ObjectID(hex: subject) else {
      throw CommandFailure(.misuse, "\(subject) is not the name of a commit")
    }
    let request: ScopeRequest
    do throws(GitError) {
      guard let target = try PushTarget(of: repository) else { return nil }
      request = .update(
        localID: commit, remoteID: target.known, remote: target.remote, name: "refs/heads/\(target.branch)")
    } catch {
      throw CommandFailure(error)
    }
    let options = CheckRun.Options(hook: "pre-push", failFast: false, fixes: false, isBackground: true)
    return try CheckRun(request, options: options, in: repository, context: context)
  }

  /// Returns when nobody wants the verdicts any more: another run is wanted, the repository is gone, or it has been too long.
  private func watch(_ record: BackgroundRecords.Record, _ records: BackgroundRecords) async {
    let end = ContinuousClock.now + Self.limit
    while !Task.isCancelled, .now < end {
      if LocalFiles.status(record.path) == nil || records.isSuperseded(record) { return }
      // Ends early with the cancellation.
      try? await Task.sleep(for: Self.pace)
    }
  }
}

/// An observer for a run that nobody looks at.
struct NobodyWatches: RunObserver {
  func runWillStart(_ checks: [CheckID]) {}
  func checkDidStart(_ check: CheckID) {}
  func checkDidFinish(_ report: CheckReport) {}
  func runDidFinish() {}
}
