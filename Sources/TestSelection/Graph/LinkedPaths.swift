import GateModel

/// The paths that lead to files through symbolic links: a program may use a file under any of them.
struct LinkedPaths {
  /// Those below links to directories.
  private(set) var added: [SnapshotFile] = []
  /// Links of which not all paths are in `added`.
  private(set) var unfollowed: [RepositoryPath] = []
  private var targets: [RepositoryPath: RepositoryPath] = [:]

  /// A link through which a link leads, and so on: so many times, as systems do.
  private static let hopLimit = 8

  /// - Parameters:
  ///   - files: in path order.
  ///   - destination: what a symbolic link says.
  init(_ files: [SnapshotFile], _ destination: (SnapshotFile) throws -> [UInt8]?) {
    var links: [RepositoryPath: RepositoryPath] = [:]
    for file in files where file.version.mode == .symbolicLink {
      // A link that cannot be read leads nowhere for now; that it changes is seen without it.
      guard let text = try? destination(file), let target = Self.resolve(text, from: file.path) else { continue }
      links[file.path] = target
    }
    if links.isEmpty { return }
    let paths = files.map(\.path)
    let limit = 10_000 + 4 * files.count
    for (link, first) in links.sorted(by: { $0.key < $1.key }) {
      let target = Self.follow(first, links)
      if FileTable.place(of: target, in: paths) != nil {
        targets[link] = target
        continue
      }
      // A link to a directory around it would lead on for ever.
      if link.isInside(target) { continue }
      let below = FileTable.places(below: target, in: paths)
      if added.count + below.count > limit {
        unfollowed.append(link)
        continue
      }
      for place in below {
        let rest = paths[place].bytes.dropFirst(target.bytes.isEmpty ? 0 : target.bytes.count + 1)
        let path = RepositoryPath(bytes: link.bytes + [UInt8(ascii: "/")] + rest)
        added.append(SnapshotFile(path: path, version: files[place].version))
        targets[path] = paths[place]
      }
    }
  }

  var isEmpty: Bool { targets.isEmpty && unfollowed.isEmpty }

  /// The file to which the path leads.
  func target(of path: RepositoryPath) -> RepositoryPath? { targets[path] }

  /// The path that a link names, `nil` where it leads out of the repository.
  private static func resolve(_ text: [UInt8], from link: RepositoryPath) -> RepositoryPath? {
    if text.first == UInt8(ascii: "/") || text.isEmpty { return nil }
    var components = link.bytes.split(separator: UInt8(ascii: "/")).dropLast().map(Array.init)
    for part in text.split(separator: UInt8(ascii: "/")) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) {
        if components.popLast() == nil { return nil }
      } else {
        components.append(Array(part))
      }
    }
    return RepositoryPath(bytes: components.joined(separator: [UInt8(ascii: "/")]))
  }

  /// The path behind the links on the way to `path` and the last one.
  private static func follow(
    _ path: RepositoryPath, _ links: [RepositoryPath: RepositoryPath]
  ) -> RepositoryPath {
    var path = path
    for _ in 0..<hopLimit {
      var above: RepositoryPath? = path
      while let current = above, links[current] == nil { above = current.parent }
      guard let link = above, let target = links[link] else { return path }
      let rest = path.bytes.dropFirst(link.bytes.count)
      path = RepositoryPath(bytes: target.bytes.isEmpty ? Array(rest.dropFirst()) : target.bytes + rest)
    }
    return path
  }
}
