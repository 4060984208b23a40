import Digests
import GateModel
import TestSelection

/// A tree of files with their text, without a disk.
struct VirtualFiles {
  var texts: [String: String]
  /// Symbolic links, and what they say.
  var links: [String: String] = [:]

  init(_ texts: [String: String]) {
    self.texts = texts
  }

  /// What git would list, with ids of the content.
  var files: [SnapshotFile] {
    func file(_ path: String, _ text: String, _ mode: FileMode) -> SnapshotFile {
      SnapshotFile(path: RepositoryPath(path), version: FileVersion(mode: mode, id: Self.id(of: text)))
    }
    let all = texts.map { file($0, $1, .regular) } + links.map { file($0, $1, .symbolicLink) }
    return all.sorted { $0.path < $1.path }
  }

  /// The table of the files, with the paths through links.
  func table(gone: [RepositoryPath] = []) -> FileTable {
    FileTable(files, gone: gone) { link in
      links[String(decoding: link.path.bytes, as: UTF8.self)].map { Array($0.utf8) }
    }
  }

  static func id(of text: String) -> ObjectID {
    guard let id = ObjectID(bytes: Digest160.of(Array(text.utf8))) else { preconditionFailure("no id") }
    return id
  }

  var reader: GraphBuilder.Reader {
    { [texts] file in texts[String(decoding: file.path.bytes, as: UTF8.self)].map { Array($0.utf8) } }
  }

  func graph(_ stack: any SourceStack, gone: [RepositoryPath] = []) -> SourceGraph {
    GraphBuilder(stack).graph(of: table(gone: gone), reading: reader).graph
  }

  func select(_ changes: [Change], runner: String) -> TestSelectionResult {
    guard let stack = SourceStacks.named(runner: runner) else { return .everything(reason: "no stack") }
    return TestSelector(graph(stack, gone: TestSelector.gone(changes)), stack: stack).select(changes)
  }

  /// The selected tests when `paths` are modified, in path order; `["*"]` stands for everything.
  func tests(_ paths: String..., runner: String) -> [String] {
    tests(paths.map { Change(.modified, RepositoryPath($0)) }, runner: runner)
  }

  func tests(_ changes: [Change], runner: String) -> [String] {
    switch select(changes, runner: runner) {
    case .tests(let tests): tests.map(\.path.description).sorted()
    case .everything: ["*"]
    case .none: []
    }
  }

  /// The tests whose closure has another digest when the file at `path` has another text.
  func testsOfOtherDigest(changing path: String, _ stack: any SourceStack) -> [String] {
    func digests(_ files: VirtualFiles) -> [String: [UInt8]] {
      let graph = files.graph(stack)
      let digests = ClosureDigests(graph)
      return Dictionary(uniqueKeysWithValues: graph.tests.map { ("\(graph.path(of: $0))", digests.digest(of: $0)) })
    }
    var changed = self
    changed.texts[path, default: ""] += "\n"
    let before = digests(self)
    let after = digests(changed)
    return before.keys.filter { before[$0] != after[$0] }.sorted()
  }
}

extension VirtualFiles {
  /// What the change from `old` selects where definitions are told apart.
  func select(from old: VirtualFiles, runner: String = "pytest") -> TestSelectionResult {
    guard let stack = SourceStacks.named(runner: runner) else { return .everything(reason: "no stack") }
    func versions(_ files: VirtualFiles) -> [RepositoryPath: FileVersion] {
      Dictionary(uniqueKeysWithValues: files.files.map { ($0.path, $0.version) })
    }
    let (before, after) = (versions(old), versions(self))
    let changes = Set(before.keys).union(after.keys).sorted().compactMap { path -> Change? in
      guard before[path] != after[path] else { return nil }
      let status: Change.Status = before[path] == nil ? .added : after[path] == nil ? .deleted : .modified
      return Change(status, path, old: before[path], new: after[path])
    }
    var known: [ObjectID: String] = [:]
    for text in Array(texts.values) + Array(old.texts.values) { known[Self.id(of: text)] = text }
    let reader: DefinitionTexts.Reader = { [known] file in known[file.version.id].map { Array($0.utf8) } }
    let graph = graph(stack, gone: TestSelector.gone(changes))
    return TestSelector(graph, stack: stack, texts: DefinitionTexts(reading: reader)).select(changes)
  }

  /// The tests that the change of one file selects, in path order; `["*"]` stands for everything.
  func tests(changing path: String, to text: String) -> [String] {
    var new = self
    new.texts[path] = text
    switch new.select(from: self) {
    case .tests(let tests): return tests.map(\.path.description).sorted()
    case .everything: return ["*"]
    case .none: return []
    }
  }
}
