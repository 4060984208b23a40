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

  init(_ index: FileIndex, _ declarations: [Declaration]) {
    self.index = index
    for declaration in declarations where index.table.paths[declaration.file].nameText == "Cargo.toml" {
      add(declaration)
    }
    for file in index.table.paths.indices {
      let ending = index.table.paths[file].nameExtension
      guard ending == "rs" || NativeSources.extensions.contains(ending), let crate = crate(of: file), !isProgram(file)
      else {
        continue
      }
      if isBesidePrograms(file) { crates[crate].helpers.append(file) } else { crates[crate].members.append(file) }
    }
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
        guard let file = file(fields[1], in: directory) else { continue }
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

  private func file(_ path: String, in directory: Int) -> Int? {
    var components = index.directories.path(of: directory).text.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = components.popLast() } else { components.append(part) }
    }
    return index.file(at: RepositoryPath(components.joined(separator: "/")))
  }
}

extension RustCrates {
  /// The crate in whose directory the file lies.
  func crate(of file: Int) -> Int? {
    let directories = sequence(first: index.directories.directory(of: file)) { index.directories.parent(of: $0) }
    return directories.lazy.compactMap { byDirectory[$0] }.first
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
    let parts = index.table.paths[file].below(base)?.text.split(separator: "/") ?? []
    return parts.first == "tests" ? Array(parts.dropFirst()) : nil
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
