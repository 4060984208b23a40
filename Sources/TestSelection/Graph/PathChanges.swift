package import GateModel

/// What else than texts differs between the content that an archive knows and another one.
package struct PathChanges: Sendable {
  /// A path that came, or that left.
  package struct Entry: Sendable {
    package var path: RepositoryPath
    /// The names of the directories above it that came or left with it, the innermost first.
    package var directories: [String]
  }

  package var paths: [Entry] = []
  /// Files that declare other names than before, with the old and the new ones.
  package var declared: [(path: RepositoryPath, names: Set<String>)] = []

  /// The directories above the path of `entry` that came or left with it, the innermost first.
  static func directories(of entry: Entry) -> [RepositoryPath] {
    var directories: [RepositoryPath] = []
    var next = entry.path.parent
    while directories.count < entry.directories.count, let directory = next {
      directories.append(directory)
      next = directory.parent
    }
    return directories
  }
}

/// Files that may have other links than before.
package struct Relinking: Sendable {
  /// Those that have one of these words (``SourceStack/words(of:at:)``).
  package var words: [String] = []
  /// And these, by their places in the table.
  package var files: [Int] = []
  /// Whether nothing changed that could give a file other links.
  var isEmpty = false
}
