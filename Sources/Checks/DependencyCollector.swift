import GateModel

/// Gathers the files that a verdict depends on besides the selected ones, each once, present or absent.
struct DependencyCollector {
  private let scope: CheckScope
  private var inputs: [RepositoryPath: FileVersion?] = [:]
  /// What chose inputs by pattern.
  private(set) var selectors: [FileSelector] = []

  init(_ scope: CheckScope) { self.scope = scope }

  /// Begins with what every command that reads files depends on: `.gitattributes`, and the inputs that gate.yml declares.
  init(_ scope: CheckScope, declaredBy settings: CheckSettings) throws(CheckError) {
    self.init(scope)
    try add(".gitattributes")
    try addTracked(settings.inputs)
  }

  /// What was gathered, in path order.
  var result: [CheckDependencies.Input] {
    inputs.map { CheckDependencies.Input(path: $0.key, version: $0.value) }.sorted { $0.path < $1.path }
  }

  /// The file at `path`, or the fact that there is none.
  mutating func add(_ path: RepositoryPath) throws(CheckError) {
    if inputs[path] != nil { return }
    inputs.updateValue(try scope.content.version(at: path), forKey: path)
  }

  /// The file at `path`, where there is one: a word that may be the name of a file is none where there is no such file.
  mutating func addTracked(_ path: RepositoryPath) throws(CheckError) {
    if inputs[path] != nil { return }
    if let version = try scope.content.version(at: path) { inputs.updateValue(version, forKey: path) }
  }

  /// Every tracked file that one of `patterns` names. That none does is no error.
  mutating func addTracked(_ patterns: [PathPattern]) throws(CheckError) {
    if patterns.isEmpty { return }
    let selector = FileSelector(include: patterns)
    selectors.append(selector)
    for file in try scope.content.files() where selector.matches(file.path) {
      inputs.updateValue(file.version, forKey: file.path)
    }
  }

  /// Configuration files: each of `names` looked for beside each of `files` and in every directory above. A name with `*`
  /// in it is a pattern over all tracked files.
  mutating func addConfiguration(_ names: [String], for files: [SnapshotFile]) throws(CheckError) {
    var patterns: [PathPattern] = []
    for name in names where name.contains("*") {
      do throws(PathPattern.SyntaxError) {
        patterns.append(try PathPattern(name))
      } catch {
        throw CheckError("the pattern \(name) is invalid: \(error.message)")
      }
    }
    try addTracked(patterns)
    let plain = names.filter { !$0.contains("*") }
    if plain.isEmpty { return }
    for directory in Self.directories(above: files) {
      for name in plain { try add(directory.appending(name)) }
    }
  }

  private static func directories(above files: [SnapshotFile]) -> Set<RepositoryPath> {
    var found: Set<RepositoryPath> = []
    for file in files {
      var next = file.path.parent
      while let directory = next, found.insert(directory).inserted { next = directory.parent }
    }
    return found
  }
}
