import GateModel

/// What files are that are no sources of a stack, whatever the stack is.
enum OtherFiles {
  private static let documentExtensions: Set<String> = [
    "md", "markdown", "mdx", "rst", "adoc", "asciidoc", "po", "pot",
  ]

  /// Read by people, git and editors.
  private static let documentNames: Set<String> = [
    "authors", "changelog", "changes", "code_of_conduct", "codeowners", "contributing", "contributors", "copying",
    "history", "licence", "license", "maintainers", "news", "notice", "readme", "security", "todo", ".editorconfig",
    ".gitignore", ".gitkeep", ".mailmap",
  ]

  /// Read by gate and other hook managers, by linters and formatters, not by tests. What gate.yml says of a check is part of the
  /// keys of its verdicts.
  private static let toolNames: Set<String> = [
    "gate.yml", "gate.times.yml", ".gate-secrets", ".gitleaks.toml", ".gitleaksignore", ".secrets.baseline",
    ".pre-commit-config.yaml", ".pre-commit-hooks.yaml", "lefthook.yml", ".lintstagedrc", ".git-blame-ignore-revs",
    ".flake8", "ruff.toml", ".ruff.toml", ".pylintrc", ".yamllint", ".yamllint.yml", ".yamllint.yaml", ".shellcheckrc",
    ".hadolint.yaml", ".hadolint.yml", ".markdownlint.json", ".markdownlint.yaml", ".prettierrc", ".prettierrc.json",
    ".prettierrc.yml", ".prettierrc.yaml", ".prettierrc.toml", ".prettierignore", ".eslintrc", ".eslintrc.json",
    ".eslintrc.yml", ".eslintrc.yaml", ".eslintignore", ".swift-format", ".swiftlint.yml", ".clang-format",
    ".codespellrc", ".codecov.yml", "codecov.yml", "renovate.json",
  ]

  /// Sources of the languages that stacks are for: what one stack does not read counts only where it is named.
  private static let sourceExtensions: Set<String> = [
    "py", "pyi", "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte", "swift", "go", "rs", "java",
    "kt",
    "kts", "scala", "rb", "php", "cs", "css", "scss", "sass", "less", "ipynb",
  ]

  /// Whether the file is a source of a language, whichever.
  static func isSource(_ path: RepositoryPath) -> Bool { sourceExtensions.contains(path.nameExtension) }

  /// The role of a file that the stack has no word for.
  static func role(of path: RepositoryPath) -> FileRole {
    let ending = path.nameExtension
    if documentExtensions.contains(ending) || sourceExtensions.contains(ending) { return .document }
    let name = path.nameText.lowercased()
    let stem = ending == "txt" ? String(name.dropLast(4)) : name
    if documentNames.contains(stem) || stem.hasPrefix("license-") || toolNames.contains(name) {
      return .document
    }
    // Written by Python beside the sources that it is made of; nothing is imported from there.
    if ending == "pyc", path.hasDirectory(["__pycache__"]) { return .document }
    // Versions of tools and values of the environment that a runner's process gets.
    if name == ".tool-versions" || name == ".env" || name.hasPrefix(".env.") { return .configuration }
    return .data
  }
}
