import GateModel

/// Tells how the repository calls a file that was named on the command line, or lies below what was.
struct ScannedPlace: Sendable {
  private let directory: LocalPath
  private let root: LocalPath
  /// What stands ahead of a path without `.` and `..` that starts in the working directory; `nil` where that lies elsewhere.
  private let prefix: [UInt8]?

  /// - Parameters:
  ///   - directory: what relative paths start from.
  ///   - root: what the repository's paths start from; both absolute and without `.` and `..`.
  init(directory: LocalPath, root: LocalPath) {
    self.directory = directory
    self.root = root
    prefix = directory.relative(to: root).map { $0.bytes.isEmpty ? [] : $0.bytes + [UInt8(ascii: "/")] }
  }

  /// The repository's name for what is shown as `path`.
  func repositoryPath(of path: RepositoryPath) -> RepositoryPath {
    if let prefix, !Self.needsWalk(path.bytes) {
      return prefix.isEmpty ? path : RepositoryPath(bytes: prefix + path.bytes)
    }
    return Self.absolute(LocalPath(bytes: path.bytes), from: directory).relative(to: root) ?? path
  }

  /// `path` from the root of the file system, `.` and `..` resolved by their text.
  static func absolute(_ path: LocalPath, from directory: LocalPath) -> LocalPath {
    var components: [ArraySlice<UInt8>] = []
    for component in directory.resolving(path).bytes.split(separator: UInt8(ascii: "/")) {
      if component.elementsEqual(".".utf8) { continue }
      if component.elementsEqual("..".utf8) { components = components.dropLast() } else { components.append(component) }
    }
    return LocalPath(bytes: [UInt8(ascii: "/")] + components.joined(separator: [UInt8(ascii: "/")]))
  }

  /// Whether a component is `.`, `..` or empty.
  private static func needsWalk(_ path: [UInt8]) -> Bool {
    var rest = path[...]
    while true {
      let component = rest.prefix { $0 != UInt8(ascii: "/") }
      if component.isEmpty || component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) { return true }
      if component.endIndex == rest.endIndex { return false }
      rest = rest[(component.endIndex + 1)...]
    }
  }
}
