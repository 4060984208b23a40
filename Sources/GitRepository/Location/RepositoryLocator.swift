internal import GateModel

/// Finds the repository that git would work with, and the paths of its parts.
struct RepositoryLocator {
  let directory: LocalPath
  let environment: GitEnvironment

  /// The location, after the ownership check that git makes of a repository that it found by itself.
  func locate() throws(GitError) -> RepositoryLocation {
    let finder = RepositoryFinder(environment: environment)
    let found: RepositoryFinder.Found
    if let named = environment.gitDirectory {
      found = try finder.explicit(named)
    } else {
      found = try finder.search(from: directory)
    }
    let gitDirectory = found.gitDirectory
    let commonDirectory = finder.commonDirectory(of: gitDirectory)
    if let wanted = environment.commonDirectory, wanted.resolved != commonDirectory.resolved {
      throw GitError(
        .unsupported, "GIT_COMMON_DIR is \(wanted), but \(gitDirectory) belongs to \(commonDirectory)",
        hint: "unset GIT_COMMON_DIR")
    }
    let outer = environment.outerConfigurationFiles(system: Self.systemConfigurationFile)
    if environment.gitDirectory == nil { try validateOwnership(found, outer: outer) }
    let own = commonDirectory.appending("config")
    let ownSettings = try ConfigurationReader.ownSettings(in: own)
    if ownSettings == nil, FileStatus(of: own) != nil {
      // How the repository must be read stands there, so that this cannot be passed over.
      throw GitError(.failed, "could not read the git configuration \(own)")
    }
    let format = try RepositoryFormat(ownSettings ?? [], gitDirectory: gitDirectory)
    var files = outer + [RepositoryLocation.ConfigurationFile(path: own, level: .local)]
    if format.hasWorkTreeConfiguration {
      files.append(.init(path: gitDirectory.appending("config.worktree"), level: .worktree))
    }
    let references = ReferenceStore(
      gitDirectory: gitDirectory, commonDirectory: commonDirectory, format: format.objectFormat)
    let branch = try references.branch().flatMap { $0.hasPrefix("refs/heads/") ? Array($0.utf8.dropFirst(11)) : nil }
    let settings = try ConfigurationReader.settings(
      in: files, home: environment.home, gitDirectory: gitDirectory, branch: branch)
    let configuration = GitConfiguration(settings, overrides: environment.overrides)
    let isLinked = gitDirectory != commonDirectory
    let workTree = try workTree(
      gitDirectory, isLinked: isLinked, natural: found.natural, configuration: configuration)
    return RepositoryLocation(
      gitDirectory: gitDirectory, commonDirectory: commonDirectory, workTree: workTree,
      indexFile: environment.indexFile.map { (workTree ?? directory).resolving($0) }
        ?? gitDirectory.appending("index"),
      objectFormat: format.objectFormat, objectDirectory: environment.objectDirectory,
      alternateObjectDirectories: environment.alternateObjectDirectories, configuration: configuration,
      configurationFiles: files, home: environment.home, xdgHome: environment.xdgHome)
  }

  /// The root of the working tree by git's rules, with one of our own, see below.
  private func workTree(
    _ gitDirectory: LocalPath, isLinked: Bool, natural: LocalPath?, configuration: GitConfiguration
  ) throws(GitError) -> LocalPath? {
    if let named = environment.workTree { return named.resolved }
    if isLinked { return natural?.resolved }
    if let named = configuration.value("core.worktree") {
      return gitDirectory.resolving(LocalPath(named)).resolved
    }
    if try configuration.isTrue("core.bare", fallback: false) { return nil }
    // `natural` came from a walk that started at a directory without links.
    guard environment.gitDirectory != nil else { return natural }
    // With GIT_DIR alone git takes the current directory for the root. A hook that has changed directory would then
    // check the wrong files, so the directory that holds `.git` wins when we are inside it.
    let here = directory.resolved
    if gitDirectory.name.elementsEqual(".git".utf8), here.relative(to: gitDirectory.parent.resolved) != nil {
      return gitDirectory.parent.resolved
    }
    return here
  }

  private func validateOwnership(
    _ found: RepositoryFinder.Found, outer: [RepositoryLocation.ConfigurationFile]
  ) throws(GitError) {
    var paths = [found.gitDirectory]
    if let natural = found.natural {
      paths.append(natural)
      let link = natural.appending(".git")
      if FileStatus(of: link)?.kind == .regular { paths.append(link) }
    }
    var ownership = Ownership(
      paths: paths, root: found.natural ?? found.gitDirectory, safeDirectories: [], home: environment.home,
      sudoUser: environment.sudoUser)
    // Which directories are declared safe matters only where another user owns something.
    if ownership.foreignPath == nil { return }
    let settings = try ConfigurationReader.settings(
      in: outer, home: environment.home, gitDirectory: nil, branch: nil)
    ownership.safeDirectories = GitConfiguration(settings, overrides: []).values("safe.directory")
    try ownership.validate()
  }

  private static var systemConfigurationFile: LocalPath { LocalPath("/etc/gitconfig") }
}
