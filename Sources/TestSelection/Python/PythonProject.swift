import GateModel

/// What the configuration of a content says, by the directories that it is for.
struct PythonProject: Sendable {
  /// The modules that are found as entry points.
  private(set) var entryPoints: [String] = []
  /// The module that each installed program runs.
  private(set) var programs: [String: String] = [:]
  private var roots: Set<Int> = [0]
  /// The innermost first.
  private var scopes: [Scope] = []

  /// A directory with configuration of its own.
  private struct Scope {
    var directory: Int
    var patterns: [String] = []
    /// Where tests are looked for; empty for everywhere.
    var testDirectories: [Int] = []
    var hasTestPaths = false
    var plugins: [String] = []
  }

  private static let usualRoots = ["src", "lib", "python", "Lib"]

  init(_ declarations: [Declaration], in index: FileIndex) {
    for root in Self.usualRoots {
      if let directory = index.directory(root.utf8, in: 0) { roots.insert(directory) }
    }
    var scopes: [Int: Scope] = [:]
    for declaration in declarations {
      let directory = index.directories.directory(of: declaration.file)
      var scope = scopes[directory] ?? Scope(directory: directory)
      for name in declaration.names.compactMap(PythonDeclaration.init) { take(name, in: &scope, index) }
      scopes[directory] = scope
    }
    self.scopes = scopes.values.sorted { $0.directory > $1.directory }
  }

  private mutating func take(_ declaration: PythonDeclaration, in scope: inout Scope, _ index: FileIndex) {
    switch declaration {
    case .testFiles(let pattern): scope.patterns.append(pattern)
    case .testDirectory(let path):
      scope.hasTestPaths = true
      // A pattern, or a file: tests may be anywhere.
      scope.testDirectories.append(Self.directory(path, below: scope.directory, index) ?? scope.directory)
    case .plugin(let module): scope.plugins.append(module)
    case .entryPoint(let module): entryPoints.append(module)
    case .program(let name, let module): programs[name] = module
    case .root(let path):
      if let directory = Self.directory(path, below: scope.directory, index) { roots.insert(directory) }
    }
  }

  private static func directory(_ path: String, below base: Int, _ index: FileIndex) -> Int? {
    var directory = base
    for component in path.utf8.split(separator: UInt8(ascii: "/")) where !component.elementsEqual(".".utf8) {
      guard let next = index.directory(component, in: directory) else { return nil }
      directory = next
    }
    return directory
  }

  /// Whether modules are looked for in the directory by what the project says or by custom.
  func isRoot(_ directory: Int) -> Bool { roots.contains(directory) }

  /// The modules that are loaded for every test.
  func plugins(for file: Int, in index: FileIndex) -> [String] {
    let own = index.directories.directory(of: file)
    return scopes.filter { index.directories.isInside(own, $0.directory) }.flatMap(\.plugins)
  }

  /// What the file is: the innermost configuration that says which files are tests decides.
  func role(of file: Int, _ role: FileRole, in index: FileIndex) -> FileRole {
    guard role.isSource, !scopes.isEmpty else { return role }
    let own = index.directories.directory(of: file)
    var role = role
    if let scope = scopes.first(where: { !$0.patterns.isEmpty && index.directories.isInside(own, $0.directory) }) {
      let path = index.table.paths[file]
      role = scope.patterns.contains { NamePattern.matches($0, path) } ? .test : .module
    }
    if let scope = scopes.first(where: { $0.hasTestPaths && index.directories.isInside(own, $0.directory) }),
      !scope.testDirectories.contains(where: { index.directories.isInside(own, $0) })
    {
      return .module
    }
    return role
  }
}

/// The patterns by which pytest knows test files (docs.python.org/3/library/fnmatch.html).
enum NamePattern {
  /// Whether the file's name fits, or its path where the pattern has a slash.
  static func matches(_ pattern: String, _ path: RepositoryPath) -> Bool {
    let pattern = Array(pattern.utf8)
    if pattern.contains(UInt8(ascii: "/")) { return matches(([UInt8(ascii: "*")] + pattern)[...], path.bytes[...]) }
    return matches(pattern[...], path.name)
  }

  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (place, at) = (pattern.startIndex, name.startIndex)
    var star: (place: Int, at: Int)?
    while at < name.endIndex {
      if place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") {
        star = (place, at)
        place += 1
      } else if place < pattern.endIndex, let next = step(pattern, place, name[at]) {
        place = next
        at += 1
      } else if let last = star {
        place = last.place + 1
        at = last.at + 1
        star = (last.place, at)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The place behind what fits one byte. A set fits every byte: a file too many is a test too many.
  private static func step(_ pattern: ArraySlice<UInt8>, _ place: Int, _ byte: UInt8) -> Int? {
    switch pattern[place] {
    case UInt8(ascii: "?"): place + 1
    case UInt8(ascii: "["): pattern[place...].firstIndex(of: UInt8(ascii: "]")).map { $0 + 1 }
    case byte: place + 1
    default: nil
    }
  }
}
