#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// Walks up from a directory to the repository that git would use there (git(1), `--git-dir` and "Environment variables").
struct RepositoryFinder {
  /// A git directory, and how it was found.
  struct Found {
    var gitDirectory: LocalPath
    /// The directory that holds `.git`; `nil` for a git directory that was entered itself.
    var natural: LocalPath?
  }

  private static let linkSizeLimit = 1 << 20

  let environment: GitEnvironment

  /// The git directory that `GIT_DIR` names.
  func explicit(_ path: LocalPath) throws(GitError) -> Found {
    let status = Status(path)
    let directory = status?.isDirectory == false ? try target(ofLink: path) : path
    guard isGitDirectory(directory) else {
      throw Self.nowhere("GIT_DIR is \(path), which is no git repository")
    }
    return Found(gitDirectory: directory.resolved, natural: Self.workTree(ofLinked: directory))
  }

  /// The git directory of `start` or of the nearest directory above it.
  func search(from start: LocalPath) throws(GitError) -> Found {
    let origin = start.resolved
    let device = Status(origin)?.device
    let ceiling = ceilingLength(above: origin)
    var directory = origin
    while true {
      if let found = try repository(at: directory) { return found }
      let parent = directory.parent
      if parent == directory || parent.bytes.count <= ceiling { break }
      if !environment.crossesFileSystems, Status(parent)?.device != device { break }
      directory = parent
    }
    throw Self.nowhere("\(start) is not inside a git repository")
  }

  private func repository(at directory: LocalPath) throws(GitError) -> Found? {
    let link = directory.appending(".git")
    if let status = Status(link) {
      if status.isRegularFile {
        let target = try target(ofLink: link)
        guard isGitDirectory(target) else {
          throw Self.nowhere("\(link) leads to \(target), which is no git repository")
        }
        return Found(gitDirectory: target.resolved, natural: directory)
      }
      if status.isDirectory, isGitDirectory(link) {
        return Found(gitDirectory: FileStatus(of: link)?.kind == .directory ? link : link.resolved, natural: directory)
      }
    }
    guard isGitDirectory(directory) else { return nil }
    return Found(
      gitDirectory: directory, natural: directory.name.elementsEqual(".git".utf8) ? directory.parent : nil)
  }

  /// Whether git would take `directory` for a git directory: a `HEAD` that may be one, objects, and refs.
  private func isGitDirectory(_ directory: LocalPath) -> Bool {
    let head = directory.appending("HEAD")
    if let target = head.linkTarget {
      if !target.starts(with: "refs/".utf8) { return false }
    } else {
      guard let text = FileBytes.read(head, limit: 4096, followsLinks: true) else { return false }
      let isSymbolic =
        text.starts(with: "ref:".utf8)
        && text.dropFirst(4).drop { $0 == 0x20 || $0 == 0x09 }
          .starts(with: "refs/".utf8)
      guard isSymbolic || ObjectID(hex: String(decoding: text.prefix { $0 > 0x20 }, as: UTF8.self)) != nil else {
        return false
      }
    }
    let common = commonDirectory(of: directory)
    let objects = environment.objectDirectory ?? common.appending("objects")
    return Status(objects)?.isDirectory == true && Status(common.appending("refs"))?.isDirectory == true
  }

  /// The directory that all work trees of a repository share.
  func commonDirectory(of gitDirectory: LocalPath) -> LocalPath {
    let file = gitDirectory.appending("commondir")
    guard let text = FileBytes.read(file, limit: Self.linkSizeLimit, followsLinks: true) else { return gitDirectory }
    return gitDirectory.resolving(LocalPath(bytes: Self.line(text))).resolved
  }

  /// What a file instead of a directory `.git` leads to (gitrepository-layout(5)).
  private func target(ofLink link: LocalPath) throws(GitError) -> LocalPath {
    let text = FileBytes.read(link, limit: Self.linkSizeLimit, followsLinks: true) ?? []
    let prefix = Array("gitdir: ".utf8)
    let path = Self.line(text).dropFirst(prefix.count)
    guard text.starts(with: prefix), !path.isEmpty, !path.contains(0) else {
      throw GitError(.malformed, "\(link) is neither a git directory nor leads to one")
    }
    return link.parent.resolving(LocalPath(bytes: path))
  }

  /// Where a linked work tree lies, by the git directory that is its own; `nil` for another git directory.
  private static func workTree(ofLinked gitDirectory: LocalPath) -> LocalPath? {
    let file = gitDirectory.appending("gitdir")
    guard FileStatus(of: gitDirectory.appending("commondir")) != nil,
      let text = FileBytes.read(file, limit: linkSizeLimit, followsLinks: true)
    else { return nil }
    return gitDirectory.resolving(LocalPath(bytes: line(text))).parent
  }

  private static func line(_ text: [UInt8]) -> ArraySlice<UInt8> {
    var line = text[...]
    while line.last == 0x0a || line.last == 0x0d { line.removeLast() }
    return line
  }

  /// How long the path is of the nearest of `GIT_CEILING_DIRECTORIES` above `directory`; the search ends below it.
  private func ceilingLength(above directory: LocalPath) -> Int {
    var longest = -1
    var resolves = true
    for name in (environment.ceilingDirectories ?? "").split(separator: ":", omittingEmptySubsequences: false) {
      if name.isEmpty {
        // Links in what follows an empty name are not looked up, for where that is slow.
        resolves = false
        continue
      }
      let path = LocalPath(String(name))
      guard path.isAbsolute else { continue }
      let ceiling = resolves ? path.resolved : path
      if ceiling != directory, directory.relative(to: ceiling) != nil { longest = max(longest, ceiling.bytes.count) }
    }
    return longest
  }

  private static func nowhere(_ message: String) -> GitError {
    GitError(.notARepository, message, hint: "change to a repository, or make one here: git init")
  }
}

/// What stat(2) says about the end of a chain of links.
private struct Status {
  let isDirectory: Bool
  let isRegularFile: Bool
  let device: UInt64

  init?(_ path: LocalPath) {
    var raw = stat()
    guard path.withCString({ stat($0, &raw) }) == 0 else { return nil }
    isDirectory = raw.st_mode & S_IFMT == S_IFDIR
    isRegularFile = raw.st_mode & S_IFMT == S_IFREG
    device = UInt64(truncatingIfNeeded: raw.st_dev)
  }
}
