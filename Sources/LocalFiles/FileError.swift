package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file operation that the operating system refused, or that a limit stopped.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was tried, as a verb: `read`, `write`, `list`, ….
  package var operation: String
  package var path: LocalPath
  /// The system's error number; 0 where the limit or the caller was at fault.
  package var code: Int32
  /// What the system answered, or what was wrong.
  package var detail: String

  package init(_ operation: String, _ path: LocalPath, code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
    self.detail = String(cString: strerror(code))
  }

  package init(_ operation: String, _ path: LocalPath, detail: String) {
    self.operation = operation
    self.path = path
    self.code = 0
    self.detail = detail
  }

  package var description: String { "cannot \(operation) \(path): \(detail)" }

  /// Whether there was nothing at the path, or one of the directories above it is none.
  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }

  /// Whether the system or the file system does not have the operation.
  package var isUnsupported: Bool { code == ENOSYS || code == EINVAL || code == ENOTSUP }
}
