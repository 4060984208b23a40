/// How much of an archive is unpacked: what is beyond is named, and not looked into.
package struct ArchiveLimits: Hashable, Sendable {
  /// Archives in archives: 1 for an archive whose members are taken as they are.
  package var depth: Int
  /// The largest member, in bytes.
  package var memberSize: Int
  /// All members of the outermost archive together, in bytes.
  package var totalSize: Int
  /// How many times as large as the outermost archive all members together may be, once they have ``freeSize`` bytes.
  package var ratio: Int
  /// How many members the outermost archive may have, with those of archives in it.
  package var memberCount: Int

  /// Small archives may be of any ratio: 16 MiB do no harm.
  package static let freeSize = 16 << 20

  /// Limits that no archive of ordinary files meets: sources shrink to a fifth, logs to a fiftieth.
  package init(
    depth: Int = 4, memberSize: Int = 256 << 20, totalSize: Int = 1 << 30, ratio: Int = 200, memberCount: Int = 100_000
  ) {
    self.depth = depth
    self.memberSize = memberSize
    self.totalSize = totalSize
    self.ratio = ratio
    self.memberCount = memberCount
  }
}
