package import GateModel

/// Which tests a change asks for.
package enum TestFiles: Hashable, Sendable {
  /// All of them; the text says why.
  case all(reason: String)
  /// The tests in these files.
  case files([RepositoryPath], reason: String)
  /// None; the text says why.
  case none(reason: String)
}
