package import GateModel

/// Where a repository and its parts lie, and what decides how they are read.
///
/// A value: a worker on another thread opens its own ``Repository`` from it without looking at the environment again.
package struct RepositoryLocation: Hashable, Sendable {
  /// A configuration file and the rank it has among the others (a higher one wins), as libgit2 counts.
  struct ConfigurationFile: Hashable, Sendable {
    enum Level: Int32, Sendable { case system = 2, xdg, global, local, worktree }
    var path: LocalPath
    var level: Level
  }

  /// The git directory of this work tree: `.git`, or `.git/worktrees/NAME` of a linked one.
  package let gitDirectory: LocalPath
  /// The directory that all work trees share, the ordinary `.git`.
  package let commonDirectory: LocalPath
  /// The root of the working tree, `nil` for a bare repository.
  package let workTree: LocalPath?
  /// The index that git works with, which for `git commit PATH` is not the ordinary one.
  package let indexFile: LocalPath
  /// Whether there is no working tree.
  package var isBare: Bool { workTree == nil }

  /// How the repository names its objects.
  package let objectFormat: Repository.ObjectFormat
  /// Whether a merge is waiting to be committed here.
  package var isMerging: Bool { FileStatus(of: gitDirectory.appending("MERGE_HEAD")) != nil }

  /// `GIT_OBJECT_DIRECTORY`, where set.
  let objectDirectory: LocalPath?
  /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`.
  let alternateObjectDirectories: [LocalPath]
  /// The settings in force.
  let configuration: GitConfiguration
  /// Where they come from, lowest rank first; not all of these need exist.
  let configurationFiles: [ConfigurationFile]
  /// `HOME`, for `~/` in paths of the configuration.
  let home: String?
  let xdgHome: String?
}
