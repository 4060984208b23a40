import GateModel

/// Finds the files behind the specifiers of JavaScript and TypeScript modules: relative ones as node, TypeScript and
/// bundlers resolve them, all others by their end, since aliases and base URLs only change the beginning.
struct ScriptResolver: ModuleResolver {
  private let files: [RepositoryPath]
  private let index: [String: Int]
  /// Files by their path without the extensions: all that `./name` can mean.
  private let byStem: [String: [Int]]
  /// Files by the last component of that path; for `index` files also by the directory's.
  private let byName: [String: [Int]]
  /// Files below each directory that has a manifest: what the name of a package stands for.
  private let filesOfPackage: [String: [Int]]
  /// The directories above each file, outermost first.
  private let directories: [[String]]
  private let packages: [String: [String]]
  private let isExternal: (String) -> Bool

  /// - Parameters:
  ///   - packages: The directories of the packages of this repository by name.
  ///   - isExternal: Whether a package is installed from elsewhere.
  init(
    _ files: [RepositoryPath], _ index: [String: Int], packages: [String: [String]],
    isExternal: @escaping (String) -> Bool
  ) {
    self.files = files
    self.index = index
    self.packages = packages
    self.isExternal = isExternal
    var byStem: [String: [Int]] = [:]
    var byName: [String: [Int]] = [:]
    directories = files.map(\.directories)
    let manifests = files.filter { $0.nameText == "package.json" }.compactMap(\.parent)
    filesOfPackage = Dictionary(
      manifests.map { directory in (directory.text, files.indices.filter { files[$0].isInside(directory) }) },
      uniquingKeysWith: { first, _ in first })
    for (file, path) in files.enumerated() {
      let directory = path.directories.joined(separator: "/")
      let prefix = directory.isEmpty ? "" : directory + "/"
      let stem = String(path.nameText.split(separator: ".", omittingEmptySubsequences: false).first ?? "")
      byStem[prefix + stem, default: []].append(file)
      byName[stem, default: []].append(file)
      if stem == "index" {
        byStem[directory, default: []].append(file)
        if let last = path.directories.last { byName[last, default: []].append(file) }
      }
    }
    self.byStem = byStem
    self.byName = byName
  }

  func implicit(_ file: Int, isTest: Bool) -> [Int] { [] }

  func resolve(_ name: ModuleImports.Name, from file: Int) -> Resolution {
    switch name {
    case .python: return .files([])
    case .text(let text):
      if text.hasPrefix(".") { return .files(relative(text, from: file) ?? []) }
      return .files(byEnd(Self.components(text)))
    case .script(let specifier):
      let plain = String(specifier.prefix { $0 != "?" && $0 != "!" })
      if plain.hasPrefix(".") {
        // A file that is not recorded may be built from any that is.
        return relative(plain, from: file).map { .files($0) } ?? .unknown
      }
      return bare(plain)
    }
  }

  private static func components(_ text: String) -> [String] {
    text.split(separator: "/").map(String.init).filter { $0 != "." && $0 != ".." && $0 != "<rootDir>" }
  }

  /// The files that a relative specifier can mean; `nil` where there is none or it leads out of the repository.
  private func relative(_ specifier: String, from file: Int) -> [Int]? {
    var components = directories[file]
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

  /// What a path without its extension can mean: the file, one with any extension, an index, a package.
  private func candidates(_ components: [String]) -> [Int] {
    let path = components.joined(separator: "/")
    var found = index[path].map { [$0] } ?? []
    guard let name = components.last else { return found + (byStem[""] ?? []) }
    let stem = String(name.split(separator: ".", omittingEmptySubsequences: false).first ?? "")
    let key = (components.dropLast() + [stem]).joined(separator: "/")
    // `./a.js` may be written for `a.ts`; `./a.config` stands for `a.config.ts`.
    // A test beside it has another name and is meant only where that is written.
    let isSuffixed = { (file: Int) in
      files[file].nameText.contains(".test.") || files[file].nameText.contains(".spec.")
    }
    let isMeant = name.contains(".test") || name.contains(".spec")
    found += (byStem[key] ?? []).filter { isMeant || !isSuffixed($0) }
    if key != path { found += byStem[path] ?? [] }
    found += filesOfPackage[path] ?? []
    return found
  }

  private func bare(_ specifier: String) -> Resolution {
    var components = Self.components(specifier)
    guard let first = components.first else { return .files([]) }
    if specifier.hasPrefix("node:") || Self.builtins.contains(first) { return .files(byEnd(components)) }
    let package = first.hasPrefix("@") && components.count > 1 ? first + "/" + components[1] : first
    if let directories = packages[package] { return .files(directories.flatMap { filesOfPackage[$0] ?? [] }) }
    var found = byEnd(components)
    if isExternal(package) { return .files(found) }
    // An alias: its first components stand for a directory, or all of it for a file.
    while components.count > 1 {
      components.removeFirst()
      found += byEnd(components)
    }
    let bareName = first.drop { "@~#$".contains($0) }
    if found.isEmpty, !bareName.isEmpty { found = byEnd([String(bareName)]) }
    return found.isEmpty ? .unknown : .files(found)
  }

  /// The files whose path ends with these components, extensions aside.
  private func byEnd(_ components: [String]) -> [Int] {
    guard let name = components.last else { return [] }
    let stem = String(name.split(separator: ".", omittingEmptySubsequences: false).first ?? "")
    return (byName[stem] ?? []).filter { file in
      let directories = directories[file]
      let above = components.dropLast()
      if directories.suffix(above.count).elementsEqual(above) { return true }
      return directories.last == stem && directories.dropLast().suffix(above.count).elementsEqual(above)
    }
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
