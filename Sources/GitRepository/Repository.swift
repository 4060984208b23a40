package import GateModel

/// An open git repository, for one thread at a time. libgit2 is asked only for what gate does not read itself.
///
/// What the index holds is read once, when first asked for, so all answers of one value are about the same index; open
/// the ``location`` again to see a newer one. No instance writes to the index, the working tree or the refs; what is staged is
/// changed by ``makeStagedEdits(_:at:in:)`` alone.
///
///     let repository = try Repository.open(from: directory, environment: environment)
///     let changes = try repository.stagedChanges()
package struct Repository: ~Copyable {
  /// How object ids are made.
  package enum ObjectFormat: String, Hashable, Sendable { case sha1, sha256 }

  /// Where the repository lies; reopens it cheaply, on any thread.
  package let location: RepositoryLocation
  let handle: Libgit2Repository
  let objects: ObjectDatabase
  private let index = IndexMemo()

  /// The settings in force.
  var configuration: GitConfiguration { location.configuration }
  /// The refs of this work tree.
  var references: ReferenceStore {
    ReferenceStore(
      gitDirectory: location.gitDirectory, commonDirectory: location.commonDirectory, format: location.objectFormat)
  }

  /// Opens the repository that git would use in `directory`.
  ///
  /// - Parameters:
  ///   - directory: the current directory, absolute.
  ///   - environment: the caller's; `GIT_DIR`, `GIT_WORK_TREE`, `GIT_INDEX_FILE`, `GIT_OBJECT_DIRECTORY`,
  ///     `GIT_ALTERNATE_OBJECT_DIRECTORIES`, `GIT_COMMON_DIR`, `GIT_CEILING_DIRECTORIES`, `GIT_CONFIG_*`, `HOME` and
  ///     `XDG_CONFIG_HOME` mean what they mean to git. The user-wide attributes file is looked up below the `HOME` of
  ///     the first call of the process.
  /// - Throws: `GitError`: no repository, one of another user, one that gate cannot read.
  package static func open(
    from directory: LocalPath, environment: [String: String]
  ) throws(GitError) -> Repository {
    let environment = GitEnvironment(environment, directory: directory)
    return try open(RepositoryLocator(directory: directory, environment: environment).locate())
  }

  /// Opens a repository that was found before.
  package static func open(_ location: RepositoryLocation) throws(GitError) -> Repository {
    Repository(location)
  }

  private init(_ location: RepositoryLocation) {
    self.location = location
    handle = Libgit2Repository(location)
    objects = ObjectDatabase(location)
  }

  /// How object ids are made.
  package var objectFormat: ObjectFormat { location.objectFormat }

  /// The value in force of a setting such as `core.hooksPath`, as text; `nil` where it is not set.
  package func configurationValue(_ name: String) -> String? {
    configuration.value(name)
  }

  /// The value in force of a setting that is a path, with `~/` expanded; relative paths stay relative.
  package func configurationPath(_ name: String) throws(GitError) -> LocalPath? {
    guard let text = configuration.value(name) else { return nil }
    guard text.hasPrefix("~") else { return LocalPath(text) }
    guard let home = location.home, text == "~" || text.hasPrefix("~/") else {
      throw GitError(
        .unsupported, "\(name) in the git configuration is \(text), which gate cannot expand",
        hint: "write an absolute path: git config \(name) /…")
    }
    return LocalPath(home + text.dropFirst())
  }

  /// The index, read when first needed.
  func indexSnapshot() throws(GitError) -> IndexSnapshot {
    if let known = index.snapshot { return known }
    let snapshot = try IndexSnapshot(reading: location, format: objectFormat)
    index.snapshot = snapshot
    return snapshot
  }
}

/// Holds the index of one `Repository` once it is read.
private final class IndexMemo {
  var snapshot: IndexSnapshot?
}
