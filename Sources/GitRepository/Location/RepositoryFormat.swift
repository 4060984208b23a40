internal import GateModel

/// What a repository says of how it must be read (gitrepository-layout(5), `core.repositoryFormatVersion`; git-config(1),
/// `extensions.*`).
struct RepositoryFormat {
  private(set) var objectFormat = Repository.ObjectFormat.sha1
  private(set) var hasWorkTreeConfiguration = false

  /// Extensions that git honours whatever the version says.
  private static let anyVersion: Set<String> = ["noop", "preciousobjects", "partialclone", "worktreeconfig"]
  /// Those that need version 1, as far as gate copes with them.
  private static let versionOne: Set<String> = ["noop-v1", "objectformat", "refstorage", "relativeworktrees"]

  /// - Parameters:
  ///   - settings: what stands in the repository's own `config`, without what that includes.
  ///   - gitDirectory: what error messages name.
  /// - Throws: `GitError` of kind `unsupported` for a format that gate, or git itself, would misread.
  init(_ settings: [ConfigurationParser.Setting], gitDirectory: LocalPath) throws(GitError) {
    let version = settings.last { $0.name == "core.repositoryformatversion" }.map(Self.text) ?? "0"
    guard version == "0" || version == "1" else {
      throw GitError(
        .unsupported, "the repository at \(gitDirectory) has format version \(version); gate reads 0 and 1")
    }
    for setting in settings where setting.name.hasPrefix("extensions.") {
      let name = String(setting.name.dropFirst("extensions.".count))
      if Self.anyVersion.contains(name) {
        if name == "worktreeconfig" { hasWorkTreeConfiguration = GitConfiguration.truth(Self.text(setting)) ?? false }
      } else if Self.versionOne.contains(name) {
        guard version == "1" else {
          throw GitError(
            .unsupported, "the repository at \(gitDirectory) has format version 0, but extensions.\(name) needs 1",
            hint: "see extensions.* in \(gitDirectory)/config")
        }
        try apply(name, Self.text(setting), gitDirectory)
      } else if version == "1" {
        throw GitError(
          .unsupported, "the repository at \(gitDirectory) uses the unsupported extension \(name)",
          hint: "see extensions.* in \(gitDirectory)/config")
      }
    }
  }

  private mutating func apply(_ name: String, _ value: String, _ gitDirectory: LocalPath) throws(GitError) {
    switch (name, value) {
    case ("objectformat", _):
      guard let format = Repository.ObjectFormat(rawValue: value) else {
        throw GitError(.unsupported, "the repository at \(gitDirectory) names its objects by \(value)")
      }
      objectFormat = format
    case ("refstorage", "files"): break
    case ("refstorage", _):
      throw GitError(
        .unsupported, "the repository at \(gitDirectory) keeps its refs as \(value), which gate cannot read yet",
        hint: "git refs migrate --ref-format=files")
    default: break
    }
  }

  private static func text(_ setting: ConfigurationParser.Setting) -> String {
    setting.value.map { String(decoding: $0, as: UTF8.self) } ?? "true"
  }
}
