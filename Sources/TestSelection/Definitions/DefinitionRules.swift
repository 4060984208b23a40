package import GateModel

/// What a language or its library runs without being asked by name.
package protocol DefinitionRules: Sendable {
  /// Whether all of the file runs for each test that needs it, as its runner looks for what is in it.
  func runsEntirely(_ path: RepositoryPath) -> Bool
  /// The names by which a file of configuration means what others run.
  func uses(inConfiguration bytes: [UInt8]) -> NameUses
  /// Whether the definition runs wherever its file is loaded.
  func runsWithFile(_ name: String, isMember: Bool) -> Bool
  /// Whether the member runs wherever its class is used.
  func runsWithClass(_ name: String) -> Bool
  /// Whether the class calls only such members of what derives from it.
  func isQuietBase(_ name: String) -> Bool
}
