internal import CLibgit2

extension Repository {
  /// The file that a setting comes from (git-config(1), `--show-scope`).
  package enum ConfigurationScope: String, Hashable, Sendable {
    case system
    case global
    case local
    case worktree
    /// `git -c` or the environment.
    case command
  }

  /// Where the value in force of `name` comes from, `nil` where it is not set.
  package func configurationScope(of name: String) throws(GitError) -> ConfigurationScope? {
    try configuration.scope(of: name)
  }
}

extension GitConfiguration {
  /// See ``Repository/configurationScope(of:)``.
  func scope(of name: String) throws(GitError) -> Repository.ConfigurationScope? {
    if isOverridden(name) { return .command }
    let attempt = "could not read \(name) from the git configuration"
    var entry: UnsafeMutablePointer<git_config_entry>?
    let code = git_config_get_entry(&entry, handle.pointer, name)
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, attempt)
    defer { git_config_entry_free(entry) }
    switch entry.map({ RepositoryLocation.ConfigurationFile.Level(rawValue: $0.pointee.level.rawValue) }) {
    case .system: return .system
    case .xdg, .global: return .global
    case .worktree: return .worktree
    default: return .local
    }
  }
}
