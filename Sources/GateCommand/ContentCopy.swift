import Fixing
import GateModel
import GitRepository
import LocalFiles

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A directory with some of the content under check, made for one fixer or for judging what fixers wrote.
final class ContentCopy: FixCopy {
  let directory: LocalPath
  private let location: RepositoryLocation
  private let files: [SnapshotFile]
  /// What every file looked like when the copy was made.
  private let statuses: [RepositoryPath: FileStatus]

  /// Lays `content` out in a new directory in `parent`, and links the dependency directories of the working tree in.
  ///
  /// - Parameter files: those whose fate is asked for later.
  /// - Throws: `CheckError` where the directory cannot be made or filled; nothing of it is left then.
  init(
    of content: [SnapshotFile], files: [SnapshotFile], at location: RepositoryLocation, in parent: LocalPath,
    linking linkedDirectories: [String]
  ) throws(CheckError) {
    self.location = location
    self.files = files
    do throws(FileError) {
      try LocalFiles.createDirectory(parent, withParents: true, mode: 0o700)
      directory = try LocalFiles.makeTemporaryDirectory(in: parent, prefix: "\(getpid())-")
    } catch {
      throw CheckError(error.description)
    }
    do {
      try Repository.open(location).export(content, to: directory)
      try Snapshot.link(linkedDirectories, tracked: content, from: location.workTree, to: directory)
    } catch {
      // What cannot be removed now is a leftover that the next run removes.
      try? LocalFiles.removeTree(directory)
      switch error {
      case let error as GitError: throw CheckError(error.message, hint: error.hint)
      default: throw CheckError("a copy of the content could not be made: \(error)")
      }
    }
    var statuses: [RepositoryPath: FileStatus] = [:]
    for file in content where file.version.mode != .submodule {
      statuses[file.path] = LocalFiles.status(directory.appending(file.path))
    }
    self.statuses = statuses
  }

  /// Whether no file was written, replaced or removed since.
  var isUntouched: Bool {
    statuses.allSatisfy { path, status in LocalFiles.status(directory.appending(path)) == status }
  }

  func edits() throws(CheckError) -> [FixEdit] {
    let touched = files.filter { file in
      let status = LocalFiles.status(directory.appending(file.path))
      return status?.isRegularFile == true && status != statuses[file.path]
    }
    if touched.isEmpty { return [] }
    do {
      let form = try WorkingForm(location, directory: directory, files: touched)
      var edits: [FixEdit] = []
      // What a program or another encoding makes of a file is not what the fixer saw.
      for file in touched where try form.isKnown(at: file.path) {
        let bytes = try LocalFiles.read(directory.appending(file.path), limit: 64 << 20)
        let recorded = try form.recorded(bytes, at: file.path)
        if try recorded != form.recordedBytes(of: file.version.id) {
          edits.append(FixEdit(path: file.path, bytes: recorded))
        }
      }
      return edits
    } catch let error as GitError {
      throw error.checkError
    } catch {
      throw CheckError("\(error)")
    }
  }

  func remove() {
    // What cannot be removed now is a leftover that the next run removes.
    try? LocalFiles.removeTree(directory)
  }
}

/// Makes the copies in which fixers work.
struct ContentCopies: FixCopies {
  let location: RepositoryLocation
  let parent: LocalPath
  let linkedDirectories: [String]

  func makeCopy(for check: any Check, files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> any FixCopy {
    let content = try content(for: check, files: files, in: scope)
    return try ContentCopy(of: content, files: files, at: location, in: parent, linking: linkedDirectories)
  }

  /// A fixer that looks at files one by one gets these, what its verdict depends on, and the attributes that say how they are
  /// written out; any other gets everything.
  private func content(
    for check: any Check, files: [SnapshotFile], in scope: CheckScope
  ) throws(CheckError) -> [SnapshotFile] {
    guard check.fixing?.needsWholeTree == false else { return try scope.content.files() }
    return try self.files(at: paths(for: check, files: files, in: scope), in: scope)
  }

  /// The paths of `files` and of all that a check of the grain `file` reads besides.
  func paths(
    for check: any Check, files: [SnapshotFile], in scope: CheckScope
  ) throws(CheckError) -> Set<RepositoryPath> {
    let inputs = try check.dependencies(for: .files(files), in: scope).inputs
    return Set(files.map(\.path) + inputs.filter { $0.version != nil }.map(\.path))
  }

  /// The files at `paths`, and the attributes that say how they are written out.
  func files(at paths: Set<RepositoryPath>, in scope: CheckScope) throws(CheckError) -> [SnapshotFile] {
    try scope.content.files().filter {
      paths.contains($0.path) || $0.path.name.elementsEqual(".gitattributes".utf8)
    }
  }

  func record(_ bytes: [UInt8]) throws(CheckError) -> ObjectID {
    do throws(GitError) {
      return try Repository.open(location).writeBlob(bytes)
    } catch {
      throw error.checkError
    }
  }
}
