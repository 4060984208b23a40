package import GateModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A directory that is held open, so that what lies in it is reached by its name alone: the system follows the path once.
///
/// Sendable is checked by hand: nothing is changed after `init`, and openat(2) may be called from many threads.
package final class OpenDirectory: @unchecked Sendable {
  /// What a name in a directory stands for.
  package enum Kind: Hashable, Sendable {
    case file
    case directory
    /// Never followed.
    case link
    /// A pipe, a socket, a device.
    case special
  }

  package struct Entry: Hashable, Sendable {
    package var name: [UInt8]
    package var kind: Kind
  }

  #if canImport(Darwin)
    private typealias Stream = UnsafeMutablePointer<DIR>
  #else
    private typealias Stream = OpaquePointer
  #endif

  package let path: LocalPath
  private let stream: Stream
  let descriptor: Int32
  /// Without `.` and `..`, in no particular order.
  package let entries: [Entry]

  /// - Throws: `FileError` if the directory cannot be read.
  package init(_ path: LocalPath) throws(FileError) {
    guard let stream = path.withCString({ opendir($0) }) else { throw FileError("list", path, code: errno) }
    let descriptor = dirfd(stream)
    var entries: [Entry] = []
    var code: Int32 = 0
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        code = errno
        break
      }
      if let entry = Self.entry(entry, in: descriptor) { entries.append(entry) }
    }
    guard code == 0 else {
      closedir(stream)
      throw FileError("list", path, code: code)
    }
    self.path = path
    self.stream = stream
    self.descriptor = descriptor
    self.entries = entries
  }

  deinit { closedir(stream) }

  /// The text of the link called `name`.
  ///
  /// - Throws: `FileError` if it cannot be read, is no link, or is longer than the system lets one be.
  package func target(ofLink name: [UInt8]) throws(FileError) -> [UInt8] {
    var target = [UInt8](repeating: 0, count: Self.targetLimit)
    let count = target.withUnsafeMutableBytes { buffer in
      LocalPath(bytes: name).withCString { name in
        buffer.baseAddress.map { readlinkat(descriptor, name, $0.assumingMemoryBound(to: CChar.self), buffer.count) }
          ?? -1
      }
    }
    guard count >= 0 else { throw FileError("read", path.appending(bytes: name), code: errno) }
    guard count < target.count else { throw FileError("read", path.appending(bytes: name), code: ENAMETOOLONG) }
    return Array(target[..<count])
  }

  /// In bytes: more than PATH_MAX of any system.
  private static let targetLimit = 8 << 10

  private static func entry(_ raw: UnsafeMutablePointer<dirent>, in directory: Int32) -> Entry? {
    let type = raw.pointee.d_type
    let capacity = MemoryLayout.size(ofValue: raw.pointee.d_name)
    return withUnsafePointer(to: &raw.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: UInt8.self, capacity: capacity) { name in
        let start = UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)
        let bytes = UnsafeBufferPointer(start: name, count: strlen(start))
        if bytes[0] == UInt8(ascii: "."), bytes.count == 1 || (bytes.count == 2 && bytes[1] == bytes[0]) { return nil }
        return Entry(name: Array(bytes), kind: kind(type, of: start, in: directory))
      }
    }
  }

  private static func kind(_ type: UInt8, of name: UnsafePointer<CChar>, in directory: Int32) -> Kind {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .directory
    case Int(DT_LNK): return .link
    case Int(DT_UNKNOWN):
      // Some file systems do not say.
      var raw = stat()
      guard fstatat(directory, name, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { return .file }
      let status = FileStatus(raw)
      return status.isRegularFile ? .file : status.isDirectory ? .directory : status.isLink ? .link : .special
    default: return .special
    }
  }
}
