import GateModel

/// What a file's name tells about how to read it.
struct FileTraits: Hashable, Sendable {
  /// Written by a package manager: full of hashes, which are no generic secrets. Rules of providers still hold.
  var isLockFile: Bool
  /// A value without quotes is a literal here.
  var hasUnquotedValues: Bool

  /// Cells are program text in strings of JSON.
  var isNotebook: Bool

  private static let lockFiles: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock",
    "pipfile.lock",
    "uv.lock", "pdm.lock", "go.sum", "go.work.sum", "cargo.lock", "composer.lock", "gemfile.lock", "package.resolved",
    "podfile.lock", "cartfile.resolved", "pubspec.lock", "mix.lock", "flake.lock", "packages.lock.json",
    "gradle.lockfile",
    ".terraform.lock.hcl", "deno.lock", "conan.lock",
  ]
  private static let configurationEndings = [
    ".env", ".properties", ".ini", ".cfg", ".conf", ".config", ".yml", ".yaml", ".toml", ".tfvars", ".sh", ".bash",
    ".zsh",
    ".fish", ".npmrc", ".pypirc", ".netrc", ".envrc", ".service", ".cnf",
  ]

  init(path: RepositoryPath) {
    let name = String(decoding: path.name.map(ASCII.lowercased), as: UTF8.self)
    isLockFile = Self.lockFiles.contains(name)
    isNotebook = name.hasSuffix(".ipynb")
    hasUnquotedValues =
      Self.configurationEndings.contains { name.hasSuffix($0) } || name.hasPrefix(".env")
      || name.hasPrefix("dockerfile")
      || name == "credentials" || name == "config"
  }
}
