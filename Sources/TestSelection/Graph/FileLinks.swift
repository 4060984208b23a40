/// The files that one file needs.
package struct FileLinks: Hashable, Sendable {
  /// The files that it needs by their places in a ``FileTable``, and how it came to that.
  package var links: [FileLink] = []
  /// The directories all of whose data it may read, however deep it lies, by their places in a ``DirectoryTree``.
  package var directories: [FileLink] = []
  /// Whether it needs files that cannot be told: it is then affected by every module.
  package var isOpaque = false

  package init() {}
}

/// One file, or directory, that a file needs.
package struct FileLink: Hashable, Sendable {
  /// How one file came to need another.
  package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// It imports it.
    case imports
    /// It runs with it, or may read it, because of where it lies: a package's `__init__.py`, a `conftest.py`, a file of the
    /// same package, data beside it, what a link leads to.
    case place
    /// A text in it names it.
    case names
    /// It loads all that lies in a directory.
    case loads
    /// What it needs cannot be told, so it may be this. Never given by a linker: see ``FileLinks/isOpaque``.
    case anything
  }

  package var target: Int
  package var kind: Kind

  package init(_ target: Int, _ kind: Kind) {
    self.target = target
    self.kind = kind
  }
}
