/// A file with all that it needs, by content: equal digests mean that a verdict on the one holds for the other.
package struct FileClosure: Hashable, Sendable {
  /// Over path, mode and blob of every file that the verdict depends on; 32 bytes.
  package var digest: [UInt8]

  package init(digest: [UInt8]) { self.digest = digest }
}

/// How the files of a check whose grain is the closure were chosen.
package struct ClosureChoice: Hashable, Sendable {
  /// Why verdicts that are known are worked out once more, and compared: the sentence is for people. `nil`: known verdicts are
  /// answers.
  package var audit: String?
  /// What people should know of the choice; `nil` where there is nothing to say.
  package var note: String?
  /// The files in the order in which they are worth running where not all of them can be.
  package var order: [RepositoryPath]
  /// How long the files may be expected to take that run now; the rest is left to pre-push. `nil`: all run.
  package var budget: Duration?

  package init(audit: String? = nil, note: String? = nil, order: [RepositoryPath] = [], budget: Duration? = nil) {
    self.audit = audit
    self.note = note
    self.order = order
    self.budget = budget
  }
}

extension Check {
  package func closures(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> [FileClosure] { [] }
  package func closureFiles(of file: SnapshotFile, in scope: CheckScope) throws(CheckError) -> [SnapshotFile] { [] }
  package func choice(of files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> ClosureChoice {
    ClosureChoice()
  }
}
