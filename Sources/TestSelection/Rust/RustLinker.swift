import GateModel

/// Finds what the files of crates need.
struct RustLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let data: DataNames
  private let crates: RustCrates
  private let withTests: Set<Int>

  init(_ index: FileIndex, roles: [FileRole], declarations: [Declaration]) {
    self.index = index
    self.roles = roles
    data = DataNames(index, roles: roles)
    crates = RustCrates(index, declarations)
    withTests = Set(declarations.lazy.filter { $0.names.contains(RustStack.testMark) }.map(\.file))
  }

  func role(of file: Int, _ role: FileRole) -> FileRole {
    guard role == .module, index.table.paths[file].nameExtension == "rs" else { return role }
    // A harness of its own has no attributes.
    return crates.isProgram(file) || withTests.contains(file) ? .test : .module
  }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    guard roles[file].isSource else { return links }
    let parent = index.directories.directory(of: file)
    for need in facts.needs {
      switch need.form {
      case .text: addText(need.name, to: &links)
      case .path: links.links += NativeSources.files(included: need.name, index).map { FileLink($0, .imports) }
      case .module:
        // Within a crate everything counts as it is; among programs in `tests` what they have in common is one of them.
        if let module = index.file((need.name + ".rs").utf8, in: parent) {
          links.links.append(FileLink(module, .imports))
        }
      case .tree: continue
      }
    }
    guard let crate = crates.crate(of: file) else { return links }
    let members = crates.members(of: crate)
    if crates.isProgram(file) || crates.isBesidePrograms(file) {
      if let first = index.table.first(of: members) { links.links.append(FileLink(first, .imports)) }
      links.links += crates.helpers(of: crate).map { FileLink($0, .place) }
    } else {
      links.links += index.table.fellows(of: file, among: members).map { FileLink($0, .place) }
      links.links += crates.sources(of: crate).map { FileLink($0, .names) }
    }
    for other in crates.dependencies(of: crate) {
      if let first = index.table.first(of: crates.members(of: other)) { links.links.append(FileLink(first, .imports)) }
    }
    return links
  }

  private func addText(_ text: String, to links: inout FileLinks) {
    data.add(text, to: &links)
    guard text.hasSuffix(".rs") else { return }
    let components = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
    guard let last = components.last, last.contains("*") else {
      let above = components.dropLast().map(String.init)
      for file in index.files(named: (components.last ?? "").utf8)
      where index.table.paths[file].directories.suffix(above.count).elementsEqual(above) {
        links.links.append(FileLink(file, .names))
      }
      return
    }
    // Such as the cases of a test of what does not compile.
    for directory in index.directories(named: (components.dropLast().last ?? "").utf8) {
      for file in index.directories.files(below: directory) where index.table.paths[file].nameExtension == "rs" {
        links.links.append(FileLink(file, .loads))
      }
    }
  }
}

// MARK: - When files come or go

extension RustLinker {
  /// The words of a text that may be a pattern of sources: the directory before it.
  static func words(ofSources text: String) -> [String] {
    guard text.hasSuffix(".rs") else { return [] }
    let components = text.split(separator: "/").filter { $0 != "." && $0 != ".." }
    guard let last = components.last, last.contains("*") else { return [] }
    return ["below " + (components.dropLast().last ?? "")]
  }

  func relinking(after changes: PathChanges) -> Relinking? {
    // A manifest. That a source has tests or none says nothing to others.
    if changes.declared.contains(where: { $0.path.nameText == "Cargo.toml" }) { return nil }
    var relinking = Relinking()
    for entry in changes.paths {
      if crates.named(entry.path) { return nil }
      relinking.words += DataNames.words(of: entry) + ["below "] + entry.path.directories.map { "below " + $0 }
      if RustCrates.isSource(entry.path), let crate = crates.crate(of: entry.path) {
        add(entry.path, of: crate, to: &relinking)
      }
    }
    return relinking
  }

  private func add(_ path: RepositoryPath, of crate: Int, to relinking: inout Relinking) {
    if crates.isBelowTests(path, of: crate) {
      relinking.files += crates.files(below: "tests", of: crate)
      return
    }
    let members = crates.members(of: crate)
    guard index.table.mayBeFirst(path, of: members) else {
      // Only that one needs them all.
      if let first = index.table.first(of: members) { relinking.files.append(first) }
      return
    }
    for user in [crate] + crates.users(of: crate) { relinking.files += crates.files(of: user) }
  }
}
