import GateModel

/// What targeting can do wrong that is known without running it.
extension FlagRule {
  static let targeting: [FlagRule] = [
    .targetingOperator, .targetingArguments, .targetingVariantMissing, .evaluatorMissing, .evaluatorCycle,
    .evaluatorUnusable, .evaluatorNested, .fractionalWeight,
  ]

  /// FF201 and FF203.
  static let targetingOperator = FlagRule(
    "flag-targeting-operator", "targeting uses an operator that does not exist, or two at once",
    "A rule is an object with one operator; evaluation fails at any other.",
    finds: .targeting(#"{ "if": [{ «"end_with"»: [{ "var": "email" }, "@example.org"] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "ends_with": [{ "var": "email" }, "@example.org"] }, "on"] }"#))

  /// FF202 and FF215.
  static let targetingArguments = FlagRule(
    "flag-targeting-arguments", "an operator has the wrong operands",
    "Too many or too few, or of a type for which the operator gives no answer.",
    finds: .targeting(#"{ "if": [{ "sem_ver": «[{ "var": "version" }, "1.2.0"]» }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "sem_ver": [{ "var": "version" }, ">=", "1.2.0"] }, "on"] }"#))

  /// FF204.
  static let targetingVariantMissing = FlagRule(
    "flag-targeting-variant-missing", "targeting can give something that is no variant of the flag",
    "Whoever it applies to gets an error, and the code's own default.",
    finds: .targeting(#"{ "if": [{ "==": [{ "var": "country" }, "NZ"] }, «"yes"», "off"] }"#),
    ignores: .targeting(#"{ "if": [{ "==": [{ "var": "country" }, "NZ"] }, "on", "off"] }"#))

  /// FF205.
  static let evaluatorMissing = FlagRule(
    "flag-evaluator-missing", "a reference names an evaluator that is not defined",
    "The file does not load.",
    finds: .targeting(
      #"{ "if": [{ "$ref": «"staf"» }, "on"] }"#, evaluators: #"{ "staff": { "in": ["@x.org", { "var": "email" }] } }"#),
    ignores: .targeting(
      #"{ "if": [{ "$ref": "staff" }, "on"] }"#, evaluators: #"{ "staff": { "in": ["@x.org", { "var": "email" }] } }"#))

  /// FF206.
  static let evaluatorCycle = FlagRule(
    "flag-evaluator-cycle", "an evaluator takes itself in", "It can never be resolved, and the file does not load.",
    finds: .targeting(
      #"{ "if": [{ "$ref": "staff" }, "on"] }"#, evaluators: #"{ «"staff"»: { "!": [{ "$ref": "staff" }] } }"#),
    ignores: .targeting(
      #"{ "if": [{ "$ref": "guests" }, "on", { "$ref": "staff" }, "off"] }"#,
      evaluators: #"{ "staff": { "var": "staff" }, "guests": { "!": [{ "var": "staff" }] } }"#))

  /// Of FF205's kind.
  static let evaluatorUnusable = FlagRule(
    "flag-evaluator-unusable", "an evaluator has a form or a name with which flagd cannot take it in",
    "flagd puts the text of the evaluator in place of each reference, which it finds by a regular expression made of "
      + "the name. One that is empty makes it refuse the whole file.",
    finds: .targeting(
      #"{ "if": [{ "$ref": "staff" }, "on"] }"#, evaluators: #"{ "staff": «{}» }"#),
    ignores: .targeting(
      #"{ "if": [{ "$ref": "staff" }, "on"] }"#, evaluators: #"{ "staff": { "var": "staff" } }"#))

  /// Of FF206's kind.
  static let evaluatorNested = FlagRule(
    "flag-evaluator-nested", "an evaluator takes in another one",
    "flagd takes evaluators in once, in no fixed order. Where the inner one had its turn first, the reference stays, "
      + "and whoever the flag is evaluated for gets an error.", severity: .warning,
    finds: .targeting(
      #"{ "if": [{ "$ref": "guests" }, "on"] }"#,
      evaluators: #"{ "staff": { "var": "staff" }, "guests": { "!": [{ "$ref": «"staff"» }] } }"#),
    ignores: .targeting(
      #"{ "if": [{ "!": [{ "$ref": "staff" }] }, "on"] }"#, evaluators: #"{ "staff": { "var": "staff" } }"#))

  /// FF301, FF303 and FF311.
  static let fractionalWeight = FlagRule(
    "flag-fractional-weight", "a weight is negative, no whole number, or all are zero",
    "Nobody, or not those who were meant, gets the variant. Weights need not add up to 100.",
    finds: .targeting(#"{ "fractional": [["on", «-10»], ["off", 110]] }"#),
    ignores: .targeting(#"{ "fractional": [["on", 1], ["off", 3]] }"#))
}
