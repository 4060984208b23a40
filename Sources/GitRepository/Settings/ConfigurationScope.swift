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
  package func configurationScope(of name: String) -> ConfigurationScope? {
    configuration.scope(of: name)
  }
}
