import GateModel

/// Finds the files behind the names that Python modules use.
///
/// Any directory may be on `sys.path`, so an absolute name is looked up below every directory that is no package itself
/// and below those of the importing file.
struct PythonLinker: SourceLinker {
  let index: FileIndex
  let roles: [FileRole]
  private let data: DataNames
  private let settings: PythonProject

  init(_ index: FileIndex, roles: [FileRole], settings: PythonProject) {
    self.index = index
    self.roles = roles
    self.settings = settings
    data = DataNames(index, roles: roles)
  }

  func role(of file: Int, _ role: FileRole) -> FileRole { settings.role(of: file, role, in: index) }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    let isSource = role(of: file, roles[file]).isSource
    guard isSource || PythonStack.isNative(index.table.paths[file].nameExtension) else { return links }
    links.isOpaque = facts.isOpaque
    for need in facts.needs {
      switch need.form {
      case .module: addModule(need, from: file, to: &links)
      case .text: addText(need.name, from: file, to: &links)
      case .tree: addTree(need, from: file, to: &links)
      case .path: data.add(need.name, to: &links)
      }
    }
    if isSource { addPlace(of: file, to: &links) }
    return links
  }

  /// Files that run because of where this one lies: the `__init__.py` of its packages, and for a test each
  /// `conftest.py` and what the configuration above has loaded for every test.
  private func addPlace(of file: Int, to links: inout FileLinks) {
    let isTest = role(of: file, roles[file]) == .test
    var directory: Int? = index.directories.directory(of: file)
    while let current = directory {
      if let initializer = index.file("__init__.py".utf8, in: current) {
        links.links.append(FileLink(initializer, .place))
      }
      if isTest, let configuration = index.file("conftest.py".utf8, in: current) {
        links.links.append(FileLink(configuration, .place))
      }
      directory = index.directories.parent(of: current)
    }
    guard isTest else { return }
    for plugin in settings.plugins(for: file, in: index) {
      addAbsolute(Self.components(plugin), [], from: file, .loads, to: &links)
    }
  }

  private static func components(_ name: String) -> [[UInt8]] {
    name.utf8.split(separator: UInt8(ascii: ".")).map(Array.init)
  }
}

// MARK: - Modules

extension PythonLinker {
  private func addModule(_ need: FileFacts.Need, from file: Int, to links: inout FileLinks) {
    let components = Self.components(need.name)
    if need.level == 0 {
      addAbsolute(components, need.members, from: file, .imports, to: &links)
    } else if let directory = package(of: file, level: need.level) {
      add(components, need.members, below: directory, .imports, to: &links)
    }
  }

  /// The directory that a relative name is meant from.
  private func package(of file: Int, level: UInt8) -> Int? {
    var directory = index.directories.directory(of: file)
    for _ in 1..<max(1, Int(level)) {
      guard let parent = index.directories.parent(of: directory) else { return nil }
      directory = parent
    }
    return directory
  }

  private func addAbsolute(
    _ components: [[UInt8]], _ members: [String], from file: Int, _ kind: FileLink.Kind, to links: inout FileLinks
  ) {
    for root in roots(of: components, from: file) { add(components, members, below: root, kind, to: &links) }
  }

  /// The directories below which a name that begins with these components may be meant.
  private func roots(of components: [[UInt8]], from file: Int) -> [Int] {
    guard let first = components.first else { return [] }
    var roots = index.files(named: first + ".py".utf8).map { index.directories.directory(of: $0) }
    // A directory without `__init__.py` is a package too (PEP 420), so `first` may be any directory.
    roots += index.directories(named: first).compactMap { index.directories.parent(of: $0) }
    let own = index.directories.directory(of: file)
    // Within a package the library's own modules come first, unless the directory is a script's.
    let isLibrary = PythonLibrary.modules.contains(String(decoding: first, as: UTF8.self))
    var last = -1
    return roots.sorted().filter { root in
      defer { last = root }
      guard root != last else { return false }
      guard isPackage(root) else { return true }
      return !isLibrary && index.directories.isInside(own, root)
    }
  }

  /// Whether the directory is a package. One that is gone made it a package; it is none any more.
  private func isPackage(_ directory: Int) -> Bool {
    index.file("__init__.py".utf8, in: directory).map { !index.table.isGone($0) } ?? false
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
    for ending in PythonStack.moduleEndings {
      if let module = index.file(name + ending.utf8, in: directory) { links.links.append(FileLink(module, kind)) }
    }
    let package = index.directory(name, in: directory)
    if let package { addInitializer(of: package, kind, to: &links) }
    return package
  }

