internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// What is kept beside a snapshot tree: the manifest, and while it is being changed the journal.
struct SnapshotRecords {
  private let slot: SnapshotSlot

  init(_ slot: SnapshotSlot) { self.slot = slot }

  /// What the tree holds, `nil` where that is not known.
  func load() -> SnapshotManifest? {
    guard var manifest = SnapshotManifest(reading: slot.manifest) else { return nil }
    guard let journal = FileBytes.readWhole(slot.journal) else { return manifest }
    // A run was killed: what it was about to add may be there, in part or whole.
    let known = Set(manifest.entries.map { manifest.path(of: $0) })
    guard let none = ObjectID(bytes: [UInt8](repeating: 0, count: 20)) else { return nil }
    for path in journal.split(separator: 0).map({ RepositoryPath(bytes: $0) }) where !known.contains(path) {
      manifest.append(path, kind: .regular, id: none, conversion: 0, isProvisional: true, mark: .unknown)
    }
    let order = manifest.entries.map { (manifest.path(of: $0), $0) }.sorted { $0.0 < $1.0 }
    manifest.entries = order.map(\.1)
    return manifest
  }

  /// Notes what is about to be added.
  func announce(_ paths: [RepositoryPath]) throws(GitError) {
    // What an earlier journal names stays in question until a manifest says otherwise.
    let earlier = FileBytes.readWhole(slot.journal) ?? []
    if earlier.isEmpty, paths.isEmpty { return }
    try FileBytes.replace(slot.journal, with: earlier + paths.flatMap { $0.bytes + [0] })
  }

  /// Says that the tree is now as `manifest` tells.
  func commit(_ manifest: SnapshotManifest) throws(GitError) {
    try FileBytes.replace(slot.manifest) { manifest.write(to: $0) }
    _ = slot.journal.withCString { unlink($0) }
  }

  /// Empties the tree, and forgets what was in it.
  func wipe() throws(GitError) {
    for path in [slot.manifest, slot.journal] { _ = path.withCString { unlink($0) } }
    guard TreeRemoval.remove(slot.tree), slot.tree.withCString({ mkdir($0, 0o700) }) == 0 else {
      throw GitError.system("empty", slot.tree)
    }
  }
}
