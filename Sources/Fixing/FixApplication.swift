package import GateModel
package import GitRepository

/// Brings fixed content to the index, and the same edits to the files of the working tree.
///
/// Every file of the working tree is replaced at once, and only where it still is what was read; the index follows at last,
/// as a whole. Killed at any instant, each file and the index are as before or as the finished run leaves them, and a second
/// run brings the rest: a file that has the fix already is merged with it to itself.
package struct FixApplication {
  private let location: RepositoryLocation
  private let willReplace: (LocalPath) -> Void

  /// - Parameter willReplace: is told of each file just before it is looked at for the last time.
  package init(_ location: RepositoryLocation, willReplace: @escaping (LocalPath) -> Void = { _ in }) {
    self.location = location
    self.willReplace = willReplace
  }

  /// Writes `files`, whose blobs are in the object database.
  ///
  /// - Throws: `GitError` where the index cannot be read or written. Where that shows only at the end, files of the working
  ///   tree have the fix already. A file that cannot be brought along is no error.
  package func apply(_ files: [FixedFile]) throws(GitError) -> AppliedFixes {
    WriteArea.removeLeftovers(of: location)
    let area = try WriteArea(location)
    try Repository.waitForIndex(at: location)
    var applied = AppliedFixes()
    let current = try current(files, &applied)
    var edits: [StagedEdit] = []
    if let workTree = location.workTree {
      let form = try WorkingForm(
        location, directory: workTree, files: current.map { SnapshotFile(path: $0.path, version: $0.old) })
      for file in current {
        var edit = StagedEdit(path: file.path, old: file.old, new: file.new)
        let working = WorkingFileFix(file, in: workTree, area: area, willReplace: willReplace)
        switch working.apply(form) {
        case .holdsFix(let written): edit.workingFile = written
        case .merged, .absent: break
        case .kept(let reason): applied.keptFiles.append(AppliedFixes.Kept(path: file.path, reason: reason))
        }
        edits.append(edit)
      }
    } else {
      edits = current.map { StagedEdit(path: $0.path, old: $0.old, new: $0.new) }
    }
    let made = edits.isEmpty ? [] : try Repository.makeStagedEdits(edits, at: location, in: area)
    applied.staged = edits.map(\.path).filter(made.contains)
    applied.keptEntries += edits.map(\.path).filter { !made.contains($0) }
    return applied
  }

  /// Those of `files` that are staged as they were when they were checked.
  private func current(_ files: [FixedFile], _ applied: inout AppliedFixes) throws(GitError) -> [FixedFile] {
    let content = try Repository.open(location).indexContent()
    var current: [FixedFile] = []
    for file in files {
      let version: FileVersion?
      do throws(CheckError) {
        version = try content.version(at: file.path)
      } catch {
        throw GitError(.failed, error.message, hint: error.hint)
      }
      if version == file.old { current.append(file) } else { applied.keptEntries.append(file.path) }
    }
    return current
  }
}
