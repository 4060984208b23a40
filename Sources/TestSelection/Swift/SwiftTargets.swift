import GateModel

/// The targets of all packages: where their files lie and what they name.
struct SwiftTargets: Sendable {
  private struct Target {
    var directory: Int
    var isTest: Bool
    var mentions: Set<String>
  }

  private let index: FileIndex
  private var targets: [Target] = []
  private var byModule: [String: [Int]] = [:]
  private var byDirectory: [Int: [Int]] = [:]

  /// The directories that manifests give targets, whether they are there or not.
  private var described: Set<RepositoryPath> = []

  private static let sourceDirectories = ["Sources", "Source", "src", "srcs", "Tests", "Plugins"]

  init(_ index: FileIndex, _ declarations: [Declaration]) {
    self.index = index
    var mentions: [String: Set<String>] = [:]
    var common: Set<String> = []
    for declaration in declarations {
      let manifest = index.directories.directory(of: declaration.file)
      for target in declaration.names.compactMap(SwiftManifest.Target.init) {
        if target.name.isEmpty {
          common.formUnion(target.mentions)
          continue
        }
        mentions[Self.module(target.name), default: []].formUnion(target.mentions)
        addDescribed(target, in: manifest)
      }
    }
    // The usual places, for whatever a manifest does not write out.
    for name in Self.sourceDirectories {
      for parent in index.directories(named: name.utf8) {
        for directory in index.directories.directories(below: parent)
        where index.directories.parent(of: directory) == parent {
          add(
            directory, String(decoding: index.directories.name(of: directory), as: UTF8.self), isTest: name == "Tests")
        }
      }
    }
    for (module, found) in byModule {
      // A helper may put `Tests` behind the name.
      let own = mentions[module, default: []]
        .union(
          module.hasSuffix("Tests")
            ? mentions[String(module.dropLast(5))].map { $0.union([String(module.dropLast(5))]) } ?? [] : [])
      for target in found { targets[target].mentions = own.union(common).subtracting([module]) }
    }
  }

  /// The name by which sources import a target.
  static func module(_ name: String) -> String {
    String(name.map { $0.isASCII && !$0.isLetter && !$0.isNumber ? "_" : $0 })
  }

  private mutating func addDescribed(_ target: SwiftManifest.Target, in manifest: Int) {
    let base = index.directories.path(of: manifest)
    if !target.path.isEmpty {
      let components = (base.text + "/" + target.path).split(separator: "/").filter { $0 != "." }
      let path = RepositoryPath(components.joined(separator: "/"))
      described.insert(path)
      if let directory = index.directory(at: path) {
        add(directory, target.name, isTest: target.isTest)
      }
      return
    }
    let usual = Self.sourceDirectories.compactMap { index.directory($0.utf8, in: manifest) }
    let own = usual.compactMap { index.directory(target.name.utf8, in: $0) }
    if !own.contains(where: { index.table.holds(index.directories.files(below: $0)) }),
      let directory = index.directory((target.isTest ? "Tests" : "Sources").utf8, in: manifest)
    {
      // The only target of a package may do without a directory of its own.
      add(directory, target.name, isTest: target.isTest)
    }
    for directory in own { add(directory, target.name, isTest: target.isTest) }
  }

  private mutating func add(_ directory: Int, _ name: String, isTest: Bool) {
    let module = Self.module(name)
    if let known = byModule[module]?.first(where: { targets[$0].directory == directory }) {
      targets[known].isTest = targets[known].isTest || isTest
      return
    }
    byModule[module, default: []].append(targets.count)
    byDirectory[directory, default: []].append(targets.count)
    targets.append(Target(directory: directory, isTest: isTest, mentions: []))
  }
}

extension SwiftTargets {
  /// A file of the target, which needs all others where it holds no tests; for one with tests all its files.
  func files(ofModule name: String) -> [Int] {
    (byModule[Self.module(name)] ?? []).flatMap {
      targets[$0].isTest ? sources(of: $0) : index.table.first(of: sources(of: $0)).map { [$0] } ?? []
    }
  }

  /// The targets in whose directory the file lies.
  func containing(_ file: Int) -> [Int] { targets(above: index.directories.directory(of: file)) }

  private func targets(above directory: Int) -> [Int] {
    sequence(first: directory) { index.directories.parent(of: $0) }.flatMap { byDirectory[$0] ?? [] }
  }

  func isTest(_ file: Int) -> Bool { containing(file).contains { targets[$0].isTest } }

  /// Whether it is one of tests, whose files are needed one by one.
  func holdsTests(_ target: Int) -> Bool { targets[target].isTest }

  /// The modules that the target's description names.
  func dependencies(of target: Int) -> [String] {
    targets[target].mentions.filter { byModule[Self.module($0)] != nil }.sorted()
  }

  /// The sources of the target.
  func sources(of target: Int) -> [Int] {
    index.directories.files(below: targets[target].directory).filter { Self.isSource(index.table.paths[$0]) }
  }

  static func isSource(_ path: RepositoryPath) -> Bool {
    let ending = path.nameExtension
    return ending == "swift" || NativeSources.extensions.contains(ending)
  }
}

// MARK: - When files come or go

extension SwiftTargets {
  /// Whether with `paths`, which came or left, a directory did that is a target's, or makes others those of targets.
  func mayDiffer(with paths: Set<RepositoryPath>) -> Bool {
    paths.contains { path in
      sequence(first: path.parent ?? "") { $0.bytes.isEmpty ? nil : $0.parent ?? "" }.contains { directory in
        guard isOfTarget(directory) else { return false }
        let files = index.table.places(below: directory).lazy.filter { !index.table.isGone($0) }
        return files.allSatisfy { paths.contains(index.table.paths[$0]) }
      }
    }
  }

  private func isOfTarget(_ directory: RepositoryPath) -> Bool {
    func holdsTargets(_ path: RepositoryPath) -> Bool { Self.sourceDirectories.contains(path.nameText) }
    return holdsTargets(directory) || directory.parent.map(holdsTargets) == true || described.contains(directory)
  }

  /// The targets in whose directory `path` lies, whether there is such a file or not.
  func containing(_ path: RepositoryPath) -> [Int] {
    let directories = sequence(first: path.parent ?? "") { $0.bytes.isEmpty ? nil : $0.parent ?? "" }
    return directories.lazy.compactMap { index.directory(at: $0) }.first.map { targets(above: $0) } ?? []
  }

  /// The name by which others mean the target, and the files of the targets whose description names it.
  func users(of target: Int) -> (module: String, files: [Int]) {
    let modules = byModule.filter { $0.value.contains(target) }.keys
    let users = targets.indices.filter { user in
      targets[user].mentions.contains { modules.contains(Self.module($0)) }
    }
    return (modules.first ?? "", users.flatMap { sources(of: $0) })
  }
}
