import CSpawn
package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that goes on when gate has ended: in a session of its own, which no terminal hangs up on, and with nothing of
/// gate's but one descriptor. Whoever waits for the end of gate's output does not wait for it.
package enum BackgroundProcess {
  /// The descriptor under which the program finds what it was given.
  package static let descriptor: Int32 = 3

  /// Starts `executable` and does not wait for it. Its standard input is empty. SIGTERM is blocked in it: who asks it to end
  /// before it can do so in good order is heard when the program lets the signal in.
  ///
  /// - Parameters:
  ///   - log: the file that takes its outputs in place of what was in it.
  ///   - given: a descriptor of ours that it gets as ``descriptor``; a lock on that file is then held by both.
  /// - Returns: its process id.
  /// - Throws: `ToolError` if it could not be started.
  package static func start(
    _ executable: LocalPath, _ arguments: [String], in directory: LocalPath, environment: [String: String],
    log: LocalPath, giving given: Int32
  ) throws(ToolError) -> Int32 {
    let words = [executable.bytes] + arguments.map { Array($0.utf8) }
    let variables = environment.sorted { $0.key < $1.key }.map { Array("\($0.key)=\($0.value)".utf8) }
    guard !(words + variables).contains(where: { $0.contains(0) }) else { throw ToolError(nulByteFor: executable) }

    var actions = FileActions()
    defer { actions.destroy() }
    actions.changeDirectory(directory)
    // First of all: where gate was started without standard streams, the descriptor may be one of theirs.
    actions.duplicate(given, as: descriptor)
    actions.openNull(as: STDIN_FILENO)
    actions.openLog(log)
    actions.closeTheRest(from: descriptor + 1)
    var attributes = SpawnAttributes(blocking: SIGTERM)
    defer { attributes.destroy() }

    let wordPointers = CStrings(words)
    let variablePointers = CStrings(variables)
    var identifier: pid_t = 0
    let code = executable.withCString { path in
      posix_spawn(&identifier, path, &actions.raw, &attributes.raw, wordPointers.pointers, variablePointers.pointers)
    }
    guard code == 0 else { throw ToolError(executable, directory: directory, code: code) }
    return identifier
  }

  /// Lets everybody else go first: this process and all that it starts get a niceness of 10, and on Linux the disk when
  /// nobody else wants it.
  package static func lowerPriority() { gate_lower_priority() }

  /// Asks the process to end (SIGTERM), or ends it (SIGKILL). One that is gone already is no error.
  package static func end(_ process: Int32, byForce: Bool = false) {
    if process > 1 { kill(process, byForce ? SIGKILL : SIGTERM) }
  }
}
