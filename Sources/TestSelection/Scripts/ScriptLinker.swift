import GateModel

/// Finds the files behind the specifiers of JavaScript and TypeScript modules, as node, TypeScript and bundlers resolve them. A
/// name that nothing explains is looked up by its end, since aliases mostly change the beginning only.
struct ScriptLinker: SourceLinker {
  let index: FileIndex
  let roles: [FileRole]
  let project: ScriptProject
  private let data: DataNames

  init(_ index: FileIndex, roles: [FileRole], project: ScriptProject) {
    self.index = index
    self.roles = roles
    self.project = project
    data = DataNames(index, roles: roles)
  }

  func role(of file: Int, _ role: FileRole) -> FileRole { project.role(of: file, role, index) }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    links.isOpaque = facts.isOpaque
    for need in facts.needs {
      switch need.form {
      case .module:
        guard let found = module(need.name, from: file) else {
          // A file that is not recorded may be built from any that is.
          links.isOpaque = links.isOpaque || roles[file].isSource
          continue
        }
        // One that is gone may be made again, too.
        if !found.isEmpty, !index.table.holds(found) { links.isOpaque = true }
        links.links += found.map { FileLink($0, .imports) }
      case .text:
        let found = need.name.hasPrefix(".") ? relative(need.name, from: file) ?? [] : byEnd(Self.components(need.name))
        links.links += found.map { FileLink($0, .names) }
        data.add(need.name, to: &links)
      case .path: data.add(need.name, to: &links)
      case .tree: addTree(need.name, from: file, to: &links)
      }
    }
    if role(of: file, roles[file]) == .test { addSnapshots(of: file, to: &links) }
    return links
  }

  /// The recorded results of a test lie beside it (jest, vitest, ava).
  private func addSnapshots(of file: Int, to links: inout FileLinks) {
    let name = index.table.paths[file].name
    for holder in ["__snapshots__", "snapshots"] {
      guard let directory = index.directory(holder.utf8, in: index.directories.directory(of: file)) else { continue }
      for ending in [".snap", ".md"] {
        if let found = index.file(name + ending.utf8, in: directory) { links.links.append(FileLink(found, .place)) }
      }
    }
  }

  static func components(_ text: String) -> [String] {
    text.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." && $0 != "<rootDir>" }
  }

  private func directory(of file: Int) -> RepositoryPath {
    index.directories.path(of: index.directories.directory(of: file))
  }
}

// MARK: - Computed names

extension ScriptLinker {
  /// All modules whose path begins as the name says, or the data beside the file.
  private func addTree(_ name: String, from file: Int, to links: inout FileLinks) {
    guard name.hasPrefix(ScriptReader.prefixMark) else {
      links.directories.append(FileLink(index.directories.directory(of: file), .loads))
      return
    }
    let prefix = name.dropFirst(ScriptReader.prefixMark.count)
    let slash = prefix.lastIndex(of: "/") ?? prefix.startIndex
    // Where a manifest or a configuration says what a name means, the file may be called otherwise.
    let rest = prefix.hasPrefix(".") ? prefix[slash...].dropFirst() : ""
    let bases = treeBases(String(prefix[..<slash]), from: file)
    // Nothing there yet: it may be made when the tests run.
    if bases?.contains(where: holds) != true, bases == nil || prefix.hasPrefix(".") { links.isOpaque = true }
    for base in bases ?? [] {
      let beginning = index.directories.path(of: base).bytes + (base == 0 ? [] : [UInt8(ascii: "/")]) + rest.utf8
      for found in index.directories.files(below: base) where index.table.paths[found].bytes.starts(with: beginning) {
        links.links.append(FileLink(found, .loads))
      }
    }
  }

  /// The directories that the beginning of a name means; `nil` where that cannot be told.
  private func treeBases(_ name: String, from file: Int) -> [Int]? {
    if name.hasPrefix(".") {
      return directory(of: file).following(name).map { index.directory(at: $0).map { [$0] } ?? [] }
    }
    if name.isEmpty { return nil }
    let own = index.directories.directory(of: file)
    let paths = aliased(name + "/", project.aliases(for: own, index)).compactMap { index.directory(at: $0) }
    if paths.contains(where: holds) { return paths }
    let package = Self.package(of: Self.components(name))
    if let packages = project.directories[package] { return paths + packages }
    return project.isInstalled(package) ? paths : nil
  }

