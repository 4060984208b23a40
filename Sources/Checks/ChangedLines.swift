import Coverage
import GateModel
import TextMerge

/// The lines that a change adds or edits.
struct ChangedLines {
  /// Larger files are no source code.
  private static let sizeLimit: UInt64 = 16 << 20

  let selector: FileSelector
  let scope: CheckScope

  /// Of the changed files that count and are texts, in path order; a file that is moved counts by what was edited on the way.
  func files() throws(CheckError) -> [ChangedLineCoverage.ChangedFile] {
    var files: [ChangedLineCoverage.ChangedFile] = []
    for change in try scope.changes.changes {
      guard let new = change.new, new.mode.isFile, new.id != change.old?.id, selector.matches(change.path),
        let text = try text(new), !text.isBinary
      else { continue }
      let old = try change.old.flatMap { version throws(CheckError) in
        version.mode.isFile ? try self.text(version) : nil
      }
      let hunks = LineDiff.hunks(from: old ?? Lines([]), to: text)
      let lines = hunks.filter { !$0.new.isEmpty }.map { ($0.new.lowerBound + 1)...$0.new.upperBound }
      if !lines.isEmpty { files.append(.init(change.path, lines: lines)) }
    }
    return files
  }

  private func text(_ version: FileVersion) throws(CheckError) -> Lines? {
    guard try scope.content.size(of: version.id) <= Self.sizeLimit else { return nil }
    return Lines(try scope.content.bytes(of: version.id, limit: Self.sizeLimit))
  }
}
