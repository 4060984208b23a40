internal import GateModel

/// What a snapshot tree holds, so far as gate put it there: entries and directories in path order.
///
/// Kept beside the tree, it tells the next run what differs, and what a tool changed meanwhile.
struct SnapshotManifest {
  /// One file, link or submodule.
  struct Entry {
    var pathStart: UInt32
    var pathCount: UInt32
    /// The raw value of a ``SnapshotItem/Kind``.
    var kind: UInt32
    /// 1 where the file is not what a checkout would write, and is to be tried again.
    var isProvisional: UInt32
    var id: ObjectID
    /// How the blob became the file: see ``CheckoutRules/conversion(of:)``.
    var conversion: UInt64
    var mark: FileMark
  }

  struct Directory {
    var pathStart: UInt32
    var pathCount: UInt32
    var inode: UInt64
    var modified: Timestamp

    mutating func update(_ status: FileStatus) {
      inode = status.inode
      modified = status.modified
    }
  }

  var entries: [Entry] = []
  var directories: [Directory] = []
  /// The bytes of all paths.
  var paths: [UInt8] = []
  /// The rules by which files were checked out.
  var fingerprint: [UInt8] = []
  /// The rules by which leftovers were ignored.
  var ignoreFingerprint: UInt64 = 0

  mutating func append(
    _ path: RepositoryPath, kind: SnapshotItem.Kind, id: ObjectID, conversion: UInt64, isProvisional: Bool,
    mark: FileMark
  ) {
    entries.append(
      Entry(
        pathStart: UInt32(truncatingIfNeeded: paths.count), pathCount: UInt32(truncatingIfNeeded: path.bytes.count),
        kind: kind.rawValue, isProvisional: isProvisional ? 1 : 0, id: id, conversion: conversion, mark: mark))
    paths += path.bytes
  }

  mutating func append(directory path: RepositoryPath, _ status: FileStatus) {
    directories.append(
      Directory(
        pathStart: UInt32(truncatingIfNeeded: paths.count), pathCount: UInt32(truncatingIfNeeded: path.bytes.count),
        inode: status.inode, modified: status.modified))
    paths += path.bytes
  }

  func path(of entry: Entry) -> RepositoryPath { path(entry.pathStart, entry.pathCount) }

  func path(of directory: Directory) -> RepositoryPath { path(directory.pathStart, directory.pathCount) }

  private func path(_ start: UInt32, _ count: UInt32) -> RepositoryPath {
    RepositoryPath(bytes: paths[Int(start)..<Int(start) + Int(count)])
  }

  /// Negative, zero or positive, as the path of `entry` comes before, is, or comes after `path`.
  func order(of entry: Entry, to path: RepositoryPath) -> Int {
    paths.withUnsafeBytes { all in
      path.bytes.withUnsafeBytes { other in
        let own = UnsafeRawBufferPointer(rebasing: all[Int(entry.pathStart)..<Int(entry.pathStart + entry.pathCount)])
        return own.order(to: other)
      }
    }
  }
}

/// What tells that a file is still the one that was written: any write, replacement or change of mode shows.
struct FileMark: Hashable {
  var size: UInt64
  var inode: UInt64
  var modified: Timestamp
  var changed: Timestamp

  init(_ status: FileStatus) {
    size = status.size
    inode = status.inode
    modified = status.modified
    changed = status.changed
  }

  /// Nothing looks like this.
  static let unknown = FileMark()

  private init() {
    size = .max
    inode = 0
    modified = Timestamp(seconds: 0, nanoseconds: .max)
    changed = modified
  }
}
