import CSpawn
import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A started program: the leader of a session, and so of a process group, of its own.
///
/// Whoever starts one must end with ``reap()``. Until then the process id stays taken, so that a signal to its group can
/// hit nobody else.
struct ChildProcess {
  let identifier: pid_t

  /// Our ends of a child's standard streams. Each is closed when its last reference goes, so they are held in one place.
  struct Streams {
    var input: FileHandle?
    var output: FileHandle?
    var error: FileHandle?
  }

  /// Starts `command`.
  ///
  /// posix_spawn rather than swift-subprocess (1.0.2), which has no call for code that may not suspend (a check's
  /// dependencies are asked for synchronously), reads the two streams independently, so that their order is lost, and
  /// stops reading the moment the child is gone, whatever is still in the pipe.
  static func start(_ command: ToolCommand) throws(ToolError) -> (ChildProcess, Streams) {
    gate_keep_children()
    let input = command.input.isEmpty ? nil : try Pipe(for: command)
    let output = try Pipe(for: command)
    let error = try Pipe(for: command)

    var actions = FileActions()
    defer { actions.destroy() }
    actions.changeDirectory(command.directory)
    if let input {
      actions.duplicate(input.readEnd.descriptor, as: STDIN_FILENO)
    } else {
      actions.openNull(as: STDIN_FILENO)
    }
    actions.duplicate(output.writeEnd.descriptor, as: STDOUT_FILENO)
    actions.duplicate(error.writeEnd.descriptor, as: STDERR_FILENO)
    actions.closeTheRest()

    var attributes = SpawnAttributes()
    defer { attributes.destroy() }
    let identifier = try spawn(command, &actions, &attributes)
    for end in [input?.writeEnd, output.readEnd, error.readEnd] { end?.makeNonBlocking() }
    // The child's ends close here, when the pipes go out of scope: else we should never see the end of its output.
    return (
      ChildProcess(identifier: identifier),
      Streams(input: input?.writeEnd, output: output.readEnd, error: error.readEnd)
    )
  }

  private static func spawn(
    _ command: ToolCommand, _ actions: inout FileActions, _ attributes: inout SpawnAttributes
  ) throws(ToolError) -> pid_t {
    let arguments = [command.executable.bytes] + command.arguments
    let variables = command.environment.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)".utf8) }
    guard !(arguments + variables).contains(where: { $0.contains(0) }) else {
      throw ToolError(nulByteFor: command.executable)
    }
    let argumentPointers = CStrings(arguments)
    let variablePointers = CStrings(variables)
    let (code, identifier) = RunningGroups.start {
      var identifier: pid_t = 0
      let code = command.executable.withCString { path in
        posix_spawn(
          &identifier, path, &actions.raw, &attributes.raw, argumentPointers.pointers, variablePointers.pointers)
      }
      if code == 0 { gate_share_priority(identifier) }
      return (code, identifier)
    }
    guard code == 0 else { throw ToolError(command.executable, directory: command.directory, code: code) }
    return identifier
  }

  /// Sends `signal` to the child and all of its descendants that did not leave its group.
  func signalGroup(_ signal: Int32) {
    kill(-identifier, signal)
  }

  /// Whether the child has ended. Leaves it as a zombie, so that its id stays taken.
  func hasEnded() -> Bool {
    var information = siginfo_t()
    while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
      // ECHILD: someone ignores SIGCHLD, and the kernel has reaped it already.
      if errno != EINTR { return true }
    }
    #if canImport(Darwin)
      return information.si_pid == identifier
    #else
      // Zero-filled by the kernel while the child runs.
      return information.si_signo == SIGCHLD
    #endif
  }

  /// Lets the zombie go and says how it ended.
  func reap() -> ToolResult.End {
    RunningGroups.remove(identifier)
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      if errno != EINTR { return .signalled(0) }
    }
    // wait(2): the low seven bits hold the signal, the next byte the exit status.
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }
}
