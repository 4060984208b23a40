package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that could not be started.
package struct ToolError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Why not.
  package enum Reason: Hashable, Sendable {
    /// There is no such file, or its interpreter (`#!`) does not exist.
    case notFound
    /// It may not be executed.
    case notPermitted
    /// It is neither a program for this machine nor a script with a `#!` line.
    case notExecutable
    /// The working directory cannot be entered.
    case noDirectory
    /// The arguments and the environment together are longer than the system takes.
    case argumentsTooLong
    /// Something else, by the system's error number.
    case system(Int32)
  }

  package var reason: Reason
  package var executable: LocalPath
  /// What the system answered.
  package var detail: String

  init(_ executable: LocalPath, directory: LocalPath, code: Int32) {
    self.executable = executable
    detail = String(cString: strerror(code))
    // posix_spawn reports a failed chdir with the same numbers as a failed exec.
    let isDirectoryUsable = directory.withCString { access($0, X_OK) } == 0
    reason =
      switch code {
      case _ where !isDirectoryUsable: .noDirectory
      case ENOENT, ENOTDIR: .notFound
      case EACCES, EPERM: .notPermitted
      case ENOEXEC: .notExecutable
      case E2BIG: .argumentsTooLong
      default: .system(code)
      }
    if !isDirectoryUsable { detail = "its working directory \(directory) cannot be entered: \(detail)" }
  }

  /// An argument or a variable holds a NUL byte, which the system cannot pass on.
  init(nulByteFor executable: LocalPath) {
    self.executable = executable
    reason = .system(EINVAL)
    detail = "an argument or variable holds a NUL byte"
  }

  package var description: String { "cannot run \(executable): \(detail)" }
}
