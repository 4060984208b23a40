import GateModel

/// Finds the packages that Go files import: a package is a directory.
///
/// All files of a package but its tests are compiled together, and so are its tests, among which each may use what another
/// declares. The first of each group stands for the whole.
struct GoLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let data: DataNames
  /// Import paths of modules, and where they lie.
  private var modules: [(path: [Substring], directory: [Substring])] = []

  init(_ index: FileIndex, roles: [FileRole], declarations: [Declaration]) {
    self.index = index
    self.roles = roles
    data = DataNames(index, roles: roles)
    for declaration in declarations {
      let directory = index.table.paths[declaration.file].text.split(separator: "/").dropLast()
      for name in declaration.names {
        let fields = name.split(separator: "\t", omittingEmptySubsequences: false)
        if fields.count == 2 { modules.append((fields[1].split(separator: "/"), Array(directory))) }
        if fields.count == 3, let place = Self.resolved(fields[2], from: Array(directory)) {
          modules.append((fields[1].split(separator: "/"), place))
        }
      }
    }
  }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    guard roles[file].isSource else { return links }
    links.isOpaque = facts.isOpaque
    let directory = index.directories.directory(of: file)
    for need in facts.needs {
      switch need.form {
      case .text: addText(need.name, from: file, to: &links)
      case .path where index.table.paths[file].nameExtension == "go":
        addEmbedded(need.name, from: directory, to: &links)
      case .path, .module: links.links += NativeSources.files(included: need.name, index).map { FileLink($0, .imports) }
      case .tree: continue
      }
    }
    addPackage(of: file, directory, to: &links)
    return links
  }

  private func addPackage(of file: Int, _ directory: Int, to links: inout FileLinks) {
    let role = roles[file]
    let own = files(of: role, in: directory)
    links.links += index.table.fellows(of: file, among: own).map { FileLink($0, .place) }
    guard role == .test else { return }
    if let package = package(directory) { links.links.append(FileLink(package, .place)) }
    if let testdata = index.directory("testdata".utf8, in: directory) {
      links.directories.append(FileLink(testdata, .place))
    }
  }

  private func files(of role: FileRole, in directory: Int) -> [Int] {
    index.directories.files(in: directory).map(Int.init).filter { roles[$0] == role }
  }

  /// The file that stands for the package in the directory.
  private func package(_ directory: Int) -> Int? {
    index.table.first(of: files(of: .module, in: directory))
  }

  private static func resolved(_ path: Substring, from directory: [Substring]) -> [Substring]? {
    var components = directory
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard components.popLast() != nil else { return nil }
      } else {
        components.append(part)
      }
    }
    return components
  }

  private func addText(_ text: String, from file: Int, to links: inout FileLinks) {
    let components = text.split(separator: "/")
    for module in modules where components.starts(with: module.path) {
      add(module.directory + components.dropFirst(module.path.count), .imports, to: &links)
    }
    for vendor in index.directories(named: "vendor".utf8) {
      let directory = index.directories.path(of: vendor).text.split(separator: "/")
      add(directory + components, .imports, to: &links)
    }
    if text.hasPrefix("."), let path = Self.resolved(text[...], from: Self.directory(of: index.table.paths[file])) {
      add(path, .names, to: &links)
    }
    data.add(text, to: &links)
    if text.hasSuffix(".go") {
      links.links += NativeSources.files(included: text, index).map { FileLink($0, .names) }
    }
  }

  private static func directory(of path: RepositoryPath) -> [Substring] { path.text.split(separator: "/").dropLast() }

  private func add(_ components: [Substring], _ kind: FileLink.Kind, to links: inout FileLinks) {
    guard let directory = index.directory(at: RepositoryPath(components.joined(separator: "/"))),
      let package = package(directory)
    else { return }
    links.links.append(FileLink(package, kind))
  }

  private static func literal(_ pattern: String) -> (literal: ArraySlice<Substring>, isPattern: Bool) {
    let components = pattern.split(separator: "/").filter { $0 != "." }
    let literal = components.prefix { part in !part.contains { "*?[\\".contains($0) } }
    return (literal, literal.count < components.count)
  }

  /// The files that a pattern may embed: all below what stands before its first wildcard.
  private func addEmbedded(_ pattern: String, from directory: Int, to links: inout FileLinks) {
    let base = index.directories.path(of: directory)
    let (literal, isPattern) = Self.literal(pattern)
    let path = RepositoryPath((base.text.split(separator: "/") + literal).joined(separator: "/"))
    if let file = index.file(at: path) { links.links.append(FileLink(file, .names)) }
    guard let found = index.directory(at: path) else { return }
    for file in index.directories.files(below: found)
    where !isPattern || !roles[file].isSource || pattern.hasSuffix(".go") {
      links.links.append(FileLink(file, .names))
    }
  }
}

// MARK: - When files come or go

extension GoLinker {
  /// The words of a text that may be the path of a package: the last component of its directory, or all of a relative one.
  static func words(ofPackage text: String, at path: RepositoryPath) -> [String] {
    guard text.hasPrefix(".") else { return text.split(separator: "/").suffix(1).map(String.init) }
    return resolved(text[...], from: directory(of: path)).map { ["in " + $0.joined(separator: "/")] } ?? []
  }

  /// The words of a pattern of `go:embed`: the file or directory before its first wildcard.
  static func words(ofEmbedded pattern: String, at path: RepositoryPath) -> [String] {
    ["at " + (directory(of: path) + literal(pattern).literal).joined(separator: "/")]
  }

  func relinking(after changes: PathChanges) -> Relinking? {
    // What a go.mod says of paths.
    guard changes.declared.isEmpty else { return nil }
    var relinking = Relinking()
    for entry in changes.paths {
      relinking.words += DataNames.words(of: entry)
      let above = sequence(first: entry.path) { $0.parent.flatMap { $0.bytes.isEmpty ? nil : $0 } }
      relinking.words += above.map { "at " + $0.text } + ["at "]
      for directory in PathChanges.directories(of: entry) where directory.nameText == "testdata" {
        relinking.files += index.directory(at: directory.parent ?? "").map { files(of: .test, in: $0) } ?? []
      }
      addPackage(of: entry.path, to: &relinking)
    }
    return relinking
  }

  private func addPackage(of path: RepositoryPath, to relinking: inout Relinking) {
    let role = GoStack().role(of: path)
    let holder = path.parent ?? ""
    guard role.isSource else { return }
    let directory = index.directory(at: holder)
    let own = directory.map { files(of: role, in: $0) } ?? []
    guard index.table.mayBeFirst(path, of: own) else {
      // Only that one needs them all.
      if let first = index.table.first(of: own) { relinking.files.append(first) }
      return
    }
    relinking.files += own
    guard role == .module else { return }
    relinking.files += directory.map { files(of: .test, in: $0) } ?? []
    let components = holder.text.split(separator: "/")
    relinking.words += ["in " + holder.text] + components.suffix(1).map(String.init)
    for module in modules where module.directory == components {
      relinking.words += module.path.suffix(1).map(String.init)
    }
  }
}
