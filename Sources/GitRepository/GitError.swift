package import GateModel

/// Why a question to the repository had no answer: what was tried, on what, what libgit2 said, what to do next.
package struct GitError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The error in one word, for code that has to tell errors apart.
  package enum Kind: String, Hashable, Sendable {
    /// Neither the directory nor one above it is a repository.
    case notARepository
    /// The repository belongs to another user and is not in `safe.directory`.
    case unsafeOwnership
    /// The repository uses something of git's that gate cannot read.
    case unsupported
    /// A revision, an object or a file of the repository does not exist.
    case notFound
    /// The question needs a working tree and there is none.
    case bareRepository
    /// Something is there already, or unmerged.
    case conflict
    /// A blob is larger than the caller wants to hold.
    case tooLarge
    /// Something of the repository is damaged or dangerous.
    case malformed
    /// Anything else.
    case failed
  }

  package var kind: Kind
  /// What was tried, on what, and what the answer was.
  package var message: String
  /// What to do next, where that is known.
  package var hint: String?

  package init(_ kind: Kind, _ message: String, hint: String? = nil) {
    self.kind = kind
    self.message = message
    self.hint = hint
  }

  package var description: String { hint.map { "\(message)\nhint: \($0)" } ?? message }

  /// The same, as a check reports it.
  package var checkError: CheckError { CheckError(message, hint: hint) }
}
