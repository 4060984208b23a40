import GateModel
import GitRepository
import LocalFiles

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A directory with just the content under check, made for one run.
struct Snapshot: Sendable {
  let directory: LocalPath
  /// What every file looked like when the snapshot was made.
  private let files: [LocalPath: FileStatus]

  /// Lays the content out in a new directory, and links the dependency directories of the working tree in.
  ///
  /// - Throws: `CheckError` where the directory cannot be made or filled; nothing of it is left then.
  init(
    of source: ResolvedScope.Source, at location: RepositoryLocation, in parent: LocalPath,
    linking linkedDirectories: [String]
  ) throws(CheckError) {
    Self.removeLeftovers(in: parent)
    do throws(FileError) {
      try LocalFiles.createDirectory(parent, withParents: true, mode: 0o700)
      directory = try LocalFiles.makeTemporaryDirectory(in: parent, prefix: "\(getpid())-")
    } catch {
      throw CheckError(error.description)
    }
    do {
      let repository = try Repository.open(location)
      let content: RepositoryContent
      switch source {
      case .index:
        try repository.exportIndex(to: directory)
        content = try repository.indexContent()
      case .commit(let commit):
        try repository.exportCommit(commit, to: directory)
        content = try repository.commitContent(commit)
      }
      let tracked = try content.files()
      var files: [LocalPath: FileStatus] = [:]
      for file in tracked where file.version.mode != .submodule {
        let path = directory.appending(file.path)
        files[path] = LocalFiles.status(path)
      }
      self.files = files
      try Self.link(linkedDirectories, tracked: tracked, from: location.workTree, to: directory)
    } catch {
      // What cannot be removed now is a leftover that the next run removes.
      try? LocalFiles.removeTree(directory)
      switch error {
      case let error as GitError: throw CheckError(error.message, hint: error.hint)
      case let error as CheckError: throw error
      default: throw CheckError("the snapshot could not be made: \(error)")
      }
    }
  }

  /// Whether no tracked file was written, replaced or removed since.
  var isUntouched: Bool {
    files.allSatisfy { path, status in
      guard let now = LocalFiles.status(path) else { return false }
      return now == status
    }
  }

  /// Removes the directory. What cannot be removed now is a leftover that the next run removes.
  func remove() {
    try? LocalFiles.removeTree(directory)
  }

  /// Links `names` from every directory of the working tree that holds tracked files, where the content has nothing there.
  static func link(
    _ names: [String], tracked: [SnapshotFile], from workTree: LocalPath?, to directory: LocalPath
  ) throws(FileError) {
    guard let workTree else { return }
    var parents: Set<RepositoryPath> = [RepositoryPath(bytes: [])]
    for file in tracked {
      if let parent = file.path.parent { parents.insert(parent) }
    }
    for parent in parents {
      for name in names {
        let path = parent.appending(name)
        let target = workTree.appending(path)
        let link = directory.appending(path)
        guard LocalFiles.status(target)?.isDirectory == true, LocalFiles.status(link) == nil else { continue }
        try LocalFiles.createDirectory(link.parent, withParents: true)
        try LocalFiles.createSymbolicLink(at: link, to: target)
      }
    }
  }

  /// Removes what runs left that were killed: directories whose process is gone.
  static func removeLeftovers(in parent: LocalPath) {
    for name in (try? LocalFiles.list(parent)) ?? [] {
      let digits = name.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      guard let process = Int32(String(decoding: digits, as: UTF8.self)), process > 0 else { continue }
      if kill(process, 0) != 0, errno == ESRCH { try? LocalFiles.removeTree(parent.appending(bytes: name)) }
    }
  }
}
