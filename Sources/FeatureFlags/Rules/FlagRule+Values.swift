import GateModel

/// What the values of a flag's variants can do wrong, whichever the format.
extension FlagRule {
  static let values: [FlagRule] = [
    .variantDuplicate, .defaultTwice, .valueTwice, .variantUnreachable, .variantSingle, .variantShape,
    .variantContradicts,
    .numberUnsafe,
  ]

  private static func flipt(_ variants: String) -> FlagExample {
    FlagExample(
      "flags/features.yml",
      """
      flags:
        - key: checkout
          name: Checkout
          type: VARIANT_FLAG_TYPE
          enabled: true
          variants: \(variants)

      """)
  }

  /// FF106.
  static let variantDuplicate = FlagRule(
    "flag-variant-duplicate", "a list has two variants of one name",
    "Only one of them can be served, and which one is not said.",
    finds: flipt(#"[{ key: old }, { key: new }, { key: «new» }]"#),
    ignores: flipt(#"[{ key: old }, { key: new }, { key: New }]"#))

  /// FF105.
  static let defaultTwice = FlagRule(
    "flag-default-twice", "two variants are the default", "Which of them is served depends on their order.",
    finds: flipt(#"[{ key: old, default: true }, { key: new, default: «true» }]"#),
    ignores: flipt(#"[{ key: old, default: true }, { key: new, default: false }]"#))

  /// FF107.
  static let valueTwice = FlagRule(
    "flag-value-twice", "two variants have the same value",
    "Whoever gets the one cannot tell it from the other. Truth values are only reported where all variants agree; "
      + "variants called default or control may repeat another.", severity: .note,
    finds: .flagd(#""state": "ENABLED", "variants": { "blue": "navy", «"navy"»: "navy", "red": "crimson" }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "blue": "navy", "default": "navy", "red": "crimson" }"#))

  /// FF108.
  static let variantUnreachable = FlagRule(
    "flag-variant-unreachable", "targeting can never give one of the variants",
    "No rule, split or default names it. Flags without targeting are not judged, for they wait to be switched by hand.",
    severity: .warning,
    finds: .flagd(
      #""state": "ENABLED", "variants": { "old": "a", "new": "b", «"newer"»: "c" }, "defaultVariant": "old","#
        + "\n  "
        + #""targeting": { "if": [{ "==": [{ "var": "country" }, "NZ"] }, "new", "old"] }"#),
    ignores: .flagd(
      #""state": "ENABLED", "variants": { "old": "a", "new": "b", "newer": "c" }, "defaultVariant": "newer","#
        + "\n  "
        + #""targeting": { "if": [{ "==": [{ "var": "country" }, "NZ"] }, "new", { "fractional": [["old", 1], ["newer", 1]] }] }"#
    ))

  /// FF109.
  static let variantSingle = FlagRule(
    "flag-variant-single", "a flag always gives its only variant",
    "It cannot switch anything: code may as well have the value.", severity: .note,
    finds: .flagd(#""state": "ENABLED", "variants": { «"on"»: true }, "defaultVariant": "on""#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true }, "defaultVariant": null"#))

  /// FF111.
  static let variantShape = FlagRule(
    "flag-variant-shape", "an object variant has another shape than its siblings",
    "Code reads the same members of whichever it gets. A member of another type is reported, and one that all of at "
      + "least two others have.", severity: .warning,
    finds: .flagd(
      #""state": "ENABLED", "variants": { "small": { "columns": 2 }, «"large"»: { "columns": "4" } }"#),
    ignores: .flagd(
      #""state": "ENABLED", "variants": { "small": { "columns": 2 }, "large": { "columns": 4, "wide": true }, "no": {} }"#
    ))

  /// FF112.
  static let variantContradicts = FlagRule(
    "flag-variant-contradicts", "the name of a variant says the opposite of its value",
    "Whoever reads `on` and gets false looks for the fault elsewhere.", severity: .warning,
    finds: .flagd(#""state": "ENABLED", "variants": { «"on"»: false, «"off"»: true }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true, "off": false, "hidden": true }"#))

  /// Of FF110's kind.
  static let numberUnsafe = FlagRule(
    "flag-number-unsafe", "a number is too large to be the same in every language",
    "Beyond 9007199254740991 (2⁵³ − 1) JSON numbers lose digits. flagd's schema refuses them.",
    finds: .flagd(#""state": "ENABLED", "variants": { "few": 10, «"most"»: 9007199254740993 }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "few": 10, "most": 9007199254740991 }"#))
}
