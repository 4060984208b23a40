package import GateModel

/// What a flag evaluates to.
package enum FlagValueType: String, Hashable, Sendable, CaseIterable {
  case boolean
  case string
  /// Integers and floats alike, as in JSON.
  case number
  case object
}

/// A flag as a definition file declares it.
package struct FlagDefinition: Hashable, Sendable {
  package var key: String
  /// The file that declares it.
  package var path: RepositoryPath
  /// Where its key stands there.
  package var range: SourceRange
  /// The type of its variants, `nil` where they are missing or do not agree.
  package var type: FlagValueType?
  /// Whether its state is `ENABLED`.
  package var isEnabled: Bool
  /// The names of its variants, in order.
  package var variants: [String]
  /// The variant that is served without targeting, `nil` where the code's own default is.
  package var defaultVariant: String?

  package init(
    key: String, path: RepositoryPath, range: SourceRange, type: FlagValueType? = nil, isEnabled: Bool = true,
    variants: [String] = [], defaultVariant: String? = nil
  ) {
    self.key = key
    self.path = path
    self.range = range
    self.type = type
    self.isEnabled = isEnabled
    self.variants = variants
    self.defaultVariant = defaultVariant
  }
}
