import GateModel

/// The tracked files that a command line reads besides those that it is given.
struct CommandFiles {
  /// What version managers choose by.
  private static let versions = [
    ".tool-versions", "mise.toml", ".mise.toml", ".python-version", ".node-version", ".nvmrc", ".ruby-version",
    "rust-toolchain", "rust-toolchain.toml", ".swift-version",
  ]
  private static let node = [
    "package.json", "package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "yarn.lock", "bun.lock", "bun.lockb",
    ".npmrc", ".yarnrc.yml", ".pnp.cjs",
  ]
  private static let python = [
    "pyproject.toml", "poetry.lock", "poetry.toml", "uv.lock", "uv.toml", "pdm.lock", "Pipfile", "Pipfile.lock",
    "tox.ini", "noxfile.py", "setup.cfg",
  ]
  private static let make = ["GNUmakefile", "makefile", "Makefile"]
  /// By the program that reads them: what it is told to do, and in which versions.
  private static let manifests: [String: [String]] = [
    "npm": node, "npx": node, "pnpm": node, "pnpx": node, "yarn": node, "bun": node, "bunx": node, "corepack": node,
    "poetry": python, "uv": python, "uvx": python, "pipenv": python, "pdm": python, "hatch": python, "tox": python,
    "nox": python, "bundle": ["Gemfile", "Gemfile.lock"], "bundler": ["Gemfile", "Gemfile.lock"], "make": make,
    "gmake": make, "just": ["justfile", "Justfile", ".justfile"], "task": ["Taskfile.yml", "Taskfile.yaml"],
    "cargo": ["Cargo.toml", "Cargo.lock"], "go": ["go.mod", "go.sum", "go.work", "go.work.sum"],
  ]

  private let words: [String]
  private let root: RepositoryPath

  /// - Parameter root: the directory in which the command runs.
  init(_ template: CommandTemplate, root: RepositoryPath) {
    words = template.allWords
    self.root = root
  }

  /// Adds the files that the command names (`python tools/check.py`, `--config=lint.toml`), those that its programs read
  /// unasked, and those that choose their versions, from the command's directory upwards.
  func add(to collector: inout DependencyCollector) throws(CheckError) {
    for word in words {
      if let path = Self.path(of: word, from: root) { try collector.addTracked(path) }
    }
    let unasked = Self.versions + Set(words.compactMap { Self.manifests[$0] }.joined()).sorted()
    var directory: RepositoryPath? = root
    while let current = directory {
      for name in unasked { try collector.add(current.appending(name)) }
      directory = current.parent
    }
  }

  /// What a word names when it is a path seen from the command's directory, `nil` where that is outside of the repository.
  static func path(of word: String, from root: RepositoryPath) -> RepositoryPath? {
    if word.hasPrefix("/") { return nil }
    var names = root.bytes.split(separator: UInt8(ascii: "/")).map { Array($0) }
    for name in word.utf8.split(separator: UInt8(ascii: "/")) {
      if name.elementsEqual(".".utf8) { continue }
      if name.elementsEqual("..".utf8) {
        if names.popLast() == nil { return nil }
      } else {
        names.append(Array(name))
      }
    }
    return RepositoryPath(bytes: names.joined(separator: [UInt8(ascii: "/")]))
  }
}
