import GateModel

/// What the manifests and configurations of a content say, by the directories that they lie in.
struct ScriptProject {
  /// A directory with a `package.json`.
  struct Package {
    var directory: Int
    var entries: [String] = []
    /// Names below the package's, and what they mean.
    var exports: [ScriptDeclaration] = []
    var internals: [ScriptDeclaration] = []
  }

  /// Names that mean paths, and the directory from which those are meant.
  struct Aliases {
    var base: RepositoryPath
    var paths: [ScriptDeclaration] = []
    /// Whether any name may be a path from there.
    var isBase = false
  }

  private struct Configuration {
    var directory: Int
    var base: String?
    var extends: [String] = []
    var paths: [ScriptDeclaration] = []
  }

  private(set) var packages: [Int: Package] = [:]
  /// The directories of packages by name.
  private(set) var directories: [String: [Int]] = [:]
  private var installed: Set<String> = []
  private var aliases: [Int: [Aliases]] = [:]
  /// The last components of the names of configurations that others take over.
  private var extended: Set<String> = []
  private var tests: [(directory: Int, pattern: PathPattern)] = []

  init(_ declarations: [Declaration], _ index: FileIndex) {
    var configurations: [Int: Configuration] = [:]
    for declaration in declarations {
      let directory = index.directories.directory(of: declaration.file)
      var configuration = Configuration(directory: directory)
      let isManifest = index.table.paths[declaration.file].nameText == "package.json"
      if isManifest { packages[directory] = Package(directory: directory) }
      for said in declaration.names.compactMap({ ScriptDeclaration($0) }) {
        switch said.kind {
        case .installed: installed.insert(said.name)
        case .name: directories[said.name, default: []].append(directory)
        case .entry: packages[directory]?.entries.append(said.name)
        case .export: packages[directory]?.exports.append(said)
        case .imported: packages[directory]?.internals.append(said)
        case .path: configuration.paths.append(said)
        case .base: configuration.base = said.name
        case .extends:
          configuration.extends.append(said.name)
          extended.insert(said.name.split(separator: "/").last.map(String.init) ?? "")
        case .tests:
          if let pattern = try? PathPattern(said.name) { tests.append((directory, pattern)) }
        }
      }
      configurations[declaration.file] = configuration
    }
    for file in configurations.keys.sorted() {
      let found = Self.aliases(of: file, configurations, index, depth: 0)
      if let directory = configurations[file]?.directory, !found.isEmpty {
        aliases[directory, default: []] += found
      }
    }
    // The innermost first.
    tests.sort { $0.directory > $1.directory }
  }

  /// Whether the package is one that a manifest has installed from elsewhere.
  func isInstalled(_ package: String) -> Bool { installed.contains(package) }

  /// What names mean for the file, in the configurations of its directory and those above.
  func aliases(for directory: Int, _ index: FileIndex) -> [Aliases] {
    guard !aliases.isEmpty else { return [] }
    return sequence(first: directory) { index.directories.parent(of: $0) }.flatMap { aliases[$0] ?? [] }
  }

  /// The package that the directory lies in.
  func package(of directory: Int, _ index: FileIndex) -> Package? {
    sequence(first: directory) { index.directories.parent(of: $0) }.lazy.compactMap { packages[$0] }.first
  }

  /// What the file is: the innermost configuration that says which files are tests decides.
  func role(of file: Int, _ role: FileRole, _ index: FileIndex) -> FileRole {
    guard role.isSource, !tests.isEmpty else { return role }
    let own = index.directories.directory(of: file)
    guard let scope = tests.first(where: { index.directories.isInside(own, $0.directory) })?.directory else {
      return role
    }
    let skipped = index.directories.path(of: scope).bytes.count
    let path = RepositoryPath(bytes: index.table.paths[file].bytes.dropFirst(skipped == 0 ? 0 : skipped + 1))
    return tests.contains { $0.directory == scope && $0.pattern.matches(path) } ? .test : .module
  }
}

// MARK: - When files come or go

extension ScriptProject {
  /// The names of the packages in the directory.
  func names(of directory: Int) -> [String] { directories.filter { $0.value.contains(directory) }.map(\.key) }

  /// Names that mean a path which does not end as they do, or leads out of a package: whatever comes may be that.
  var oddNames: [String] {
    let paths = aliases.values.joined().flatMap(\.paths)
    let odd = paths.filter { !($0.name.hasSuffix("/*") && $0.target.hasSuffix("/*")) }.map(\.name)
    let leading = packages.values.filter { package in
      (package.entries + (package.exports + package.internals).map(\.target)).contains { $0.contains("..") }
    }
    return odd + leading.flatMap { names(of: $0.directory) }
  }

  /// Whether a file of this path may be a configuration that others take over, without which theirs is another.
  func mayExtend(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    return ["tsconfig", "jsconfig", "package.json"].contains(where: name.hasPrefix) || extended.contains(name)
      || extended.contains { $0 + ".json" == name }
  }
}

// MARK: - Configurations that take over others

extension ScriptProject {
  private static let maximumDepth = 8

  private static func aliases(
    of file: Int, _ configurations: [Int: Configuration], _ index: FileIndex, depth: Int
  ) -> [Aliases] {
    guard let configuration = configurations[file], depth < maximumDepth else { return [] }
    let own = index.directories.path(of: configuration.directory)
    let inherited = configuration.extends.flatMap { name in
      extended(name, by: configuration, index).flatMap { aliases(of: $0, configurations, index, depth: depth + 1) }
    }
    var found = inherited
    if let base = configuration.base, let path = own.following(base) {
      found.append(Aliases(base: path, paths: configuration.paths, isBase: true))
    } else if !configuration.paths.isEmpty {
      // Without a base of its own it has that of what it extends.
      let bases = [own] + inherited.filter(\.isBase).map(\.base)
      found += bases.map { Aliases(base: $0, paths: configuration.paths) }
    }
    return found
  }

  private static func extended(_ name: String, by configuration: Configuration, _ index: FileIndex) -> [Int] {
    if name.hasPrefix("."), let path = index.directories.path(of: configuration.directory).following(name) {
      return [path.text, path.text + ".json", path.text + "/tsconfig.json"].compactMap {
        index.file(at: RepositoryPath($0))
      }
    }
    // A package's: whichever file of that name there is.
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return [last, last + ".json", "tsconfig.json"].first { index.table.holds(index.files(named: $0.utf8)) }.map {
      index.files(named: $0.utf8).filter { index.directories.directory(of: $0) != configuration.directory }
    } ?? []
  }
}

extension RepositoryPath {
  /// The path that `text` means from this directory; `nil` where that leads out of the repository.
  func following(_ text: String) -> RepositoryPath? {
    var components = bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
    for part in text.utf8.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if !part.elementsEqual("..".utf8) {
        components.append(Array(part))
      } else if components.popLast() == nil {
        return nil
      }
    }
    return RepositoryPath(bytes: components.joined(separator: "/".utf8))
  }
}
