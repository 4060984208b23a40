#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// What a directory holds.
enum DirectoryListing {
  /// A name in a directory.
  struct Entry {
    var name: [UInt8]
    var kind: FileStatus.Kind
  }

  /// The names in `directory` without `.` and `..`, in bytewise order; none where it cannot be read.
  static func names(in directory: LocalPath) -> [[UInt8]] {
    guard let stream = directory.withCString({ opendir($0) }) else { return [] }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      if let name = name(of: entry) { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The same with the kind of each, in no order, and without what goes away meanwhile. A directory that a symbolic link
  /// leads to counts as one that cannot be read.
  static func entries(in directory: LocalPath) -> [Entry] {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let descriptor = directory.withCString { open($0, flags) }
    guard descriptor >= 0 else { return [] }
    return entries(owning: descriptor)
  }

  /// The same for an open directory, which is closed.
  static func entries(owning descriptor: Int32) -> [Entry] {
    guard let stream = fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while let raw = readdir(stream) {
      guard let name = name(of: raw) else { continue }
      switch raw.pointee.d_type {
      case UInt8(truncatingIfNeeded: DT_REG): entries.append(Entry(name: name, kind: .regular))
      case UInt8(truncatingIfNeeded: DT_DIR): entries.append(Entry(name: name, kind: .directory))
      case UInt8(truncatingIfNeeded: DT_LNK): entries.append(Entry(name: name, kind: .symbolicLink))
      case UInt8(truncatingIfNeeded: DT_UNKNOWN):
        // Some file systems leave the question to lstat(2).
        let terminated = name.map { CChar(bitPattern: $0) } + [0]
        if let status = FileStatus(of: terminated, in: dirfd(stream)) {
          entries.append(Entry(name: name, kind: status.kind))
        }
      default: entries.append(Entry(name: name, kind: .other))
      }
    }
    return entries
  }

  private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8]? {
    let start = UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
    let bytes = start.assumingMemoryBound(to: UInt8.self)
    let length = strlen(start.assumingMemoryBound(to: CChar.self))
    let isDots = length <= 2 && bytes[0] == UInt8(ascii: ".") && (length == 1 || bytes[1] == UInt8(ascii: "."))
    return isDots ? nil : Array(UnsafeBufferPointer(start: bytes, count: length))
  }
}
