/// Which files concern a check: by pattern, by type, or both.
package struct FileSelector: Hashable, Sendable {
  /// At least one must match; empty means every path. A `!` pattern takes away what an earlier one selected; a list that
  /// begins with one takes away from every path.
  package var include: [PathPattern]
  /// None may match. A `!` pattern gives back what an earlier one excluded.
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
    guard path.isInside(root), path.bytes.count > root.bytes.count else { return false }
    let skipped = root.bytes.isEmpty ? 0 : root.bytes.count + 1
    return path.bytes.withUnsafeBufferPointer { bytes in
      let relative = UnsafeBufferPointer(rebasing: bytes[skipped...])
      if !include.isEmpty, !Self.selects(relative, include) { return false }
      return exclude.isEmpty || !Self.selects(relative, exclude)
    }
  }

  /// Whether the file is selected. `head` yields the first bytes of its content (256 are enough) and is asked only when
  /// neither extension nor name tells the type. Where types are asked for, only files have one: no symbolic link, no
  /// submodule.
  package func matches(_ path: RepositoryPath, mode: FileMode, head: () -> [UInt8]?) -> Bool {
    guard matches(path) else { return false }
    return types.isEmpty || !types.isDisjoint(with: FileType.types(of: path, mode: mode, head: head))
  }

  /// What the last pattern that matches says, as in gitignore(5).
  private static func selects(_ path: UnsafeBufferPointer<UInt8>, _ patterns: [PathPattern]) -> Bool {
    for pattern in patterns.reversed() where pattern.matches(path) { return !pattern.isNegated }
    return patterns.first?.isNegated ?? false
  }
}
