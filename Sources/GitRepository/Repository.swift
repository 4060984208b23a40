internal import CLibgit2
package import GateModel

/// An open git repository: sole owner of its libgit2 handle, for one thread at a time.
///
/// What the index holds is read once, when first asked for, so all answers of one value are about the same index; open
/// the ``location`` again to see a newer one. Nothing here writes to the index, the working tree or the refs.
///
///     let repository = try Repository.open(from: directory, environment: environment)
///     let changes = try repository.stagedChanges()
package struct Repository: ~Copyable {
  /// How object ids are made.
  package enum ObjectFormat: String, Hashable, Sendable { case sha1, sha256 }

  /// Where the repository lies; reopens it cheaply, on any thread.
  package let location: RepositoryLocation
  let handle: Handle
  let configuration: GitConfiguration
  let objects: ObjectDatabase
  private let index = IndexMemo()

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
    try Libgit2.start(home: environment.home, xdgHome: environment.xdgHome)
    return try open(RepositoryLocator(directory: directory, environment: environment).locate())
  }

  /// Opens a repository that was found before.
  package static func open(_ location: RepositoryLocation) throws(GitError) -> Repository {
    try Repository(location)
  }

  private init(_ location: RepositoryLocation) throws(GitError) {
    try Libgit2.start(home: location.home, xdgHome: location.xdgHome)
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    let attempt = "could not open the repository at \(location.gitDirectory)"
    let handle = try Handle(attempt, free: git_repository_free) { pointer in
      location.gitDirectory.withCString { git_repository_open_ext(&pointer, $0, flags, nil) }
    }
    if let workTree = location.workTree {
      // The last argument keeps libgit2 from writing the link into the repository.
      try check(workTree.withCString { git_repository_set_workdir(handle.pointer, $0, 0) }, attempt)
    }
    let configuration = try GitConfiguration(
      location.configurationFiles, overrides: location.configurationOverrides, repository: handle.pointer)
    try check(git_repository_set_config(handle.pointer, configuration.handle.pointer), attempt)
    try Self.setObjects(of: location, handle.pointer)
    self.location = location
    self.configuration = configuration
    self.handle = handle
    self.objects = ObjectDatabase(location)
  }

  /// Tells libgit2 of the object directories that the environment named.
  private static func setObjects(of location: RepositoryLocation, _ repository: OpaquePointer) throws(GitError) {
    let attempt = "could not open the objects of \(location.gitDirectory)"
    let database = try objectDatabase(of: location, repository, attempt)
    for directory in location.alternateObjectDirectories {
      try check(directory.withCString { git_odb_add_disk_alternate(database.pointer, $0) }, attempt)
    }
    if location.objectDirectory != nil { try check(git_repository_set_odb(repository, database.pointer), attempt) }
  }

  private static func objectDatabase(
    of location: RepositoryLocation, _ repository: OpaquePointer, _ attempt: String
  ) throws(GitError) -> Handle {
    guard let directory = location.objectDirectory else {
      return try Handle(attempt, free: git_odb_free) { git_repository_odb(&$0, repository) }
    }
    return try Handle(attempt, free: git_odb_free) { pointer in
      directory.withCString { git_odb_open(&pointer, $0) }
    }
  }

  /// How object ids are made.
  package var objectFormat: ObjectFormat { location.objectFormat }

  /// The value in force of a setting such as `core.hooksPath`, as text; `nil` where it is not set.
  package func configurationValue(_ name: String) throws(GitError) -> String? {
    try configuration.value(name)
  }

  /// The value in force of a setting that is a path, with `~/` expanded; relative paths stay relative.
  package func configurationPath(_ name: String) throws(GitError) -> LocalPath? {
    guard let text = try configuration.value(name) else { return nil }
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
