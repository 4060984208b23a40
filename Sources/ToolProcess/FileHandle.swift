import CSpawn
import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Owns one descriptor and closes it when the last reference goes.
final class FileHandle: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  func makeNonBlocking() {
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
  }
}

/// Both ends of a pipe, closed in every child that is not given them.
struct Pipe {
  let readEnd: FileHandle
  let writeEnd: FileHandle

  init(for command: ToolCommand) throws(ToolError) {
    var ends: [Int32] = [-1, -1]
    let result = gate_pipe(&ends)
    guard result == 0 else { throw ToolError(command.executable, directory: command.directory, code: errno) }
    readEnd = FileHandle(ends[0])
    writeEnd = FileHandle(ends[1])
  }
}
