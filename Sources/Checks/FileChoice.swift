import GateModel

/// Picks the files of a scope that a selector wants.
struct FileChoice {
  /// More of a file than this is never read to look for a `#!` line; whoever writes longer scripts names them.
  private static let scriptLimit: UInt64 = 1 << 20

  let scope: CheckScope
  let selector: FileSelector

  /// The changed files that match and that the content holds, in path order.
  func changed() throws(CheckError) -> [SnapshotFile] {
    try scope.changedFiles.filtered { file throws(CheckError) in try matches(file) }
  }

  /// Every tracked file that matches, changed or not.
  func tracked() throws(CheckError) -> [SnapshotFile] {
    let files = try scope.content.files()
    if selectsEverything { return files }
    return try files.filtered { file throws(CheckError) in try matches(file) }
  }

  /// Whether anything that matches, or that one of `inputs` names, was changed, moved or deleted.
  func isTouched(or inputs: [PathPattern] = []) throws(CheckError) -> Bool {
    let more = inputs.isEmpty ? nil : FileSelector(include: inputs)
    for change in try scope.changes.changes {
      for path in [change.path, change.oldPath].compactMap({ $0 }) {
        if more?.matches(path) == true { return true }
        guard let version = change.new ?? change.old else {
          if selector.matches(path) { return true }
          continue
        }
        if try matches(SnapshotFile(path: path, version: version)) { return true }
      }
    }
    return false
  }

  /// Whether no pattern and no type narrows the selector down.
  var selectsEverything: Bool {
    selector.include.isEmpty && selector.exclude.isEmpty && selector.types.isEmpty && selector.root.bytes.isEmpty
  }

  /// Whether the selector wants this version of a file.
  func matches(_ file: SnapshotFile) throws(CheckError) -> Bool {
    var failure: CheckError?
    let result = selector.matches(file.path, mode: file.version.mode) {
      do throws(CheckError) {
        guard file.version.mode.isFile, try scope.content.size(of: file.version.id) <= Self.scriptLimit else {
          return nil
        }
        return Array(try scope.content.bytes(of: file.version.id, limit: Self.scriptLimit).prefix(256))
      } catch {
        failure = error
        return nil
      }
    }
    if let failure { throw failure }
    return result
  }
}

extension Array {
  /// `filter` for a predicate with a typed error.
  func filtered<Failure>(_ isWanted: (Element) throws(Failure) -> Bool) throws(Failure) -> [Element] {
    var kept: [Element] = []
    for element in self where try isWanted(element) { kept.append(element) }
    return kept
  }
}