  private func addInitializer(of directory: Int, _ kind: FileLink.Kind, to links: inout FileLinks) {
    if let initializer = index.file("__init__.py".utf8, in: directory) {
      links.links.append(FileLink(initializer, kind))
    }
  }
}

// MARK: - Trees

extension PythonLinker {
  /// All modules of a package, or the data beside the file.
  private func addTree(_ need: FileFacts.Need, from file: Int, to links: inout FileLinks) {
    let components = Self.components(need.name)
    if need.level == 0, need.name == PythonNeeds.entryPoints {
      for module in settings.entryPoints { addAbsolute(Self.components(module), [], from: file, .loads, to: &links) }
    } else if need.level == 0, components.isEmpty {
      links.directories.append(FileLink(index.directories.directory(of: file), .loads))
    } else if need.level == 0 {
      addAbsolute(components, [], from: file, .loads, to: &links)
      for root in roots(of: components, from: file) { addModules(components, below: root, to: &links) }
    } else if let directory = package(of: file, level: need.level) {
      add(components, [], below: directory, .loads, to: &links)
      addModules(components, below: directory, to: &links)
    }
  }

  private func addModules(_ components: [[UInt8]], below root: Int, to links: inout FileLinks) {
    var directory = root
    for component in components {
      guard let next = index.directory(component, in: directory) else { return }
      directory = next
    }
    for file in index.directories.files(below: directory) where roles[file].isSource {
      links.links.append(FileLink(file, .loads))
    }
  }
}

// MARK: - Texts

extension PythonLinker {
  /// Names of files that lie in every package, and are meant only with the package's name.
  private static let commonNames: Set<String> = ["__init__.py", "__main__.py", "conftest.py", "setup.py"]

  private func addText(_ text: String, from file: Int, to links: inout FileLinks) {
    if text.hasSuffix(".py") {
      addModuleFiles(text, from: file, to: &links)
      return
    }
    data.add(text, to: &links)
    let module = text.prefix { $0 != ":" }
    guard !module.utf8.contains(where: { "/-*?[]+@~".utf8.contains($0) }), !module.hasPrefix(".") else { return }
    let components = Self.components(String(module))
    // A package's files may be asked for by its dotted name.
    if components.count > 1 {
      data.add(components.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/"), to: &links)
      addAbsolute(components, [], from: file, .names, to: &links)
    } else if let name = components.first {
      addWord(name, isWhole: module.utf8.count == text.utf8.count, from: file, to: &links)
    }
  }

  /// A single word names a module at the top, a module beside it where a package's `__init__.py` lists what it has, or a program
  /// that the project installs.
  private func addWord(_ name: [UInt8], isWhole: Bool, from file: Int, to links: inout FileLinks) {
    let text = String(decoding: name, as: UTF8.self)
    if isWhole, let program = settings.programs[text] {
      addAbsolute(Self.components(program), [], from: file, .names, to: &links)
    }
    let own = index.directories.directory(of: file)
    if index.table.paths[file].name.elementsEqual("__init__.py".utf8) {
      _ = addModule(name, in: own, .names, to: &links)
    }
    for root in roots(of: [name], from: file) where settings.isRoot(root) || index.directories.isInside(own, root) {
      if isPackage(root) { continue }
      _ = addModule(name, in: root, .names, to: &links)
    }
  }

  /// The modules that a path or a pattern may mean.
  private func addModuleFiles(_ text: String, from file: Int, to links: inout FileLinks) {
    var components = text.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
    components.removeAll { $0 == [UInt8(ascii: ".")] || $0 == [UInt8(ascii: "."), UInt8(ascii: ".")] }
    guard let name = components.popLast() else { return }
    if let wild = components.lastIndex(where: { $0.contains(UInt8(ascii: "*")) }) { components.removeFirst(wild + 1) }
    if let star = name.firstIndex(of: UInt8(ascii: "*")) {
      let directories =
        components.last.map { index.directories(named: $0) } ?? [index.directories.directory(of: file)]
      for directory in directories where index.directories.path(of: directory, endsWith: components) {
        for module in index.directories.files(below: directory)
        where roles[module].isSource && index.table.paths[module].name.starts(with: name[..<star]) {
          links.links.append(FileLink(module, .names))
        }
      }
      return
    }
    if components.isEmpty, Self.commonNames.contains(text) { return }
    for module in index.files(named: name)
    where index.directories.path(of: index.directories.directory(of: module), endsWith: components) {
      links.links.append(FileLink(module, .names))
    }
  }
}