  private func holds(_ directory: Int) -> Bool { index.table.holds(index.directories.files(below: directory)) }
}

// MARK: - Specifiers

extension ScriptLinker {
  /// The specifier without `?raw` and the like behind it, and without webpack's `style!` before it.
  static func plain(_ specifier: String) -> String {
    let plain = specifier.prefix { $0 != "?" }
    return String(plain.lastIndex(of: "!").map { plain[plain.index(after: $0)...] } ?? plain)
  }

  /// The files that a specifier can mean; `nil` where it means something of the repository that cannot be told.
  private func module(_ specifier: String, from file: Int) -> [Int]? {
    let plain = Self.plain(specifier)
    return plain.hasPrefix(".") ? relative(plain, from: file) : bare(plain, from: file)
  }

  /// The files that a relative specifier can mean; `nil` where there is none or it leads out of the repository.
  private func relative(_ specifier: String, from file: Int) -> [Int]? {
    guard let path = directory(of: file).following(specifier) else { return nil }
    let found = candidates(path)
    return found.isEmpty ? nil : found
  }

  static func package(of components: [String]) -> String {
    guard let first = components.first else { return "" }
    return first.hasPrefix("@") && components.count > 1 ? first + "/" + components[1] : first
  }

  private func bare(_ specifier: String, from file: Int) -> [Int]? {
    let components = Self.components(specifier)
    guard let first = components.first else { return [] }
    let own = index.directories.directory(of: file)
    var aliased = aliased(specifier, project.aliases(for: own, index)).flatMap { candidates($0) }
    if index.table.holds(aliased) { return aliased }
    if specifier.hasPrefix("#"), let package = project.package(of: own, index), !package.internals.isEmpty {
      aliased += internals(specifier, of: package, from: file) ?? []
      if index.table.holds(aliased) { return aliased }
    }
    // What is gone hides nothing.
    guard let found = unaliased(specifier, components, first) else { return aliased.isEmpty ? nil : aliased }
    return aliased + found
  }

  private func unaliased(_ specifier: String, _ components: [String], _ first: String) -> [Int]? {
    if specifier.hasPrefix("node:") || Self.builtins.contains(first) { return byEnd(components) }
    let package = Self.package(of: components)
    if let directories = project.directories[package] {
      return directories.flatMap { exported("." + specifier.dropFirst(package.count), of: $0) }
    }
    return unexplained(components, isInstalled: project.isInstalled(package))
  }

  /// The paths that configurations give a name.
  private func aliased(_ name: String, _ aliases: [ScriptProject.Aliases]) -> [RepositoryPath] {
    aliases.flatMap { aliases in
      let named = aliases.paths.compactMap { path in
        ScriptPattern.apply(path.name, to: name, target: path.target).flatMap { aliases.base.following($0) }
      }
      return named + (aliases.isBase ? [aliases.base.following(name)].compactMap { $0 } : [])
    }
  }

  private func internals(_ name: String, of package: ScriptProject.Package, from file: Int) -> [Int]? {
    var found: [Int] = []
    var isExplained = false
    for said in package.internals {
      guard let target = ScriptPattern.apply(said.name, to: name, target: said.target) else { continue }
      isExplained = true
      // A name that leads to itself would not end.
      guard !target.hasPrefix("#") else { return nil }
      if target.hasPrefix(".") {
        found += inPackage(target, package.directory)
      } else {
        found += bare(target, from: file) ?? []
      }
    }
    return isExplained ? found : nil
  }

  /// What a name below that of a package means; all of the package where that cannot be told.
  private func exported(_ name: String, of directory: Int) -> [Int] {
    let everything = Array(index.directories.files(below: directory))
    guard let package = project.packages[directory] else { return everything }
    var targets = package.exports.compactMap { ScriptPattern.apply($0.name, to: name, target: $0.target) }
    if package.exports.isEmpty { targets = name == "." ? package.entries + ["index"] : [name] }
    let found = targets.flatMap { inPackage($0, directory) }
    return index.table.holds(found) ? found : everything + found
  }

