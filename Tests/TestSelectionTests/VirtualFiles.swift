import GateModel
import Testing
import TestSelection

/// A tree of files with their text, without a disk.
struct VirtualFiles {
  var texts: [String: String]

  init(_ texts: [String: String]) {
    self.texts = texts
  }

  func select(_ changes: [Change], runner: String) -> TestSelectionResult {
    TestSelector.select(
      changed: changes, files: texts.keys.map { RepositoryPath($0) }.sorted(),
      content: { path in texts[String(decoding: path.bytes, as: UTF8.self)].map { Array($0.utf8) } }, runner: runner)
  }

  /// The selected tests when `paths` are modified; `["*"]` stands for everything.
  func tests(_ paths: String..., runner: String) -> [String] {
    switch select(paths.map { Change(.modified, RepositoryPath($0)) }, runner: runner) {
    case .tests(let tests): tests.map(\.path.description)
    case .everything: ["*"]
    case .none: []
    }
  }
}
