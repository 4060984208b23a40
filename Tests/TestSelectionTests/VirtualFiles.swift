import Digests
import GateModel
import TestSelection

/// A tree of files with their text, without a disk.
struct VirtualFiles {
  var texts: [String: String]

  init(_ texts: [String: String]) {
    self.texts = texts
  }

  /// What git would list, with ids of the content.
  var files: [SnapshotFile] {
    texts.map { path, text in
      SnapshotFile(path: RepositoryPath(path), version: FileVersion(mode: .regular, id: Self.id(of: text)))
    }.sorted { $0.path < $1.path }
  }

  static func id(of text: String) -> ObjectID {
    guard let id = ObjectID(bytes: Digest160.of(Array(text.utf8))) else { preconditionFailure("no id") }
    return id
  }

  var reader: GraphBuilder.Reader {
    { [texts] file in texts[String(decoding: file.path.bytes, as: UTF8.self)].map { Array($0.utf8) } }
  }

  func graph(_ stack: any SourceStack, gone: [RepositoryPath] = []) -> SourceGraph {
    GraphBuilder(stack).graph(of: FileTable(files, gone: gone), reading: reader).graph
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
}
