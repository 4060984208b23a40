import GateModel

/// What can be wrong with what flags share and with flags on which others depend.
extension FlagRule {
  static let dependencies: [FlagRule] = [
    .segmentMissing, .segmentUnused, .segmentCycle, .prerequisiteMissing, .prerequisiteDisabled, .prerequisiteCycle,
  ]

  private static func flipt(_ rules: String) -> FlagExample {
    FlagExample(
      "flags/features.yml",
      """
      flags:
        - key: checkout
          name: Checkout
          enabled: true
          variants: [{ key: new }]
          rules:
            \(rules)
      segments:
        - { key: staff, name: Staff, match_type: ALL_MATCH_TYPE }

      """)
  }

  /// FF208.
  static let segmentMissing = FlagRule(
    "flag-segment-missing", "a rule names a segment that is not defined",
    "The file is refused, or the rule applies to nobody.",
    finds: flipt(
      """
      - { segment: staff, distributions: [{ variant: new, rollout: 100 }] }
            - { segment: «stafff», distributions: [{ variant: new, rollout: 100 }] }
      """),
    ignores: flipt("- { segment: staff, distributions: [{ variant: new, rollout: 100 }] }"))

  /// FF207.
  static let segmentUnused = FlagRule(
    "flag-segment-unused", "a segment or an evaluator is defined and never used",
    "It can go, or a rule was meant to name it.", severity: .note,
    finds: .targeting(
      #"{ "if": [{ "var": "beta" }, "on"] }"#,
      evaluators: #"{ «"staff"»: { "in": ["@example.org", { "var": "email" }] } }"#),
    ignores: .targeting(
      #"{ "if": [{ "and": [{ "$ref": "staff" }, { "!": [{ "$ref": "guest" }] }] }, "on"] }"#,
      evaluators: #"{ "staff": { "var": "staff" }, "guest": { "var": "guest" } }"#))

  private static func segments(_ segments: String) -> FlagExample {
    FlagExample(
      "flags/data.json",
      """
      { "segments": {
        \(segments)
      }, "flags": { "checkout": {
        "on": true, "variations": [true, false], "offVariation": 1, "fallthrough": { "variation": 1 },
        "rules": [{ "variation": 0, "clauses": [{ "op": "segmentMatch", "values": ["staff"] }] }]
      } } }

      """)
  }

  /// FF206.
  static let segmentCycle = FlagRule(
    "flag-segment-cycle", "a segment takes itself in", "Whoever evaluates it gives up, and serves an error.",
    finds: segments(
      """
      «"staff"»: { "rules": [{ "clauses": [{ "op": "segmentMatch", "values": ["admins"] }] }] },
        "admins": { "rules": [{ "clauses": [{ "op": "segmentMatch", "values": ["staff"] }] }] }
      """),
    ignores: segments(
      """
      "staff": { "rules": [{ "clauses": [{ "op": "segmentMatch", "values": ["admins"] }] }] },
        "admins": { "included": ["ann", "bob"] }
      """))

  private static func unleash(_ enabled: Bool, _ dependencies: String, parent: String = "") -> FlagExample {
    FlagExample(
      "flags/unleash.json",
      """
      { "version": 2, "features": [
        { "name": "payments", "enabled": \(enabled), "strategies": [{ "name": "default" }]\(parent) },
        { "name": "checkout", "enabled": true, "strategies": [{ "name": "default" }],
          "dependencies": [\(dependencies)] }
      ] }

      """)
  }

  /// FF209.
  static let prerequisiteMissing = FlagRule(
    "flag-prerequisite-missing", "a flag depends on a flag or a variant that does not exist",
    "The dependency never holds, so the flag serves its off side for ever.",
    finds: unleash(true, #"{ "feature": «"payment"» }"#), ignores: unleash(true, #"{ "feature": "payments" }"#))

  /// FF209.
  static let prerequisiteDisabled = FlagRule(
    "flag-prerequisite-disabled", "a flag that is enabled depends on one that is disabled or archived",
    "It looks as if it were on, and serves its off side.", severity: .warning,
    finds: unleash(false, #"{ "feature": «"payments"» }"#),
    ignores: unleash(false, #"{ "feature": "payments", "enabled": false }"#))

  /// FF206.
  static let prerequisiteCycle = FlagRule(
    "flag-prerequisite-cycle", "flags depend on each other in a circle", "None of them can be evaluated.",
    finds: FlagExample(
      "flags/unleash.json",
      """
      { "version": 2, "features": [
        { "name": «"payments"», "enabled": true, "dependencies": [{ "feature": "checkout" }] },
        { "name": "checkout", "enabled": true, "dependencies": [{ "feature": "payments" }] }
      ] }

      """),
    ignores: unleash(true, #"{ "feature": "payments" }"#))
}
