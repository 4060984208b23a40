import GateModel

/// What a flag's variants and its default can do wrong.
extension FlagRule {
  static let variants: [FlagRule] = [
    .variantsEmpty, .variantType, .variantTypesMixed, .defaultVariantMissing, .payload,
  ]

  /// FF101.
  static let variantsEmpty = FlagRule(
    "flag-variants-empty", "a flag has no variant", "There is nothing that it could serve.",
    finds: .flagd(#""state": "ENABLED", "variants": «{}»"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true }"#))

  /// FF110.
  static let variantType = FlagRule(
    "flag-variant-type", "a variant is a list or null",
    "The format serves truth values, texts, numbers and objects.",
    finds: .flagd(#""state": "ENABLED", "variants": { "few": «[1]», "none": «null» }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "few": { "sizes": [1] } }"#))

  /// FF102.
  static let variantTypesMixed = FlagRule(
    "flag-variant-types-mixed", "the variants of one flag have different types",
    "Code asks for one type, and gets its own default wherever the served variant has another one.",
    finds: .flagd(#""state": "ENABLED", "variants": { "on": true, "off": «"false"» }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "few": 1, "many": 2.5 }"#))

  /// FF104.
  static let defaultVariantMissing = FlagRule(
    "flag-default-variant-missing", "the default is no variant of the flag",
    "One such flag makes flagd reject the whole file when it loads it.",
    finds: .flagd(
      #""state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": «"of"»"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": null"#))

  private static func unleash(_ payload: String) -> FlagExample {
    FlagExample(
      "flags/unleash.json",
      """
      { "version": 2, "features": [
        { "name": "checkout", "enabled": true, "strategies": [{ "name": "default" }], "variants": [
          { "name": "new", "weight": 1000, "payload": { "type": "json", "value": \(payload) } }
        ] }
      ] }

      """)
  }

  /// Of FF103: the value of a variant in a format that says what it is.
  static let payload = FlagRule(
    "flag-payload", "a payload is not what it says that it is",
    "Code that takes it for JSON, or for a number, fails when it reads it.",
    finds: unleash(#"«"{ \"color\": red }"»"#), ignores: unleash(#""{ \"color\": \"red\" }""#))
}
