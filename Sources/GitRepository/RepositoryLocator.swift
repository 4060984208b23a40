internal import CLibgit2
internal import GateModel

/// Finds the repository that git would work with, and the paths of its parts.
struct RepositoryLocator {
  let directory: LocalPath
  let environment: GitEnvironment

  /// The location, after the ownership check that git makes of a repository that it found by itself.
  func locate() throws(GitError) -> RepositoryLocation {
    let found = try open()
    guard let gitDirectory = LocalPath(borrowed: git_repository_path(found.pointer)),
      let commonDirectory = LocalPath(borrowed: git_repository_commondir(found.pointer))
    else { throw GitError(.failed, "libgit2 opened a repository without a directory in \(directory)") }
    if let wanted = environment.commonDirectory, wanted.resolved != commonDirectory.resolved {
      throw GitError(
        .unsupported, "GIT_COMMON_DIR is \(wanted), but \(gitDirectory) belongs to \(commonDirectory)",
        hint: "unset GIT_COMMON_DIR")
    }
    let outer = environment.outerConfigurationFiles(system: Self.systemConfigurationFile)
    var files = outer + Self.existing(commonDirectory.appending("config"), .local)
    let natural = LocalPath(borrowed: git_repository_workdir(found.pointer))
    if environment.gitDirectory == nil {
      try validateOwnership(gitDirectory: gitDirectory, natural: natural, outer: outer)
    }
    let shared = try GitConfiguration(files, overrides: environment.overrides, repository: found.pointer)
    if try shared.isTrue("extensions.worktreeConfig", fallback: false) {
      files += Self.existing(gitDirectory.appending("config.worktree"), .worktree)
    }
    let configuration = try GitConfiguration(files, overrides: environment.overrides, repository: found.pointer)
    let isLinked = gitDirectory != commonDirectory
    let workTree = try workTree(gitDirectory, isLinked: isLinked, natural: natural, configuration: configuration)
    return RepositoryLocation(
      gitDirectory: gitDirectory, commonDirectory: commonDirectory, workTree: workTree,
      indexFile: environment.indexFile.map { (workTree ?? directory).resolving($0) }
        ?? gitDirectory.appending("index"),
      objectFormat: .sha1, objectDirectory: environment.objectDirectory,
      alternateObjectDirectories: environment.alternateObjectDirectories, configurationFiles: files,
      configurationOverrides: environment.overrides, home: environment.home, xdgHome: environment.xdgHome)
  }

  private func open() throws(GitError) -> Handle {
    let start = environment.gitDirectory ?? directory
    var flags: UInt32 = 0
    if environment.gitDirectory != nil {
      flags = GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue
    } else if environment.crossesFileSystems {
      flags = GIT_REPOSITORY_OPEN_CROSS_FS.rawValue
    }
    do {
      return try Handle("could not open the repository at \(start)", free: git_repository_free) { pointer in
        start.withCString { git_repository_open_ext(&pointer, $0, flags, environment.ceilingDirectories) }
      }
    } catch {
      throw diagnosed(error, start: start)
    }
  }

  /// What stands behind libgit2's refusal to open a repository.
  private func diagnosed(_ error: GitError, start: LocalPath) -> GitError {
    if error.kind == .notFound {
      let place =
        environment.gitDirectory == nil
        ? "\(start) is not inside a git repository" : "GIT_DIR is \(start), which is no git repository"
      return GitError(.notARepository, place, hint: "change to a repository, or make one here: git init")
    }
    var found = GitBuffer()
    let crosses: Int32 = environment.crossesFileSystems ? 1 : 0
    let code = start.withCString { git_repository_discover(&found.raw, $0, crosses, environment.ceilingDirectories) }
    guard code >= 0,
      let configuration = try? GitConfiguration(
        Self.existing(Self.commonDirectory(of: found.path).appending("config"), .local), overrides: [], repository: nil)
    else { return error }
    if (try? configuration.value("extensions.objectFormat")) == "sha256" {
      return GitError(
        .unsupported, "the repository at \(found.path) names its objects by SHA-256, which gate cannot read yet",
        hint: "use gate in a SHA-1 repository (git init --object-format=sha1)")
    }
    if let storage = try? configuration.value("extensions.refStorage"), storage != "files" {
      return GitError(
        .unsupported, "the repository at \(found.path) keeps its refs as \(storage), which gate cannot read yet",
        hint: "git refs migrate --ref-format=files")
    }
    if error.message.contains("unsupported extension") {
      return GitError(.unsupported, error.message, hint: "see extensions.* in \(found.path)/config")
    }
    return error
  }

  private static func commonDirectory(of gitDirectory: LocalPath) -> LocalPath {
    // A linked work tree's git directory is COMMON/worktrees/NAME (gitrepository-layout(5)).
    let isLinked = FileStatus(of: gitDirectory.appending("commondir")) != nil
    return isLinked ? gitDirectory.parent.parent : gitDirectory
  }

  /// The root of the working tree by git's rules, with one of our own, see below.
  private func workTree(
    _ gitDirectory: LocalPath, isLinked: Bool, natural: LocalPath?, configuration: borrowing GitConfiguration
  ) throws(GitError) -> LocalPath? {
    if let named = environment.workTree { return named.resolved }
    if isLinked { return natural?.resolved }
    if let named = try configuration.value("core.worktree") {
      return gitDirectory.resolving(LocalPath(named)).resolved
    }
    if try configuration.isTrue("core.bare", fallback: false) { return nil }
    guard environment.gitDirectory != nil else { return natural?.resolved }
    // With GIT_DIR alone git takes the current directory for the root. A hook that has changed directory would then
    // check the wrong files, so the directory that holds `.git` wins when we are inside it.
    let here = directory.resolved
    if gitDirectory.name.elementsEqual(".git".utf8), here.relative(to: gitDirectory.parent.resolved) != nil {
      return gitDirectory.parent.resolved
    }
    return here
  }

  private func validateOwnership(
    gitDirectory: LocalPath, natural: LocalPath?, outer: [RepositoryLocation.ConfigurationFile]
  ) throws(GitError) {
    var paths = [gitDirectory]
    if let natural {
      paths.append(natural)
      let link = natural.appending(".git")
      if FileStatus(of: link)?.kind == .regular { paths.append(link) }
    }
    let configuration = try GitConfiguration(outer, overrides: [], repository: nil)
    let ownership = Ownership(
      paths: paths, root: natural ?? gitDirectory, safeDirectories: try configuration.values("safe.directory"),
      home: environment.home, sudoUser: environment.sudoUser)
    try ownership.validate()
  }

  private static var systemConfigurationFile: LocalPath? {
    var buffer = GitBuffer()
    return git_config_find_system(&buffer.raw) >= 0 ? buffer.path : nil
  }

  private static func existing(
    _ path: LocalPath, _ level: RepositoryLocation.ConfigurationFile.Level
  ) -> [RepositoryLocation.ConfigurationFile] {
    guard FileStatus(of: path.resolved)?.kind == .regular else { return [] }
    return [RepositoryLocation.ConfigurationFile(path: path, level: level)]
  }
}
