package import GateModel

/// What a file is to the tests of a stack.
package enum FileRole: Hashable, Sendable {
  /// The runner takes it for a test file.
  case test
  /// Its text says which files it needs; tests may use it.
  case module
  /// It decides how tests are built or run (a manifest, a lock file, the runner's configuration): a change to it reaches
  /// every test; the text says why, for a person.
  case configuration(String)
  /// It may be read when tests run: needed by the files that name it.
  case data
  /// People read it, programs do not: documents, licences, an editor's configuration. Needed only where a test names it.
  case document
}

/// A language with its way of naming files, and a runner's way of finding tests in it.
///
/// A stack answers from paths and texts alone. It is sound before it is precise: what it cannot tell it says
/// (``FileFacts/isOpaque``, ``FileFacts/fault``, ``FileRole/configuration(_:)``), and the selection widens.
package protocol SourceStack: Sendable {
  /// Names the stack and the form of its facts, such as `python 1`: raised when the same text has other facts than before.
  var mark: String { get }

  /// What the file at `path` is, by its path alone.
  func role(of path: RepositoryPath) -> FileRole

  /// Whether the text of the file at `path` has to be read for its facts.
  func hasFacts(_ path: RepositoryPath) -> Bool

  /// What `bytes`, the content of the file at `path`, says. Never fails: see ``FileFacts/fault``.
  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts

  /// What finds the files behind names among those of `table`.
  ///
  /// - Parameter facts: those of the file at a place of the table, `nil` for one without.
  func linker(for table: FileTable, facts: (Int) -> FileFacts?) -> any SourceLinker
}

/// Finds the files behind the names that files use. Made for one list of files; asked about any of them.
package protocol SourceLinker: Sendable {
  /// What the file at the place `file` of the table needs.
  func links(of file: Int, _ facts: FileFacts) -> FileLinks
}

/// The files that one file needs, by their places in a ``FileTable``.
package struct FileLinks: Hashable, Sendable {
  /// What it needs, and how it came to that.
  package var links: [FileLink] = []
  /// Whether it needs files that cannot be told: it is then affected by every module.
  package var isOpaque = false

  package init() {}
}

/// One file that another one needs.
package struct FileLink: Hashable, Sendable {
  /// How one file came to need another.
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// It imports it.
    case imports
    /// It runs with it because of where it lies: a package's `__init__.py`, a `conftest.py`, a file of the same package.
    case place
    /// A text in it names it.
    case names
    /// It loads all that lies in a directory.
    case loads
  }

  package var target: Int
  package var kind: Kind

  package init(_ target: Int, _ kind: Kind) {
    self.target = target
    self.kind = kind
  }
}
