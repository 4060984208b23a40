package import GateModel

/// A maker of flag clients whose calls are known.
package enum FlagClient: String, Hashable, Sendable, CaseIterable {
  case openFeature = "OpenFeature"
  case launchDarkly = "LaunchDarkly"
  case unleash = "Unleash"
}

/// A place in code that asks for a flag by a literal key.
package struct FlagReference: Hashable, Sendable {
  package var key: String
  package var path: RepositoryPath
  /// Where the key stands, its quotes included.
  package var range: SourceRange
  /// The function that is called, as written.
  package var call: String
  package var client: FlagClient
  /// The type that the call asks for, `nil` where it takes any.
  package var type: FlagValueType?
  /// Whether the file is a test by its path.
  package var isTest: Bool

  package init(
    key: String, path: RepositoryPath, range: SourceRange, call: String, client: FlagClient,
    type: FlagValueType? = nil, isTest: Bool = false
  ) {
    self.key = key
    self.path = path
    self.range = range
    self.call = call
    self.client = client
    self.type = type
    self.isTest = isTest
  }
}
