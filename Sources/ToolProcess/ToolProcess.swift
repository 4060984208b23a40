import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The only place that starts programs.
package enum ToolProcess {
  /// Runs `command` and waits for its end without blocking a thread of the pool.
  ///
  /// When the time is up or the task is cancelled, the program and all its descendants get SIGTERM and 300 ms later SIGKILL.
  /// Descendants that outlive the program are ended too. How the program ended is no error.
  ///
  /// - Throws: `ToolError` if it could not be started.
  package static func run(_ command: ToolCommand) async throws(ToolError) -> ToolResult {
    let state = Run(command)
    let outcome = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let thread = WorkerThread.start { continuation.resume(returning: state.perform()) }
        if let thread { pthread_detach(thread) }
      }
    } onCancel: {
      state.isCancelled.store(true, ordering: .relaxed)
    }
    return try outcome.get()
  }

  /// Runs `command` and blocks the thread until it ends. For short questions only, such as a tool's version.
  ///
  /// - Throws: `ToolError` if it could not be started.
  package static func runBlocking(_ command: ToolCommand) throws(ToolError) -> ToolResult {
    let state = Run(command)
    // On a thread of its own for the signal mask: writing to a child that does not read must not end gate.
    let thread = WorkerThread.start { state.store(state.perform()) }
    if let thread { pthread_join(thread, nil) }
    return try state.result().get()
  }

  /// Kills every program that runs, with its descendants, and every one that is started from now on: for a process that is
  /// about to leave without waiting for them.
  package static func killAll() { RunningGroups.killAll() }

  /// What the waiting side and the worker thread share.
  private final class Run: Sendable {
    let command: ToolCommand
    let isCancelled = Atomic(false)
    private let stored = Mutex<Result<ToolResult, ToolError>?>(nil)

    init(_ command: ToolCommand) { self.command = command }

    func perform() -> Result<ToolResult, ToolError> {
      do throws(ToolError) {
        return .success(try Supervision.run(command, cancellation: isCancelled))
      } catch {
        return .failure(error)
      }
    }

    func store(_ result: Result<ToolResult, ToolError>) { stored.withLock { $0 = result } }

    func result() -> Result<ToolResult, ToolError> {
      stored.withLock { $0 } ?? .failure(ToolError(command.executable, directory: command.directory, code: EAGAIN))
    }
  }
}
