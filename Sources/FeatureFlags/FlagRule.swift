import GateModel

/// What a definition file or a reference to a flag can do wrong. The raw value is the rule id of the findings.
enum FlagRule: String, CaseIterable {
  /// The file is no JSON or YAML.
  case fileSyntax = "flag-file-syntax"
  /// The file or a part of it has another shape than the format wants.
  case shape = "flag-shape"
  case duplicateKey = "flag-duplicate-key"
  case unknownProperty = "flag-unknown-property"
  case propertyMissing = "flag-property-missing"
  case keyInvalid = "flag-key-invalid"
  case stateInvalid = "flag-state-invalid"
  case variantsEmpty = "flag-variants-empty"
  /// A variant is a list or null.
  case variantType = "flag-variant-type"
  case variantTypesMixed = "flag-variant-types-mixed"
  case defaultVariantMissing = "flag-default-variant-missing"
  case metadataType = "flag-metadata-type"
  case targetingOperator = "flag-targeting-operator"
  case targetingArguments = "flag-targeting-arguments"
  case targetingVariantMissing = "flag-targeting-variant-missing"
  case evaluatorMissing = "flag-evaluator-missing"
  case evaluatorCycle = "flag-evaluator-cycle"
  case fractionalWeight = "flag-fractional-weight"
  /// Code asks for a flag that no file defines.
  case undefined = "flag-undefined"
  /// Code asks for another type than the flag has.
  case typeMismatch = "flag-type-mismatch"
}
