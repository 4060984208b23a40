/// How references to flags are found in a repository's files.
package struct FlagReferenceSettings: Hashable, Sendable {
  /// Another way of writing a key.
  package enum Alias: String, Hashable, Sendable, CaseIterable {
    case camel, pascal, snake, kebab
    case upperSnake = "upper-snake"
  }

  /// A function of the repository's own that takes a key.
  package struct Wrapper: Hashable, Sendable {
    package var name: String
    /// The place of the key among the arguments, from 0.
    package var place: Int
    /// What it returns, `nil` where that is not one type.
    package var type: FlagValueType?

    package init(_ name: String, place: Int = 0, type: FlagValueType? = nil) {
      self.name = name
      self.place = place
      self.type = type
    }
  }

  package var wrappers: [Wrapper]
  /// The ways of writing a key that count as a use of the flag when they stand in code; each once.
  package var aliases: [Alias]
  /// Keys shorter than this have no aliases. In characters.
  package var minimumAliasLength: Int
  /// Regular expressions that find uses; the key is the group `key`, or what stands at `FLAG_KEY`.
  package var patterns: [String]

  package init(
    wrappers: [Wrapper] = [], aliases: [Alias] = [], minimumAliasLength: Int = 4, patterns: [String] = []
  ) {
    self.wrappers = wrappers
    self.aliases = aliases
    self.minimumAliasLength = minimumAliasLength
    self.patterns = patterns
  }
}
