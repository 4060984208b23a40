package import GateModel

/// Makes the copies of the content in which fixers work, one for each, so that none sees what another does.
package protocol FixCopies: Sendable {
  /// A directory with the content of `scope`, as far as the fixer of `check` needs it for `files`.
  ///
  /// - Throws: `CheckError` where it cannot be laid out.
  func makeCopy(for check: any Check, files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> any FixCopy

  /// Keeps `bytes` as a blob, so that later copies can hold it.
  ///
  /// - Throws: `CheckError` where the object database cannot be written.
  func record(_ bytes: [UInt8]) throws(CheckError) -> ObjectID
}

/// One copy.
package protocol FixCopy: Sendable {
  var directory: LocalPath { get }

  /// What git would record of those of the files that were written to since; one that is gone, or is no file any more, has
  /// no new content.
  ///
  /// - Throws: `CheckError` where a file cannot be read.
  func edits() throws(CheckError) -> [FixEdit]

  /// Takes the copy away.
  func remove()
}

/// A file as a fixer left it, in the form in which git records it.
package struct FixEdit: Hashable, Sendable {
  package var path: RepositoryPath
  package var bytes: [UInt8]

  package init(path: RepositoryPath, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}
