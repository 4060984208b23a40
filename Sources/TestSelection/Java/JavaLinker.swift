import GateModel

/// Finds the classes that others name, in whatever module they lie: by import, by their full name, and within a package by the
/// name alone.
struct JavaLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let data: DataNames
  private let isTest: @Sendable (RepositoryPath, Bool) -> Bool
  private var packageOf: [Int: String] = [:]
  private var typesOf: [Int: Set<String>] = [:]
  private var marked: Set<Int> = []
  /// The files of each package.
  private var packages: [String: [Int]] = [:]
  /// Those that declare what has no type's name.
  private var wide: [String: [Int]] = [:]
  private var byType: [String: [Int]] = [:]

  init(
    _ index: FileIndex, roles: [FileRole], declarations: [Declaration],
    isTest: @escaping @Sendable (RepositoryPath, Bool) -> Bool
  ) {
    self.index = index
    self.roles = roles
    self.isTest = isTest
    data = DataNames(index, roles: roles)
    for declaration in declarations { add(declaration) }
    // Gone, or without a word that says what it is: by its place and name.
    for file in roles.indices where roles[file].isSource && typesOf[file] == nil {
      byType[stem(file), default: []].append(file)
      typesOf[file] = [stem(file)]
    }
  }

  private func stem(_ file: Int) -> String { Self.stem(index.table.paths[file]) }

  private static func stem(_ path: RepositoryPath) -> String {
    path.nameText.split(separator: ".").first.map(String.init) ?? ""
  }

  private mutating func add(_ declaration: Declaration) {
    let file = declaration.file
    var package = ""
    var types: Set<String> = []
    var isWide = false
    for name in declaration.names {
      let fields = name.split(separator: "\t")
      if name == JavaScanner.testMark { marked.insert(file) }
      if name == JavaScanner.wideMark { isWide = true }
      guard fields.count == 2 else { continue }
      if fields[0] == "package" { package = String(fields[1]) } else { types.insert(String(fields[1])) }
    }
    if types.isEmpty { types = [stem(file)] }
    packageOf[file] = package
    typesOf[file] = types
    packages[package, default: []].append(file)
    for type in types { byType[type, default: []].append(file) }
    if isWide { wide[package, default: []].append(file) }
  }

  func role(of file: Int, _ role: FileRole) -> FileRole {
    guard role == .test, !index.table.isGone(file) else { return role }
    return isTest(index.table.paths[file], marked.contains(file)) ? .test : .module
  }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    guard roles[file].isSource else { return links }
    links.isOpaque = facts.isOpaque
    let names = facts.needs.filter { $0.form == .tree }.map(\.name)
    for need in facts.needs {
      switch need.form {
      case .module: add(need.name, names, .imports, to: &links)
      case .text: add(need.name, names, .names, to: &links)
      case .path:
        if need.name.contains(".") { add(need.name, names, .names, to: &links) }
        data.add(need.name, to: &links)
      case .tree: continue
      }
    }
    addPackage(packageOf[file] ?? "", names, .place, to: &links)
    return links
  }

  /// The files of a package that declare one of `names`, or what has none.
  private func addPackage(_ package: String, _ names: [String], _ kind: FileLink.Kind, to links: inout FileLinks) {
    links.links += (wide[package] ?? []).map { FileLink($0, kind) }
    for name in names {
      for file in byType[name] ?? [] where packageOf[file] == package || packageOf[file] == nil {
        links.links.append(FileLink(file, kind))
      }
    }
  }

  /// `a.b.Name`, `a.b.Name.member`, `a.b.*`, `a.b.function`.
  private func add(_ name: String, _ names: [String], _ kind: FileLink.Kind, to links: inout FileLinks) {
    let parts = name.split(separator: ".").map(String.init)
    if parts.last == "*" { addPackage(parts.dropLast().joined(separator: "."), names, kind, to: &links) }
    for (place, type) in parts.enumerated() where place > 0 {
      // Those of a class, for its nested ones and its members come with it; what is gone has no package any more.
      let package = parts[..<place].joined(separator: ".")
      for file in byType[type] ?? [] where packageOf[file] == package || packageOf[file] == nil {
        links.links.append(FileLink(file, kind))
      }
      if place == parts.count - 1 { links.links += (wide[package] ?? []).map { FileLink($0, kind) } }
    }
  }
}

// MARK: - When files come or go

extension JavaLinker {
  /// The package that a declaration names.
  static func package(_ declaration: String) -> String? {
    let fields = declaration.split(separator: "\t")
    return fields.count == 2 && fields[0] == "package" ? String(fields[1]) : nil
  }

  /// The words of a name with dots: all types and packages that it can mean.
  static func words(ofName name: String) -> [String] {
    let parts = name.split(separator: ".").map(String.init)
    return parts.dropFirst() + [word(ofWide: parts.dropLast().joined(separator: "."))]
  }

  /// The word of those who use what a package declares without the name of a type.
  static func word(ofWide package: String) -> String { "in " + package }

  func relinking(after changes: PathChanges) -> Relinking? {
    var relinking = Relinking()
    for entry in changes.paths { relinking.words += DataNames.words(of: entry) + [Self.stem(entry.path)] }
    for (path, names) in changes.declared {
      relinking.words.append(Self.stem(path))
      for name in names {
        let fields = name.split(separator: "\t")
        if fields.count == 2, fields[0] != "package" { relinking.words.append(String(fields[1])) }
      }
      guard names.contains(JavaScanner.wideMark) else { continue }
      // Without a package it is that without a name.
      relinking.words += (names.compactMap(Self.package) + [""]).map(Self.word)
    }
    return relinking
  }
}
