package import GateModel

/// Gives the lines that findings point at, from the content that was checked.
package protocol SourceLines: Sendable {
  /// Line `number`, counted from 1, of the file at `path`, without its line break; `nil` where there is no such line,
  /// or where it is no text. The raw line: whoever shows it hides the secrets in it.
  func line(_ number: Int, of path: RepositoryPath) -> String?
}