  private static let built: Set<String> = ["dist", "build", "lib", "out", "es", "esm", "cjs", "output", "types"]

  /// The files that a path within a package can mean: it, or the source that it is built from.
  private func inPackage(_ path: String, _ directory: Int) -> [Int] {
    let base = index.directories.path(of: directory)
    let found = base.following(path).map { candidates($0, isPackage: false) } ?? []
    if index.table.holds(found) { return found }
    var components = Self.components(path)
    guard let first = components.first, Self.built.contains(first) else { return found }
    while components.count > 1, let first = components.first, Self.built.contains(first) { components.removeFirst() }
    let source = components.joined(separator: "/")
    let sources = ["src/" + source, source].compactMap { base.following($0) }.map { candidates($0, isPackage: false) }
    return found + (sources.first { index.table.holds($0) } ?? Array(sources.joined()))
  }

  private static let builtins: Set<String> = [
    "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
    "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module", "net",
    "os",
    "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream", "string_decoder",
    "timers",
    "tls", "tty", "url", "util", "v8", "vm", "wasi", "worker_threads", "zlib",
  ]
}

// MARK: - Paths

extension ScriptLinker {
  static func stem(_ name: String) -> String {
    guard !name.isEmpty else { return name }
    return String(name.dropFirst().firstIndex(of: ".").map { name[..<$0] } ?? name[...])
  }

  /// What a path without its extension can mean: the file, one with any extension, an index, a package.
  ///
  /// - Parameter isPackage: whether a directory may be a package: not where a package's manifest gave the path.
  private func candidates(_ path: RepositoryPath, isPackage: Bool = true) -> [Int] {
    let directory = index.directory(at: path)
    var found = index.file(at: path).map { [$0] } ?? []
    if let directory { found += indexFiles(of: directory) }
    if let parent = path.parent, let holder = index.directory(at: parent) {
      // `./a.js` may be written for `a.ts`; `./a.config` stands for `a.config.ts`.
      // A test beside it has another name and is meant only where that is written.
      let name = path.nameText
      let isMeant = name.contains(".test") || name.contains(".spec")
      found += index.files(stem: Self.stem(name).utf8).filter { file in
        let isSuffixed = { [".test.", ".spec."].contains { index.table.paths[file].nameText.contains($0) } }
        return index.directories.directory(of: file) == holder && (isMeant || !isSuffixed())
      }
    }
    if isPackage, let directory, project.packages[directory] != nil { found += exported(".", of: directory) }
    return found
  }

  private func indexFiles(of directory: Int) -> [Int] {
    index.directories.files(in: directory).map(Int.init).filter {
      Self.stem(index.table.paths[$0].nameText) == "index"
    }
  }

  private func unexplained(_ components: [String], isInstalled: Bool) -> [Int]? {
    var found = byEnd(components)
    if isInstalled { return found }
    // An alias: its first components stand for a directory, or all of it for a file.
    var rest = components
    while rest.count > 1 {
      rest.removeFirst()
      found += byEnd(rest)
    }
    let bareName = (components.first ?? "").drop { "@~#$".contains($0) }
    if !index.table.holds(found), !bareName.isEmpty { found += byEnd([String(bareName)]) }
    return found.isEmpty ? nil : found
  }

  /// The files whose path ends with these components, extensions aside.
  private func byEnd(_ components: [String]) -> [Int] {
    guard let name = components.last else { return [] }
    let above = components.dropLast()
    let stem = Self.stem(name)
    let files = index.files(stem: stem.utf8).filter {
      index.table.paths[$0].directories.suffix(above.count).elementsEqual(above)
    }
    let packages = index.directories(named: stem.utf8).filter { directory in
      index.directories.path(of: directory).directories.suffix(above.count).elementsEqual(above)
    }
    return files + packages.flatMap { indexFiles(of: $0) }
  }
}
