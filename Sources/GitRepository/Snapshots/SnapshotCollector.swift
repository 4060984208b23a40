internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Takes away the snapshots that nobody needs: of work trees that are gone, unused for two weeks, left by a killed process,
/// or too many. One in use has its lock taken, and stays.
struct SnapshotCollector {
  private static let longestIdleSeconds: Int64 = 14 * 86400
  /// How many slots are kept, all work trees together.
  private static let countLimit = 32

  let parent: LocalPath
  /// Seconds since 1970.
  let now: Int64

  private struct Slot {
    var directory: LocalPath
    var lastUse: Int64
  }

  func run() {
    var kept: [Slot] = []
    for name in DirectoryListing.names(in: parent) {
      let base = parent.appending(bytes: name)
      guard FileStatus(of: base)?.kind == .directory else { continue }
      let isOrphaned = !hasOwner(base)
      for name in DirectoryListing.names(in: base) where !name.starts(with: SnapshotSlot.ownerName.utf8) {
        let slot = Slot(directory: base.appending(bytes: name), lastUse: lastUse(base.appending(bytes: name)))
        let isTemporary = name.first == SnapshotSlot.temporaryMark.asciiValue
        if isOrphaned || isTemporary || now - slot.lastUse > Self.longestIdleSeconds {
          remove(slot.directory)
        } else {
          kept.append(slot)
        }
      }
      if isOrphaned || isIdle(base) { removeIfUnused(base) }
    }
    guard kept.count > Self.countLimit else { return }
    for slot in kept.sorted(by: { $0.lastUse < $1.lastUse }).prefix(kept.count - Self.countLimit) {
      remove(slot.directory)
    }
  }

  /// Whether the work tree that the slots in `base` belong to is still there.
  private func hasOwner(_ base: LocalPath) -> Bool {
    guard let text = FileBytes.read(base.appending(SnapshotSlot.ownerName), limit: 65536, followsLinks: false) else {
      // Somebody is about to write it.
      return true
    }
    return text.split(separator: 0).allSatisfy { FileStatus(of: LocalPath(bytes: $0)) != nil }
  }

  /// Whether nothing came into the directory or went for long: nobody is about to use it.
  private func isIdle(_ base: LocalPath) -> Bool {
    FileStatus(of: base).map { now - Int64($0.modified.seconds) > Self.longestIdleSeconds } ?? false
  }

  private func lastUse(_ slot: LocalPath) -> Int64 {
    let status = FileStatus(of: slot.appending("lock")) ?? FileStatus(of: slot)
    return status.map { Int64($0.modified.seconds) } ?? now
  }

  private func remove(_ slot: LocalPath) {
    // What cannot be locked or removed now stays for another run: tidying up is no reason to fail.
    guard let lock = try? SnapshotLock.take(slot.appending("lock")) else { return }
    withExtendedLifetime(lock) { _ = TreeRemoval.remove(slot) }
  }

  /// Removes the directory of a work tree where no slot is left in it.
  private func removeIfUnused(_ base: LocalPath) {
    let names = DirectoryListing.names(in: base)
    guard names.allSatisfy({ $0.starts(with: SnapshotSlot.ownerName.utf8) }) else { return }
    for name in names { _ = base.appending(bytes: name).withCString { unlink($0) } }
    _ = base.withCString { rmdir($0) }
  }
}
