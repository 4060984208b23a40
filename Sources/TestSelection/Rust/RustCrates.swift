import GateModel

/// The crates of a repository: which files are theirs, and which of them need which.
struct RustCrates: Sendable {
  private struct Crate {
    var directory: Int
    var name: String?
    var needs: Set<String> = []
    /// Files that the manifest names.
    var sources: [Int] = []
    var members: [Int] = []
    var helpers: [Int] = []
  }

  private let index: FileIndex
  private var crates: [Crate] = []
  private var byDirectory: [Int: Int] = [:]
  private var byName: [String: [Int]] = [:]
  private var aliases: [String: Set<String>] = [:]
  /// Files that the manifests call tests.
  private var named: Set<Int> = []
  /// The paths that manifests name, whether they are there or not.
  private var namedPaths: Set<RepositoryPath> = []
  /// The crate of each directory, -1 where there is none.
  private var crateOf: [Int32] = []

  init(_ index: FileIndex, _ declarations: [Declaration]) {
    self.index = index
    for declaration in declarations where index.table.paths[declaration.file].nameText == "Cargo.toml" {
      add(declaration)
    }
    for directory in 0..<index.directories.count {
      // Those above have lower numbers.
      let above = index.directories.parent(of: directory).map { crateOf[$0] } ?? -1
      crateOf.append(byDirectory[directory].map { Int32($0) } ?? above)
    }
    for file in index.table.paths.indices {
      guard let crate = crate(of: file), Self.isSource(index.table.paths[file]), !isProgram(file) else { continue }
      if isBesidePrograms(file) { crates[crate].helpers.append(file) } else { crates[crate].members.append(file) }
    }
  }

  static func isSource(_ path: RepositoryPath) -> Bool {
    let ending = path.nameExtension
    return ending == "rs" || NativeSources.extensions.contains(ending)
  }

  private mutating func add(_ declaration: Declaration) {
    let directory = index.directories.directory(of: declaration.file)
    var crate = Crate(directory: directory)
    for name in declaration.names {
      let fields = name.split(separator: "\t").map(String.init)
      guard fields.count > 1 else { continue }
      switch fields[0] {
      case "package": crate.name = Self.plain(fields[1])
      case "needs": crate.needs.insert(Self.plain(fields[1]))
      case "alias" where fields.count > 2: aliases[Self.plain(fields[1]), default: []].insert(Self.plain(fields[2]))
      case "source", "test":
        let path = self.path(fields[1], in: directory)
        namedPaths.insert(path)
        guard let file = index.file(at: path) else { continue }
        if fields[0] == "test" { named.insert(file) } else { crate.sources.append(file) }
      default: continue
      }
    }
    guard let name = crate.name else { return }
    byDirectory[directory] = crates.count
    byName[name, default: []].append(crates.count)
    crates.append(crate)
  }

  /// Cargo takes `-` and `_` for one.
  private static func plain(_ name: String) -> String { String(name.map { $0 == "-" ? "_" : $0 }) }

  private func path(_ path: String, in directory: Int) -> RepositoryPath {
    var components = index.directories.path(of: directory).text.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = components.popLast() } else { components.append(part) }
    }
    return RepositoryPath(components.joined(separator: "/"))
  }
}

extension RustCrates {
  /// The crate in whose directory the file lies.
  func crate(of file: Int) -> Int? {
    let crate = crateOf[index.directories.directory(of: file)]
    return crate < 0 ? nil : Int(crate)
  }

  /// Whether the file is a test that is built as a program: `tests/a.rs`, `tests/b/main.rs`, or one that the manifest names.
  func isProgram(_ file: Int) -> Bool {
    if named.contains(file) { return true }
    guard let parts = partsBelowTests(file) else { return false }
    return parts.count == 1 && parts[0].hasSuffix(".rs") || parts.count == 2 && parts[1] == "main.rs"
  }

  /// Whether the file lies in `tests` and is no program: something that these have in common.
  func isBesidePrograms(_ file: Int) -> Bool { !isProgram(file) && partsBelowTests(file) != nil }

  private func partsBelowTests(_ file: Int) -> [Substring]? {
    guard let crate = crate(of: file) else { return nil }
    let base = index.directories.path(of: crates[crate].directory)
    guard let local = index.table.paths[file].below(base), local.bytes.starts(with: "tests/".utf8) else { return nil }
    return local.text.split(separator: "/").dropFirst().map { $0 }
  }

  /// The files that are compiled into the crate, its examples and benchmarks among them; the first stands for all.
  func members(of crate: Int) -> [Int] { crates[crate].members }

  /// What the programs in `tests` may have in common.
  func helpers(of crate: Int) -> [Int] { crates[crate].helpers }

  /// The files that the manifest names, wherever they lie.
  func sources(of crate: Int) -> [Int] { crates[crate].sources }

  /// The crates of the repository that the crate may need, those for its tests and for its build among them.
  func dependencies(of crate: Int) -> [Int] {
    let names = crates[crate].needs.reduce(into: crates[crate].needs) { $0.formUnion(aliases[$1] ?? []) }
    return names.flatMap { byName[$0] ?? [] }.filter { $0 != crate }.sorted()
  }
}

// MARK: - When files come or go

extension RustCrates {
  /// Whether a manifest names the path.
  func named(_ path: RepositoryPath) -> Bool { namedPaths.contains(path) }

  /// The crate in whose directory `path` lies, whether there is such a file or not.
  func crate(of path: RepositoryPath) -> Int? {
    let directories = sequence(first: path.parent ?? "") { $0.bytes.isEmpty ? nil : $0.parent ?? "" }
    let crate = directories.lazy.compactMap { index.directory(at: $0) }.first.map { crateOf[$0] } ?? -1
    return crate < 0 ? nil : Int(crate)
  }

  func isBelowTests(_ path: RepositoryPath, of crate: Int) -> Bool {
    path.below(index.directories.path(of: crates[crate].directory))?.bytes.starts(with: "tests/".utf8) == true
  }

  /// The crates that may need the crate.
  func users(of crate: Int) -> [Int] { crates.indices.filter { dependencies(of: $0).contains(crate) } }

  /// All files in the crate's directory, or in `directory` right below that.
  func files(below directory: String? = nil, of crate: Int) -> Range<Int> {
    let own = crates[crate].directory
    guard let directory else { return index.directories.files(below: own) }
    return index.directory(directory.utf8, in: own).map { index.directories.files(below: $0) } ?? 0..<0
  }
}
