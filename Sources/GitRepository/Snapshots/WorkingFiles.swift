internal import CCheckout
internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// The files of the working tree as a source for a snapshot: what is known to be the content of a blob need not be
/// inflated, and where the file system can, it need not even be copied.
struct WorkingFiles: Sendable {
  let workTree: LocalPath
  private let tracked: TrackedFiles
  private let store: LocalPath

  init(_ tracked: TrackedFiles) {
    self.tracked = tracked
    workTree = tracked.workTree
    store = tracked.location.commonDirectory.appending("lfs")
  }

  /// Fills the empty file behind `descriptor` with the working file, where the index says without a look at its content that
  /// it is this version.
  ///
  /// - Returns: whether the file was filled; it is empty where not.
  func copy(_ file: SnapshotFile, to descriptor: Int32) -> Bool {
    // An index that cannot be read says nothing.
    guard let entry = try? tracked.index.entry(at: file.path), entry.version == file.version else { return false }
    let comparison = FileComparison(
      tracked.location, workTree: workTree, settings: tracked.settings, written: tracked.index.written)
    return copy(from: workTree.appending(file.path), to: descriptor) { before, after in
      comparison.isKnownUnchanged(entry.version.mode, entry.status, before) && FileMark(before) == FileMark(after)
    }
  }

  /// The same with the file that an LFS pointer stands for: the working file where it is the one, else that of LFS's own
  /// store.
  func copy(_ pointer: LFSPointer, at path: RepositoryPath, to descriptor: Int32) -> Bool {
    let isTheOne = { (before: FileStatus, _: FileStatus) in
      before.size == pointer.size && FileBytes.digest(descriptor) == pointer.oid
    }
    return copy(from: workTree.appending(path), size: pointer.size, to: descriptor, isRight: isTheOne)
      || copy(from: store.appending(pointer.storePath), size: pointer.size, to: descriptor, isRight: isTheOne)
  }

  /// Copies the regular file `source`. `isRight` is told what the file looked like before and after.
  private func copy(
    from source: LocalPath, size: UInt64? = nil, to descriptor: Int32,
    isRight: (FileStatus, FileStatus) -> Bool
  ) -> Bool {
    let input = source.withCString { open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
    guard input >= 0 else { return false }
    defer { close(input) }
    guard let before = FileStatus(ofDescriptor: input), before.kind == .regular, size ?? before.size == before.size
    else { return false }
    if gate_copy_file(input, descriptor) == 0, let after = FileStatus(ofDescriptor: input), isRight(before, after) {
      return true
    }
    // Whatever was copied is not wanted.
    _ = ftruncate(descriptor, 0)
    _ = lseek(descriptor, 0, SEEK_SET)
    return false
  }
}
