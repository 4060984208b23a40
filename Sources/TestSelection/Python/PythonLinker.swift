import GateModel

/// Finds the files behind the names that Python modules use.
///
/// Any directory may be on `sys.path`, so an absolute name is looked up below every directory that is no package itself
/// and below those of the importing file.
struct PythonLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let data: DataNames

  init(_ index: FileIndex, roles: [FileRole]) {
    self.index = index
    self.roles = roles
    data = DataNames(index, roles: roles)
  }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    guard roles[file].isSource else { return links }
    links.isOpaque = facts.isOpaque
    for need in facts.needs {
      let components = need.name.utf8.split(separator: UInt8(ascii: ".")).map(Array.init)
      switch need.form {
      case .module where need.level > 0: addRelative(components, need, from: file, to: &links)
      case .module: addAbsolute(components, need.members, from: file, .imports, to: &links)
      case .text: addText(need.name, from: file, to: &links)
      case .tree: links.directories.append(FileLink(index.directories.directory(of: file), .loads))
      case .path: data.add(need.name, to: &links)
      }
    }
    addPlace(of: file, to: &links)
    return links
  }

  /// Files that run because of where this one lies: the `__init__.py` of its packages, and for a test each
  /// `conftest.py`.
  private func addPlace(of file: Int, to links: inout FileLinks) {
    var directory: Int? = index.directories.directory(of: file)
    while let current = directory {
      if let initializer = index.file("__init__.py".utf8, in: current) {
        links.links.append(FileLink(initializer, .place))
      }
      if roles[file] == .test, let configuration = index.file("conftest.py".utf8, in: current) {
        links.links.append(FileLink(configuration, .place))
      }
      directory = index.directories.parent(of: current)
    }
  }

  private func addRelative(
    _ components: [[UInt8]], _ need: FileFacts.Need, from file: Int, to links: inout FileLinks
  ) {
    var directory = index.directories.directory(of: file)
    for _ in 1..<max(1, Int(need.level)) {
      guard let parent = index.directories.parent(of: directory) else { return }
      directory = parent
    }
    add(components, need.members, below: directory, .imports, to: &links)
  }

  private func addAbsolute(
    _ components: [[UInt8]], _ members: [String], from file: Int, _ kind: FileLink.Kind, to links: inout FileLinks
  ) {
    guard let first = components.first else { return }
    var roots = Set(index.files(named: first + ".py".utf8).map { index.directories.directory(of: $0) })
    // A directory without `__init__.py` is a package too (PEP 420), so `first` may be any directory.
    roots.formUnion(index.directories(named: first).compactMap { index.directories.parent(of: $0) })
    let own = index.directories.directory(of: file)
    for root in roots.sorted() {
      // One that is gone made it a package; it is none any more.
      let isPackage = index.file("__init__.py".utf8, in: root).map { !index.table.isGone($0) } ?? false
      guard !isPackage || index.directories.isInside(own, root) else { continue }
      add(components, members, below: root, kind, to: &links)
    }
  }

  /// The module and its packages, and those of `members` that are modules in it.
  private func add(
    _ components: [[UInt8]], _ members: [String], below root: Int, _ kind: FileLink.Kind, to links: inout FileLinks
  ) {
    var directory: Int? = root
    if components.isEmpty { addInitializer(of: root, kind, to: &links) }
    for component in components {
      guard let current = directory else { return }
      directory = addModule(component, in: current, kind, to: &links)
    }
    guard let directory else { return }
    for member in members {
      if member == "*" {
        for file in index.directories.files(in: directory).map(Int.init) where roles[file].isSource {
          links.links.append(FileLink(file, kind))
        }
        for package in index.directories.directories(below: directory)
        where index.directories.parent(of: package) == directory {
          addInitializer(of: package, kind, to: &links)
        }
      } else {
        _ = addModule(Array(member.utf8), in: directory, kind, to: &links)
      }
    }
  }

  /// Adds the module or package `name` in `directory`; returns the directory of that name.
  private func addModule(
    _ name: [UInt8], in directory: Int, _ kind: FileLink.Kind, to links: inout FileLinks
  ) -> Int? {
    if let module = index.file(name + ".py".utf8, in: directory) { links.links.append(FileLink(module, kind)) }
    let package = index.directory(name, in: directory)
    if let package { addInitializer(of: package, kind, to: &links) }
    return package
  }

  private func addInitializer(of directory: Int, _ kind: FileLink.Kind, to links: inout FileLinks) {
    if let initializer = index.file("__init__.py".utf8, in: directory) {
      links.links.append(FileLink(initializer, kind))
    }
  }

  private func addText(_ text: String, from file: Int, to links: inout FileLinks) {
    if text.hasSuffix(".py") {
      let name = text.utf8.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
      for module in index.files(named: name) { links.links.append(FileLink(module, .names)) }
      return
    }
    data.add(text, to: &links)
    let module = text.prefix { $0 != ":" }
    guard !module.utf8.contains(where: { "/-*".utf8.contains($0) }), !module.hasPrefix(".") else { return }
    let components = module.utf8.split(separator: UInt8(ascii: ".")).map(Array.init)
    // A package's files may be asked for by its dotted name.
    if components.count > 1 {
      data.add(components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"), to: &links)
    }
    addAbsolute(components, [], from: file, .names, to: &links)
  }
}
