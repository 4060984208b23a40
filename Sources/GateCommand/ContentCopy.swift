import Checks
import Digests
import Fixing
import GateModel
import GitRepository
import LocalFiles

/// A directory with some of the content under check, made for one fixer.
final class ContentCopy: FixCopy {
  private let tree: SnapshotTree
  private let location: RepositoryLocation
  private let files: [SnapshotFile]

  /// - Parameter files: those whose fate is asked for later.
  init(_ tree: SnapshotTree, files: [SnapshotFile], at location: RepositoryLocation) {
    self.tree = tree
    self.location = location
    self.files = files
  }

  var directory: LocalPath { tree.directory }

  func edits() throws(CheckError) -> [FixEdit] {
    do {
      let changed = Set(try tree.changedFiles(among: files.map(\.path)))
      let touched = files.filter { file in
        changed.contains(file.path) && LocalFiles.status(directory.appending(file.path))?.isRegularFile == true
      }
      if touched.isEmpty { return [] }
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

  func remove() { tree.close() }
}

/// Makes the copies in which fixers work.
struct ContentCopies: FixCopies {
  let location: RepositoryLocation
  let workTree: WorkTree?
  let parent: LocalPath
  let linkedDirectories: [String]
  /// Seconds since 1970.
  let now: @Sendable () -> Int64

  func makeCopy(for check: any Check, files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> any FixCopy {
    let everything = try scope.content.files()
    if check.fixing?.needsWholeTree != false {
      // Kept for the next time: of many files few will differ then.
      let slot = "fix-" + Digest256.hex(Digest256.of(Array(check.id.name.utf8))).prefix(12)
      return ContentCopy(try tree(of: everything, in: scope, slot: slot), files: files, at: location)
    }
    let some = try content(for: check, files: files, of: everything, in: scope)
    return ContentCopy(try tree(of: some, in: scope, slot: nil), files: files, at: location)
  }

  /// A fixer that looks at files one by one gets these, what its verdict depends on, and the attributes that say how they are
  /// written out.
  private func content(
    for check: any Check, files: [SnapshotFile], of everything: [SnapshotFile], in scope: CheckScope
  ) throws(CheckError) -> [SnapshotFile] {
    var wanted = Set(files.map(\.path))
    for input in try check.dependencies(for: .files(files), in: scope).inputs where input.version != nil {
      wanted.insert(input.path)
    }
    return everything.filter { wanted.contains($0.path) || $0.path.name.elementsEqual(".gitattributes".utf8) }
  }

  /// Lays `files`, some or all of the content of `scope`, out.
  ///
  /// - Parameter slot: which of the kept trees is brought up to date; `nil` for one that goes away with the run.
  func tree(of files: [SnapshotFile], in scope: CheckScope, slot: String?) throws(CheckError) -> SnapshotTree {
    var request = SnapshotTree.Request(
      location: location, files: files, workTree: workTree, parent: parent, now: now())
    request.slot = slot
    request.linkedDirectories = linkedDirectories
    request.required = try scope.changedFiles.map(\.path)
    do throws(GitError) {
      return try SnapshotTree(request)
    } catch {
      throw error.checkError
    }
  }

  /// All of the content of `scope`, for a rehearsal that may write anywhere in it: nothing in it leads to the working tree.
  func rehearsalCopy(of scope: CheckScope) throws(CheckError) -> RollbackCheck.Copy {
    let tree = try tree(of: scope.content.files(), in: scope, slot: nil)
    return RollbackCheck.Copy(directory: tree.directory) { tree.close() }
  }

  func record(_ bytes: [UInt8]) throws(CheckError) -> ObjectID {
    do throws(GitError) {
      return try Repository.open(location).writeBlob(bytes)
    } catch {
      throw error.checkError
    }
  }
}
