import GateModel

/// What can be wrong with a rule: to whom it applies, and what it gives.
extension FlagRule {
  static let conditions: [FlagRule] = [
    .ruleIncomplete, .ruleAmbiguous, .ruleDuplicate, .query, .queryPrecedence, .constraint,
  ]

  private static func rule(_ rule: String) -> FlagExample {
    .goFeatureFlag(
      """
      targeting:
        - \(rule)
      defaultRule: { variation: "off" }
      """)
  }

  private static func query(_ query: String) -> FlagExample { rule("{ query: '\(query)', variation: \"on\" }") }

  /// FF216.
  static let ruleIncomplete = FlagRule(
    "flag-rule-incomplete", "a rule says not to whom it applies, or gives nothing",
    "The whole flag is refused, or the rule is as good as none.",
    finds: rule("{ «query»: beta eq true }"), ignores: rule("{ query: beta eq true, variation: \"on\" }"))

  /// Of FF216: a rule with more than one result.
  static let ruleAmbiguous = FlagRule(
    "flag-rule-ambiguous", "a rule has two results, of which one counts",
    "The other one is dropped without a word.", severity: .warning,
    finds: rule("{ query: beta eq true, percentage: { \"on\": 10, \"off\": 90 }, «variation»: \"on\" }"),
    ignores: rule("{ query: beta eq true, percentage: { \"on\": 10, \"off\": 90 } }"))

  /// FF211.
  static let ruleDuplicate = FlagRule(
    "flag-rule-duplicate", "two rules have the same name or rank",
    "Which of them a change by name means, or which comes first, is left to chance.",
    finds: .goFeatureFlag(
      """
      targeting:
        - { name: beta, query: beta eq true, variation: "on" }
        - { name: «beta», query: staff eq true, variation: "on" }
      defaultRule: { variation: "off" }
      """),
    ignores: .goFeatureFlag(
      """
      targeting:
        - { name: beta, query: beta eq true, variation: "on" }
        - { name: staff, query: staff eq true, variation: "on" }
      defaultRule: { variation: "off" }
      """))

  /// FF214.
  static let query = FlagRule(
    "flag-query", "a query does not parse",
    "go-feature-flag has its own language (`email ew \"@example.org\" and age ge 18`) and takes JsonLogic. It drops what it "
      + "cannot read without a word: the rule never applies, or applies by the part before the mistake.",
    finds: query("email «endsWith» \"@example.org\""), ignores: query("email ew \"@example.org\" and not (age lt 18)"))

  /// Of FF210: a condition that means something else than it seems to.
  static let queryPrecedence = FlagRule(
    "flag-query-precedence", "a query mixes `and` and `or` without parentheses",
    "In go-feature-flag's language both have one rank: `a or b and c` is `(a or b) and c`.", severity: .warning,
    finds: query("staff eq true or beta eq true «and» age ge 18"),
    ignores: query("staff eq true or (beta eq true and age ge 18)"))

  private static func segment(_ constraint: String) -> FlagExample {
    FlagExample(
      "flags/features.yml",
      """
      segments:
        - key: adults
          name: Adults
          match_type: ALL_MATCH_TYPE
          constraints:
            - \(constraint)
      flags:
        - { key: checkout, name: Checkout, type: BOOLEAN_FLAG_TYPE, rollouts: [{ segment: { key: adults, value: true } }] }

      """)
  }

  /// FF202 and FF212, for formats whose conditions are lists of constraints.
  static let constraint = FlagRule(
    "flag-constraint", "a constraint compares in a way, or with a value, that its type does not have",
    "It never holds, or the file is refused: `prefix` of a number, a date that is none, a list that is no JSON.",
    finds: segment("{ type: NUMBER_COMPARISON_TYPE, property: age, operator: gte, value: «eighteen» }"),
    ignores: segment("{ type: NUMBER_COMPARISON_TYPE, property: age, operator: gte, value: \"18\" }"))

  private static func launchDarkly(_ targets: String) -> FlagExample {
    FlagExample(
      "flags/checkout.json",
      """
      { "key": "checkout", "name": "Checkout", "kind": "boolean",
        "variations": [{ "value": true, "name": "on" }, { "value": false, "name": "off" }],
        "environments": { "production": {
          "on": true, "offVariation": 1, "fallthrough": { "variation": 1 },
          "targets": \(targets)
        } } }

      """)
  }

  /// Of FF210: a target that an earlier one leaves nothing for.
  static let targetTwice = FlagRule(
    "flag-target-twice", "the same user is targeted twice in one flag",
    "The first target counts; the other one was probably forgotten there.", severity: .warning,
    finds: launchDarkly(
      """
      [{ "values": ["ann", "bob"], "variation": 0 }, { "values": [«"bob"»], "variation": 1 }]
      """),
    ignores: launchDarkly(
      """
      [{ "values": ["ann"], "variation": 0 }, { "values": ["bob"], "variation": 1 }]
      """))
}
