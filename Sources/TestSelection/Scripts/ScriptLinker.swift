import GateModel

/// Finds the files behind the specifiers of JavaScript and TypeScript modules: relative ones as node, TypeScript and
/// bundlers resolve them, all others by their end, since aliases and base URLs only change the beginning.
struct ScriptLinker: SourceLinker {
  private let index: FileIndex
  private let roles: [FileRole]
  private let data: DataNames
  private let manifests: ScriptManifest

  init(_ index: FileIndex, roles: [FileRole], manifests: ScriptManifest) {
    self.index = index
    self.roles = roles
    self.manifests = manifests
    data = DataNames(index, roles: roles)
  }

  func links(of file: Int, _ facts: FileFacts) -> FileLinks {
    var links = FileLinks()
    links.isOpaque = facts.isOpaque
    for need in facts.needs {
      switch need.form {
      case .module:
        guard let found = module(need.name, from: file) else {
          links.isOpaque = links.isOpaque || roles[file].isSource
          continue
        }
        links.links += found.map { FileLink($0, .imports) }
      case .text:
        let found = need.name.hasPrefix(".") ? relative(need.name, from: file) ?? [] : byEnd(Self.components(need.name))
        links.links += found.map { FileLink($0, .names) }
        data.add(need.name, to: &links)
      case .path: data.add(need.name, to: &links)
      case .tree: links.directories.append(FileLink(index.directories.directory(of: file), .loads))
      }
    }
    return links
  }

  /// The files that a specifier can mean; `nil` where it means something of the repository that cannot be told.
  private func module(_ specifier: String, from file: Int) -> [Int]? {
    let plain = String(specifier.prefix { $0 != "?" && $0 != "!" })
    // A file that is not recorded may be built from any that is.
    return plain.hasPrefix(".") ? relative(plain, from: file) : bare(plain)
  }

  private static func components(_ text: String) -> [String] {
    text.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." && $0 != "<rootDir>" }
  }

  /// The files that a relative specifier can mean; `nil` where there is none or it leads out of the repository.
  private func relative(_ specifier: String, from file: Int) -> [Int]? {
    var components = directoryNames(file)
    for part in specifier.split(separator: "/") {
      if part == "." { continue }
      if part == ".." {
        guard components.popLast() != nil else { return nil }
      } else {
        components.append(String(part))
      }
    }
    let found = candidates(components)
    return found.isEmpty ? nil : found
  }

  private func directoryNames(_ file: Int) -> [String] {
    index.table.paths[file].directories
  }

  private static func stem(_ name: String) -> String {
    guard !name.isEmpty else { return name }
    return String(name.dropFirst().firstIndex(of: ".").map { name[..<$0] } ?? name[...])
  }

  /// What a path without its extension can mean: the file, one with any extension, an index, a package.
  private func candidates(_ components: [String]) -> [Int] {
    let path = RepositoryPath(components.joined(separator: "/"))
    let directory = index.directory(at: path)
    var found = index.file(at: path).map { [$0] } ?? []
    if let directory { found += indexFiles(of: directory) }
    if let name = components.last {
      // `./a.js` may be written for `a.ts`; `./a.config` stands for `a.config.ts`.
      // A test beside it has another name and is meant only where that is written.
      let isMeant = name.contains(".test") || name.contains(".spec")
      let above = RepositoryPath(components.dropLast().joined(separator: "/"))
      if let holder = index.directory(at: above) {
        found += index.files(stem: Self.stem(name).utf8).filter { file in
          let isSuffixed = { [".test.", ".spec."].contains { index.table.paths[file].nameText.contains($0) } }
          return index.directories.directory(of: file) == holder && (isMeant || !isSuffixed())
        }
      }
    }
    if let directory, manifests.packages.contains(directory) { found += index.directories.files(below: directory) }
    return found
  }

  private func indexFiles(of directory: Int) -> [Int] {
    index.directories.files(in: directory).map(Int.init).filter {
      Self.stem(index.table.paths[$0].nameText) == "index"
    }
  }

  private func bare(_ specifier: String) -> [Int]? {
    var components = Self.components(specifier)
    guard let first = components.first else { return [] }
    if specifier.hasPrefix("node:") || Self.builtins.contains(first) { return byEnd(components) }
    let package = first.hasPrefix("@") && components.count > 1 ? first + "/" + components[1] : first
    if let directories = manifests.directories[package] {
      return directories.flatMap { index.directories.files(below: $0) }
    }
    var found = byEnd(components)
    if manifests.mentions(package) { return found }
    // An alias: its first components stand for a directory, or all of it for a file.
    while components.count > 1 {
      components.removeFirst()
      found += byEnd(components)
    }
    let bareName = first.drop { "@~#$".contains($0) }
    if found.isEmpty, !bareName.isEmpty { found = byEnd([String(bareName)]) }
    return found.isEmpty ? nil : found
  }

  /// The files whose path ends with these components, extensions aside.
  private func byEnd(_ components: [String]) -> [Int] {
    guard let name = components.last else { return [] }
    let above = components.dropLast()
    let stem = Self.stem(name)
    let files = index.files(stem: stem.utf8).filter { directoryNames($0).suffix(above.count).elementsEqual(above) }
    let packages = index.directories(named: stem.utf8).filter { directory in
      index.directories.path(of: directory).directories.suffix(above.count).elementsEqual(above)
    }
    return files + packages.flatMap { indexFiles(of: $0) }
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
