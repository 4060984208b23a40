import GateModel

/// Finds the files behind the modules that Swift files import.
struct SwiftLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let data: DataNames
  private let targets: SwiftTargets
  /// What files of tests declare.
  private let declared: [Int: Set<String>]

  init(_ index: FileIndex, roles: [FileRole], declarations: [Declaration]) {
    self.index = index
    targets = SwiftTargets(index, declarations)
    declared = Dictionary(
      declarations.filter { roles[$0.file] != .configuration }.map { ($0.file, Set($0.names)) },
      uniquingKeysWith: { first, _ in first })
    self.roles = roles
    data = DataNames(index, roles: roles)
  }

  /// Helpers lie among tests; only those that hold some are run, and they may lie wherever the manifest says.
  func role(of file: Int, _ role: FileRole) -> FileRole {
    guard role.isSource, index.table.paths[file].nameExtension == "swift" else { return role }
    if role == .test { return index.table.isGone(file) || hasTests(file) ? .test : .module }
    return targets.isTest(file) ? .test : .module
  }

  private func hasTests(_ file: Int) -> Bool { declared[file]?.contains(SwiftScanner.testMark) == true }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    guard roles[file].isSource else { return links }
    for need in facts.needs {
      switch need.form {
      case .module: links.links += targets.files(ofModule: need.name).map { FileLink($0, .imports) }
      case .path: links.links += NativeSources.files(included: need.name, index).map { FileLink($0, .imports) }
      case .text: addText(need.name, to: &links)
      case .tree: continue
      }
    }
    addTarget(of: file, facts, to: &links)
    return links
  }

  private func addText(_ text: String, to links: inout FileLinks) {
    links.links += targets.files(ofModule: text).map { FileLink($0, .names) }
    data.add(text, to: &links)
    // A resource is asked for by its name and its extension apart.
    for file in index.files(stem: text.utf8) where roles[file] == .data { links.links.append(FileLink(file, .names)) }
  }

  private func addTarget(of file: Int, _ facts: FileFacts, to links: inout FileLinks) {
    for target in targets.containing(file) {
      for module in targets.dependencies(of: target) {
        links.links += targets.files(ofModule: module).map { FileLink($0, .place) }
      }
      let names = Set(facts.needs.lazy.filter { $0.form == .tree }.map(\.name))
      let files = targets.sources(of: target)
      guard files.contains(where: { roles[$0] == .test }) else {
        // All need the first one, which needs all.
        links.links += index.table.fellows(of: file, among: files).map { FileLink($0, .place) }
        continue
      }
      for other in files where other != file {
        let declared = declared[other] ?? []
        if !hasTests(other) || declared.contains(SwiftScanner.wideMark) || !declared.isDisjoint(with: names) {
          links.links.append(FileLink(other, .place))
        }
      }
    }
  }
}

// MARK: - When files come or go

extension SwiftLinker {
  func relinking(after changes: PathChanges) -> Relinking? {
    // A description of targets.
    if changes.declared.contains(where: { SwiftStack().role(of: $0.path) == .configuration }) { return nil }
    if targets.mayDiffer(with: Set(changes.paths.map(\.path))) { return nil }
    var relinking = Relinking()
    for (path, _) in changes.declared {
      for target in targets.containing(path) { relinking.files += targets.sources(of: target) }
    }
    for entry in changes.paths {
      let name = entry.path.nameText
      relinking.words += DataNames.words(of: entry)
      relinking.words.append(name.dropFirst().firstIndex(of: ".").map { String(name[..<$0]) } ?? name)
      if SwiftTargets.isSource(entry.path) { add(entry.path, to: &relinking) }
    }
    return relinking
  }

  private func add(_ path: RepositoryPath, to relinking: inout Relinking) {
    for target in targets.containing(path) {
      let files = targets.sources(of: target)
      let hasTests =
        targets.holdsTests(target) || SwiftStack().role(of: path) == .test || files.contains { roles[$0] == .test }
      guard hasTests || index.table.mayBeFirst(path, of: files) else {
        // Only that one needs them all.
        if let first = index.table.first(of: files) { relinking.files.append(first) }
        continue
      }
      let users = targets.users(of: target)
      relinking.files += files + users.files
      relinking.words.append(users.module)
    }
  }
}
