internal import GateModel

/// What decides how files of a working tree compare with the index (git-config(1), `core.*`).
struct WorkTreeSettings: Sendable {
  /// `core.fileMode`: whether the file system keeps the executable bit.
  let trustsMode: Bool
  /// `core.symlinks`: whether links are checked out as links.
  let hasLinks: Bool
  /// `core.trustCTime`: whether a changed time of the inode means something.
  let trustsChangeTime: Bool
  /// `core.checkStat`, unless it is `minimal`: whether owner, inode and fractions of a second count.
  let comparesAll: Bool

  init(_ configuration: GitConfiguration) throws(GitError) {
    trustsMode = try configuration.isTrue("core.fileMode", fallback: true)
    hasLinks = try configuration.isTrue("core.symlinks", fallback: true)
    trustsChangeTime = try configuration.isTrue("core.trustCTime", fallback: true)
    comparesAll = configuration.value("core.checkStat") != "minimal"
  }
}
