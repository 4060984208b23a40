/// Which files concern a check: by pattern, by type, or both.
package struct FileSelector: Hashable, Sendable {
  /// At least one must match; empty means every path. A `!` pattern takes away what an earlier one selected.
  package var include: [PathPattern]
  /// None may match.
  package var exclude: [PathPattern]
  /// The file must be of one of these types; empty means any.
  package var types: Set<FileType>
  /// Everything must lie below this directory; the patterns are then relative to it. The empty path for the whole repository.
  package var root: RepositoryPath

  package init(
    include: [PathPattern] = [], exclude: [PathPattern] = [], types: Set<FileType> = [],
    root: RepositoryPath = RepositoryPath(bytes: [])
  ) {
    self.include = include
    self.exclude = exclude
    self.types = types
    self.root = root
  }

  /// Whether `path` is selected by name alone, types aside.
  package func matches(_ path: RepositoryPath) -> Bool {
    false
  }

  /// Whether the file is selected. `head` yields the first bytes of its content and is asked only when neither extension nor
  /// name tells the type, for a shebang line.
  package func matches(_ path: RepositoryPath, mode: FileMode, head: () -> [UInt8]?) -> Bool {
    false
  }
}
