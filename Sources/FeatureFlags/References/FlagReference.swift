package import GateModel

/// A place outside of the definitions that has to do with a flag.
package struct FlagReference: Hashable, Sendable {
  /// What a place does with the flag.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Asks for its value.
    case read
    /// Sets its value for a test.
    case override
    /// Names it, and neither asks for it nor sets it as far as is known.
    case mention
    /// Asks for a flag whose key is not known from the text.
    case unresolved
  }

  package var kind: Kind
  /// The flag's key; of an unresolved reference the expression that computes it.
  package var key: String
  package var path: RepositoryPath
  /// Where the key stands, its quotes included.
  package var range: SourceRange
  /// The function that is called, as written; of a mention what it stands in: `comment`, `text`, `code` or `document`.
  package var call: String
  /// `nil` where no client is called.
  package var client: FlagClient?
  /// The type that the call asks for, `nil` where it takes any.
  package var type: FlagValueType?
  /// The default that the call passes, or what a test sets the flag to; `nil` where there is none or it is computed.
  package var codeDefault: FlagValue?
  /// How the place writes the key, where that is not the key itself: the name of a constant, or another case.
  package var alias: String?
  /// Whether the file is a test by its path.
  package var isTest: Bool
  /// How the key begins and ends where it is computed.
  package var keyBeginning = ""
  package var keyEnding = ""

  package init(
    _ kind: Kind = .read, key: String, path: RepositoryPath, range: SourceRange, call: String, client: FlagClient?,
    type: FlagValueType? = nil, codeDefault: FlagValue? = nil, alias: String? = nil, isTest: Bool = false
  ) {
    self.kind = kind
    self.key = key
    self.path = path
    self.range = range
    self.call = call
    self.client = client
    self.type = type
    self.codeDefault = codeDefault
    self.alias = alias
    self.isTest = isTest
  }

  /// Whether the flag `key` may be what an unresolved reference asks for.
  package func mayMean(_ key: String) -> Bool {
    key.utf8.count >= keyBeginning.utf8.count + keyEnding.utf8.count && key.hasPrefix(keyBeginning)
      && key.hasSuffix(keyEnding)
  }
}
