package import GateModel

/// A language with its way of naming files, and a runner's way of finding tests in it.
///
/// A stack answers from paths and texts alone. It is sound before it is precise: what it cannot tell it says
/// (``FileFacts/isOpaque``, ``FileFacts/fault``, ``FileRole/configuration``), and the selection widens.
package protocol SourceStack: Sendable {
  /// Names the stack and the form of its facts, such as `python 1`: raised when the same text has other facts, or the same
  /// facts other links, than before.
  var mark: String { get }

  /// What the file at `path` is, by its path alone. A ``SourceLinker`` may know better.
  func role(of path: RepositoryPath) -> FileRole

  /// Why a change to `path`, a file of configuration, reaches every test: the rest of a sentence that begins with the path.
  func reason(forAll path: RepositoryPath) -> String

  /// Whether the text of the file at `path` has to be read for its facts.
  func hasFacts(_ path: RepositoryPath) -> Bool

  /// What `bytes`, the content of the file at `path`, says. Never fails: see ``FileFacts/fault``.
  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts

  /// What finds the files behind names among those of `index`.
  ///
  /// Must be cheap: it is made for every content in which a single file has to be linked.
  ///
  /// - Parameters:
  ///   - roles: ``role(of:)`` of each file of the table.
  ///   - declarations: of the files that have some, in the order of their places.
  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker

  /// Words without which the links of a file with these facts do not change when other files come or go: each path that comes
  /// or goes has words too (``words(for:)``), and the file is linked again where it has one of them.
  ///
  /// - Returns: `nil` where any path may change its links, which is always right.
  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]?

  /// The words of a path that comes or goes.
  ///
  /// - Parameter directories: the names of the directories that come or go with it.
  /// - Returns: `nil` where it may change the links of every file, which is always right.
  func words(for path: RepositoryPath, directories: [String]) -> [String]?

  /// The definitions in a text, `nil` where they are not told apart in files like the one at `path`.
  ///
  /// - Parameter comparing: whether it is to be compared with another version of itself.
  func definitions(in bytes: [UInt8], at path: RepositoryPath, comparing: Bool) -> DefinitionCut?

  /// What runs without being named, `nil` where definitions are not told apart.
  var definitionRules: (any DefinitionRules)? { get }
}

extension SourceStack {
  package func definitions(in bytes: [UInt8], at path: RepositoryPath, comparing: Bool) -> DefinitionCut? { nil }
  package var definitionRules: (any DefinitionRules)? { nil }
  package func reason(forAll path: RepositoryPath) -> String { "decides how tests run" }
  package func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? { nil }
  package func words(for path: RepositoryPath, directories: [String]) -> [String]? { nil }
}

/// The names by which others mean one file: its ``FileFacts/declares``.
package struct Declaration: Hashable, Sendable {
  /// Its place in the table.
  package var file: Int
  package var names: [String]

  package init(file: Int, names: [String]) {
    self.file = file
    self.names = names
  }
}

/// Finds the files behind the names that files use. Made for one list of files; asked about any of them, by several threads.
///
/// A name may stand for several files: all that it can mean are needed. A file that is gone (``FileTable/isGone(_:)``) never
/// hides one that is there.
package protocol SourceLinker: Sendable {
  /// What the file at the place `file` is, now that the configuration is known: a function of its path, of `role`, which is what
  /// that says alone, and of the declarations.
  func role(of file: Int, _ role: FileRole) -> FileRole

  /// What the file at the place `file` of the table needs. Links to itself and double ones are allowed.
  func links(of file: Int, _ facts: FileFacts) -> FileLinks

  /// The files whose own text is the same as before and that may have other links all the same.
  ///
  /// - Returns: `nil` where ``SourceStack/words(for:directories:)`` is to say it.
  func relinking(after changes: PathChanges) -> Relinking?
}

extension SourceLinker {
  package func relinking(after changes: PathChanges) -> Relinking? { nil }
  package func role(of file: Int, _ role: FileRole) -> FileRole { role }
}
