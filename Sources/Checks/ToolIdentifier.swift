package import GateModel

/// Says what a program really is, so that a verdict is not replayed for another version of it.
package protocol ToolIdentifier: Sendable {
  /// A text that is the same only for the same program.
  ///
  /// - Parameters:
  ///   - versionArguments: what makes the program print its version; empty where that is not known.
  ///   - environment: what the program would run with.
  ///   - directory: where it would run, as far as the working tree has it: version managers choose by it.
  /// - Throws: `CheckError` if the program cannot be read or does not tell its version.
  func identify(
    executable: LocalPath, versionArguments: [String], environment: [String: String], directory: LocalPath
  ) throws(CheckError) -> String
}

/// Keeps identities between runs, keyed by what lstat(2) says of the files that they were made from.
package struct IdentityMemo: Sendable {
  package var lookUp: @Sendable (String) -> String?
  package var store: @Sendable (_ key: String, _ identity: String) -> Void

  package init(
    lookUp: @escaping @Sendable (String) -> String?,
    store: @escaping @Sendable (_ key: String, _ identity: String) -> Void
  ) {
    self.lookUp = lookUp
    self.store = store
  }

  /// Remembers nothing.
  package static let none = IdentityMemo(lookUp: { _ in nil }, store: { _, _ in })
}
