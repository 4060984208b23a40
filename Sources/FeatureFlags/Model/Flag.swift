package import GateModel

/// A flag as a definition file declares it, in whichever format.
package struct Flag: Hashable, Sendable {
  package var key: String
  /// The file that declares it.
  package var path: RepositoryPath
  /// Where its key stands there.
  package var range: SourceRange
  /// The type of its variants, `nil` where it is not known or they do not agree.
  package var type: FlagValueType?
  package var variants: [FlagVariant]
  /// How it is set, by environment. A flag that a file only describes has none.
  package var states: [FlagState]
  /// The flags that have to serve something for this one to serve anything but its disabled outcome.
  package var prerequisites: [FlagPrerequisite]
  package var metadata: FlagMetadata
  /// What calling code is meant to pass as its default, where the file says so.
  package var codeDefault: Placed<FlagValue>?
  /// The part of its format in which its key counts (Flipt's namespaces, flagd's flag sets), `nil` where there is only one.
  package var namespace: String?

  package init(
    key: String, path: RepositoryPath, range: SourceRange, type: FlagValueType? = nil, variants: [FlagVariant] = [],
    states: [FlagState] = [], prerequisites: [FlagPrerequisite] = [], metadata: FlagMetadata = FlagMetadata()
  ) {
    self.key = key
    self.path = path
    self.range = range
    self.type = type
    self.variants = variants
    self.states = states
    self.prerequisites = prerequisites
    self.metadata = metadata
  }

  /// Whether the file sets the flag, and does not merely describe it.
  package var isDefinition: Bool { !states.isEmpty }

  /// The state in `environment`: its own, or the one that counts everywhere; `nil` where there is none.
  package func state(in environment: String?) -> FlagState? {
    states.first { $0.environment == environment } ?? states.first { $0.environment == nil }
  }

  /// The variants whose value is `value`, by name.
  package func variants(worth value: FlagValue) -> [String] {
    variants.filter { $0.value == value }.map(\.name)
  }
}

/// One of the values that a flag can have.
package struct FlagVariant: Hashable, Sendable {
  package var name: String
  /// `nil` where the format gives none.
  package var value: FlagValue?
  /// Where its name stands, or the value of a format without names.
  package var range: SourceRange

  package init(_ name: String, _ value: FlagValue?, at range: SourceRange) {
    self.name = name
    self.value = value
    self.range = range
  }
}

/// Another flag on which one depends.
package struct FlagPrerequisite: Hashable, Sendable {
  package var key: String
  /// The variant that it has to serve, `nil` where being enabled is enough.
  package var variant: String?
  /// Whether it has to be enabled, and not disabled.
  package var isEnabled: Bool
  /// The environment in which the dependency counts, `nil` where it does in all.
  package var environment: String?
  package var range: SourceRange

  package init(
    _ key: String, variant: String? = nil, isEnabled: Bool = true, environment: String? = nil, at range: SourceRange
  ) {
    self.key = key
    self.variant = variant
    self.isEnabled = isEnabled
    self.environment = environment
    self.range = range
  }
}
