import GateModel

/// What targeting can mean that nobody meant.
extension FlagRule {
  static let meanings: [FlagRule] = [
    .conditionConstant, .conditionDecided, .comparisonTypes, .comparisonVersion, .versionLiteral, .timeMilliseconds,
    .timeWindow, .timeOver, .contextAttribute, .targetingPerson, .targetingIndividuals,
  ]

  /// FF210.
  static let conditionConstant = FlagRule(
    "flag-condition-constant", "a condition is the same in every context",
    "It compares only what stands in the file. A bare `true` or `false` is taken for a switch that somebody meant.",
    severity: .warning, finds: .targeting(#"{ "if": [«{ "==": ["country", "NZ"] }», "on", "off"] }"#),
    ignores: .targeting(#"{ "if": [{ "==": [{ "var": "country" }, "NZ"] }, "on", true, "off"] }"#))

  /// FF210.
  static let conditionDecided = FlagRule(
    "flag-condition-decided", "a condition was decided before it is reached",
    "An outer condition, one before it in `and`, or an earlier branch says so already; a branch is dead.",
    severity: .warning,
    finds: .targeting(
      """
      { "if": [
          { "in": [{ "var": "country" }, ["NZ", "AU"]] }, "on",
          «{ "in": [{ "var": "country" }, ["AU"]] }», "off",
          { "and": [{ "<": [{ "var": "age" }, 18] }, «{ ">": [{ "var": "age" }, 65] }»] }, "on" ] }
      """),
    ignores: .targeting(
      """
      { "if": [
          { "in": [{ "var": "country" }, ["NZ", "AU"]] }, "on",
          { "in": [{ "var": "country" }, ["AU", "DE"]] }, "off",
          { "and": [{ ">": [{ "var": "age" }, 18] }, { "<": [{ "var": "age" }, 65] }] }, "on" ] }
      """))

  /// Of FF210: comparing across types.
  static let comparisonTypes = FlagRule(
    "flag-comparison-types", "a comparison is of types that are never equal, or have no order",
    "`===` of a number and a text, `==` with a list, `in` with the list in front: it always or never holds.",
    severity: .warning,
    finds: .targeting(#"{ "if": [{ "==": [{ "var": "country" }, «["NZ", "AU"]»] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "in": [{ "var": "country" }, ["NZ", "AU"]] }, "on"] }"#))

  /// Of FF212.
  static let comparisonVersion = FlagRule(
    "flag-comparison-version", "versions are compared as texts",
    "By letters 1.10.0 comes before 1.9.0, so that the newest users fall back.", severity: .warning,
    finds: .targeting(#"{ "if": [{ ">=": [{ "var": "version" }, «"1.9.0"»] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "sem_ver": [{ "var": "version" }, ">=", "1.9.0"] }, "on"] }"#))

  /// FF212.
  static let versionLiteral = FlagRule(
    "flag-version-literal", "`sem_ver` compares with what is no version", "It gives nothing, and nobody matches.",
    finds: .targeting(#"{ "if": [{ "sem_ver": [{ "var": "version" }, ">=", «"1.2.x"»] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "sem_ver": [{ "var": "version" }, ">=", "v1.2"] }, "on"] }"#))

  /// FF215.
  static let timeMilliseconds = FlagRule(
    "flag-time-milliseconds", "`$flagd.timestamp` is compared with milliseconds",
    "It counts seconds since 1970, so that the time is thousands of years away.",
    finds: .targeting(#"{ "if": [{ ">": [{ "var": "$flagd.timestamp" }, «1798761600000»] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ ">": [{ "var": "$flagd.timestamp" }, 1798761600] }, "on"] }"#))

  /// FF218.
  static let timeWindow = FlagRule(
    "flag-time-window", "a time ends before it begins", "Nobody ever gets what it guards.", severity: .warning,
    finds: .targeting(#"{ "if": [«{ "<": [1830297600, { "var": "$flagd.timestamp" }, 1798761600] }», "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "<": [1798761600, { "var": "$flagd.timestamp" }, 1830297600] }, "on"] }"#))

  /// FF218.
  static let timeOver = FlagRule(
    "flag-time-over", "the time in which a condition can hold is over",
    "The branch is dead, and the flag says more than it does.", severity: .warning,
    finds: .targeting(#"{ "if": [{ "<": [{ "var": "$flagd.timestamp" }, «1767225600»] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "<": [{ "var": "$flagd.timestamp" }, 1798761600] }, "on"] }"#))

  private static func declared(_ rule: String) -> FlagExample {
    var example = FlagExample.targeting(rule)
    example.settings.evaluation.contexts = [
      .init("staff", json: #"{ "email": "ann@example.org", "team": { "name": "web" } }"#)
    ]
    example.configuration = #"contexts: { staff: { email: ann@example.org, team: { name: web } } }"#
    return example
  }

  /// FF217.
  static let contextAttribute = FlagRule(
    "flag-context-attribute", "targeting asks for an attribute that no declared context has",
    "It is looked for where gate.yml declares `contexts:`. The attribute is null for everybody, so the rule never applies.",
    severity: .warning, finds: declared(#"{ "if": [{ "ends_with": [{ "var": «"emial"» }, "@example.org"] }, "on"] }"#),
    ignores: declared(
      #"{ "if": [{ "ends_with": [{ "var": "email" }, "@example.org"] }, "on", { "var": "team.name" }, "off"] }"#))

  /// FF219.
  static let targetingPerson = FlagRule(
    "flag-targeting-person", "targeting names people by their e-mail address",
    "The address is in every clone and its history, and has to be found again when the person leaves.",
    severity: .warning,
    finds: .targeting(#"{ "if": [{ "in": [{ "var": "email" }, [«"ann@example.org"», "bob@example.org"]] }, "on"] }"#),
    ignores: .targeting(#"{ "if": [{ "ends_with": [{ "var": "email" }, "@example.org"] }, "on"] }"#))

  private static func individuals(_ rule: String) -> FlagExample {
    var example = FlagExample.targeting(rule)
    example.settings.evaluation.individuals = 3
    example.configuration = "individuals: 3"
    return example
  }

  /// FF219.
  static let targetingIndividuals = FlagRule(
    "flag-targeting-individuals", "targeting names many users one by one",
    "`individuals:` says how many a list may have; without it 20. A group that the application knows does not have to be kept.",
    severity: .warning,
    finds: individuals(#"{ "if": [{ "in": [{ "var": "targetingKey" }, «["u1", "u2", "u3", "u4"]»] }, "on"] }"#),
    ignores: individuals(#"{ "if": [{ "in": [{ "var": "country" }, ["NZ", "AU", "DE", "FR"]] }, "on"] }"#))
}
