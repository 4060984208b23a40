internal import CZlib
package import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

extension Repository {
  /// Stores `bytes` as a blob and returns its name, as `git hash-object -w --stdin --no-filters` does.
  ///
  /// Nothing refers to it yet, so git removes it some time if nothing ever does. A reader sees the whole object or none,
  /// whenever the process is killed.
  ///
  /// - Throws: `GitError` where the object directory cannot be written.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
    try LooseObjectWriter(directory: location.ownObjectDirectory, format: objectFormat).write(.blob, bytes)
  }
}

/// Writes objects into files of their own (gitformat-loose(5)).
struct LooseObjectWriter {
  let directory: LocalPath
  let format: Repository.ObjectFormat

  /// The name under which the object is now stored.
  func write(_ kind: GitObject.Kind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
    guard let id = GitObject(kind: kind, bytes: bytes).id(format) else {
      throw GitError(.failed, "could not name an object of \(bytes.count) bytes")
    }
    let path = LooseObject.path(of: id, in: directory)
    if FileStatus(of: path)?.kind == .regular { return id }
    let content = try Self.deflated(Array("\(kind.name) \(bytes.count)\0".utf8) + bytes)
    // Another process may make the directory at the same time; what matters is that it is there afterwards.
    if path.parent.withCString({ mkdir($0, 0o777) }) != 0, errno != EEXIST {
      throw Self.failed("make the directory", path.parent)
    }
    try Self.place(content, at: path)
    return id
  }

  /// Puts a file that is complete, read-only and on the disk in its place.
  private static func place(_ content: [UInt8], at path: LocalPath) throws(GitError) {
    // git takes a file that is called so for one of its own that was left behind, and removes it.
    var template = path.parent.appending("tmp_obj_gate_XXXXXX").bytes.map { CChar(bitPattern: $0) } + [0]
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failed("make a file for", path) }
    let isWritten = writeAll(content, to: descriptor) && fchmod(descriptor, 0o444) == 0 && fsync(descriptor) == 0
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed, path.withCString({ rename(template, $0) }) == 0 else {
      let error = failed("write", path)
      unlink(template)
      throw error
    }
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func deflated(_ bytes: [UInt8]) throws(GitError) -> [UInt8] {
    var size = compressBound(uLong(bytes.count))
    var code = Z_OK
    let content = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      // git's own level for these files.
      code = compress2(buffer.baseAddress, &size, bytes, uLong(bytes.count), Z_BEST_SPEED)
      count = code == Z_OK ? Int(size) : 0
    }
    guard code == Z_OK else { throw GitError(.failed, "could not compress an object of \(bytes.count) bytes") }
    return content
  }

  private static func failed(_ verb: String, _ path: LocalPath) -> GitError {
    let code = errno
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return GitError(.failed, "could not \(verb) \(path): \(reason)")
  }
}

extension RepositoryLocation {
  /// Where objects are written, and looked for first.
  var ownObjectDirectory: LocalPath { objectDirectory ?? commonDirectory.appending("objects") }
}

/// write(2), which a method called `write` would hide.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}
