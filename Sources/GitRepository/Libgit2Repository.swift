internal import CLibgit2
internal import GateModel

/// libgit2's view of one repository, opened when something first needs it. For one thread at a time.
final class Libgit2Repository {
  private struct Parts: ~Copyable {
    let repository: Handle
    let configuration: Handle
  }

  private let location: RepositoryLocation
  private var parts: Parts?

  init(_ location: RepositoryLocation) { self.location = location }

  /// libgit2's handle; valid while this object lives.
  ///
  /// - Throws: `GitError` where libgit2 is not installed, or does not read such a repository.
  var pointer: OpaquePointer {
    get throws(GitError) {
      if parts == nil { parts = try opened() }
      guard let pointer = parts?.repository.pointer else {
        throw GitError(.failed, "could not open the repository at \(location.gitDirectory)")
      }
      return pointer
    }
  }

  /// Has libgit2 read attributes from `workTree` and from an index that holds `files` alone, never from the user's own.
  func takeAttributes(
    from files: [SnapshotFile], in workTree: LocalPath, _ attempt: @autoclosure () -> String
  ) throws(GitError) {
    let pointer = try pointer
    // The last argument keeps libgit2 from writing the link into the repository.
    try check(workTree.withCString { git_repository_set_workdir(pointer, $0, 0) }, attempt())
    let index = try Handle(attempt(), free: git_index_free) { git_index_new(&$0) }
    for file in files {
      var entry = git_index_entry()
      entry.mode = file.version.mode.rawValue
      entry.id = try file.version.id.oid()
      let code = LocalPath(bytes: file.path.bytes).withCString { path in
        entry.path = path
        return git_index_add(index.pointer, &entry)
      }
      try check(code, attempt())
    }
    try check(git_repository_set_index(pointer, index.pointer), attempt())
  }

  private func opened() throws(GitError) -> Parts {
    guard location.objectFormat == .sha1 else {
      throw GitError(
        .unsupported, "this needs libgit2, which does not read a repository that names its objects by SHA-256",
        hint: "gate reads the rest of \(location.gitDirectory) itself")
    }
    try Libgit2.start(home: location.home, xdgHome: location.xdgHome)
    let flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    let attempt = "could not open the repository at \(location.gitDirectory)"
    let repository = try Handle(attempt, free: git_repository_free) { pointer in
      location.gitDirectory.withCString { git_repository_open_ext(&pointer, $0, flags, nil) }
    }
    if let workTree = location.workTree {
      // The last argument keeps libgit2 from writing the link into the repository.
      try check(workTree.withCString { git_repository_set_workdir(repository.pointer, $0, 0) }, attempt)
    }
    let configuration = try configuration(for: repository.pointer)
    try check(git_repository_set_config(repository.pointer, configuration.pointer), attempt)
    try setObjects(of: repository.pointer)
    return Parts(repository: repository, configuration: configuration)
  }

  /// The same files that ``GitConfiguration`` was read from.
  private func configuration(for repository: OpaquePointer) throws(GitError) -> Handle {
    let configuration = try Handle("could not make a configuration", free: git_config_free) { git_config_new(&$0) }
    for file in location.configurationFiles where FileStatus(of: file.path.resolved)?.kind == .regular {
      let level = git_config_level_t(rawValue: file.level.rawValue)
      let code = file.path.withCString { git_config_add_file_ondisk(configuration.pointer, $0, level, repository, 1) }
      try check(code, "could not read the git configuration \(file.path)")
    }
    return configuration
  }

  /// Tells libgit2 of the object directories that the environment named.
  private func setObjects(of repository: OpaquePointer) throws(GitError) {
    let attempt = "could not open the objects of \(location.gitDirectory)"
    let database = try objectDatabase(of: repository, attempt)
    for directory in location.alternateObjectDirectories {
      try check(directory.withCString { git_odb_add_disk_alternate(database.pointer, $0) }, attempt)
    }
    if location.objectDirectory != nil { try check(git_repository_set_odb(repository, database.pointer), attempt) }
  }

  private func objectDatabase(of repository: OpaquePointer, _ attempt: String) throws(GitError) -> Handle {
    guard let directory = location.objectDirectory else {
      return try Handle(attempt, free: git_odb_free) { git_repository_odb(&$0, repository) }
    }
    return try Handle(attempt, free: git_odb_free) { pointer in
      directory.withCString { git_odb_open(&pointer, $0) }
    }
  }
}
