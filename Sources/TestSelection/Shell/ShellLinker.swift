import GateModel

/// Finds the files that shell scripts name: those whose path ends with the name, wherever they lie.
struct ShellLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let scripts: Set<Int>
  private let data: DataNames

  init(_ index: FileIndex, roles: [FileRole], declarations: [Declaration]) {
    let scripts = Set(declarations.map(\.file))
    self.index = index
    self.scripts = scripts
    self.roles = roles
    data = DataNames(index, roles: roles)
  }

  func role(of file: Int, _ role: FileRole) -> FileRole { scripts.contains(file) && role == .data ? .module : role }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    guard roles[file].isSource || scripts.contains(file) else { return links }
    links.isOpaque = facts.isOpaque
    for need in facts.needs { add(need.name, to: &links) }
    guard roles[file] == .test else { return links }
    // bats reads it before the first file of a run.
    for found in index.files(named: Self.setUp.utf8) { links.links.append(FileLink(found, .place)) }
    return links
  }

  private func add(_ name: String, to links: inout FileLinks) {
    let components = name.split(separator: "/")
    guard let last = components.last else { return }
    let above = components.dropLast().map(String.init)
    if Self.isPattern(String(last)) {
      addMatching(last, above, to: &links)
    } else {
      // bats leaves the extension out.
      for name in [String(last), last + ".bash", last + ".sh"] {
        for file in index.files(named: name.utf8) where lies(file, above) { links.links.append(FileLink(file, .names)) }
      }
      // A library of bats is a directory with a file of this name.
      for directory in index.directories(named: last.utf8) {
        for name in ["load.bash", "load.sh"] {
          if let file = index.file(name.utf8, in: directory) { links.links.append(FileLink(file, .names)) }
        }
      }
    }
    data.add(name, to: &links)
  }

  private func addMatching(_ pattern: Substring, _ above: [String], to links: inout FileLinks) {
    let literal = Array(above.reversed().prefix { part in !part.contains { "*?[".contains($0) } }.reversed())
    guard let template = PathTemplate(String(pattern)) else {
      links.isOpaque = true
      return
    }
    for file in roles.indices where roles[file].isSource || scripts.contains(file) {
      let name = RepositoryPath(bytes: Array(index.table.paths[file].name))
      if template.matches(name), lies(file, literal) { links.links.append(FileLink(file, .loads)) }
    }
  }

  private func lies(_ file: Int, _ above: [String]) -> Bool {
    above.isEmpty || index.table.paths[file].directories.suffix(above.count).elementsEqual(above)
  }
}

// MARK: - When files come or go

extension ShellLinker {
  static let setUp = "setup_suite.bash"
  /// The word of patterns, which any script may fit.
  static let anyScript = "*"

  /// Whether the last component of a name is a pattern. `[` and `[[` are commands.
  static func isPattern(_ name: String) -> Bool {
    let last = name.split(separator: "/").last ?? ""
    if last.contains("*") || last.contains("?") { return true }
    return last.firstIndex(of: "[").map { last[$0...].contains("]") } ?? false
  }

  func relinking(after changes: PathChanges) -> Relinking? {
    // That a file is a script matters to patterns, and to nobody else: data is found by the same names.
    var relinking = Relinking(words: [Self.anyScript])
    for path in changes.paths.map(\.path) + changes.declared.map(\.path) {
      let name = path.nameText
      relinking.words.append(name)
      for ending in [".bash", ".sh"] where name.hasSuffix(ending) {
        relinking.words.append(String(name.dropLast(ending.count)))
      }
      // A library that is meant by its directory.
      if ["load.bash", "load.sh"].contains(name) { relinking.words += path.directories.suffix(1) }
    }
    for entry in changes.paths { relinking.words += DataNames.words(of: entry) }
    return relinking
  }
}
