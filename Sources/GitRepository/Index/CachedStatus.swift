internal import GateModel

/// What the index remembers of the file that it was last known to agree with.
struct CachedStatus: Hashable {
  var modified: Timestamp
  var changed: Timestamp
  var device: UInt32
  var inode: UInt32
  var owner: UInt32
  var group: UInt32
  var size: UInt32
}

extension CachedStatus {
  /// Says nothing about the file: git compares its content.
  static let unknown = CachedStatus(
    modified: Timestamp(seconds: 0, nanoseconds: 0), changed: Timestamp(seconds: 0, nanoseconds: 0), device: 0,
    inode: 0, owner: 0, group: 0, size: 0)
  /// Where the size lies in an entry.
  static let sizeOffset = 36

  /// What the index would remember of a file.
  init(_ status: FileStatus) {
    modified = status.modified
    changed = status.changed
    device = UInt32(truncatingIfNeeded: status.device)
    inode = UInt32(truncatingIfNeeded: status.inode)
    owner = status.owner
    group = status.group
    size = UInt32(truncatingIfNeeded: status.size)
  }

  /// Appends the ten numbers with which an entry starts.
  func encode(mode: FileMode, into bytes: inout [UInt8]) {
    let numbers = [
      changed.seconds, changed.nanoseconds, modified.seconds, modified.nanoseconds, device, inode, mode.rawValue, owner,
      group, size,
    ]
    for number in numbers { bytes.appendNumber(number) }
  }
}

extension [UInt8] {
  /// Appends a 32-bit number in network byte order.
  mutating func appendNumber(_ number: UInt32) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}
