package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension LocalFiles {
  /// Adds `bytes` at the end of the file at `path`, which is made where there is none, readable by all (less the umask).
  ///
  /// - Throws: `FileError`; a part of `bytes` may be in the file then.
  package static func append(_ bytes: [UInt8], to path: LocalPath) throws(FileError) {
    let descriptor = try open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, mode: 0o666, operation: "write")
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }
}
