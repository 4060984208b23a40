import GateModel
import GitRepository
import HookInstallation
import ToolProcess

/// Runs the hook that stood where gate's shim stands now, as git would have run it.
struct KeptHookRun {
  let context: CommandContext
  let hook: String

  /// How long a kept hook may take: it is somebody's own, so it gets an hour.
  private static let timeout = Duration.seconds(3600)

  /// Runs it with git's arguments and input in git's environment, and passes its output on.
  ///
  /// - Returns: its exit status, or `nil` where there is no kept hook.
  /// - Throws: `CommandFailure` where it cannot be run; a hook that was there and does not run must not be skipped.
  func run(_ arguments: [String], input: [UInt8]) async throws(CommandFailure) -> Int32? {
    guard let path = try path() else { return nil }
    let command = ToolCommand(
      executable: path, arguments: arguments.map { Array($0.utf8) }, directory: context.directory,
      environment: context.environment, input: input, timeout: Self.timeout)
    let result: ToolResult
    do throws(ToolError) {
      result = try await ToolProcess.run(command)
    } catch {
      throw CommandFailure(.couldNotRun, "\(hook): the hook that was here before gate: \(error.description)")
    }
    let text = String(decoding: result.combined, as: UTF8.self)
    if !text.isEmpty { context.complain(text.hasSuffix("\n") ? String(text.dropLast()) : text) }
    switch result.end {
    case .exited(let status):
      if status != 0 { context.complain("gate: \(hook): \(path) ended with status \(status); no check was run") }
      return status
    case .signalled(let signal): throw CommandFailure(.couldNotRun, "\(path) was ended by signal \(signal)")
    case .timedOut: throw CommandFailure(.couldNotRun, "\(path) did not end within an hour")
    case .cancelled: throw CommandFailure(.interrupted, "interrupted")
    }
  }

  private func path() throws(CommandFailure) -> LocalPath? {
    let repository = try Repository.opened(in: context)
    let location = try HookWiring.location(of: repository)
    return KeptHook.runnable(for: hook, in: location.hooksDirectory)
  }
}
