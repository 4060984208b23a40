import GateModel

/// What can be wrong with the shares by which users are dealt out.
extension FlagRule {
  static let splits: [FlagRule] = [.weightRange, .weightsSum, .weightsZero, .splitVariantTwice, .bucketing]

  /// A file of Flipt with the flag `checkout`, variants `on` and `off`, and a rule for `staff` with these distributions.
  private static func flipt(_ distributions: String) -> FlagExample {
    FlagExample(
      "flags/features.yml",
      """
      flags:
        - key: checkout
          name: Checkout
          type: VARIANT_FLAG_TYPE
          enabled: true
          variants: [{ key: "on" }, { key: "off" }]
          rules:
            - segment: staff
              distributions: \(distributions)
      segments:
        - { key: staff, name: Staff, match_type: ALL_MATCH_TYPE }

      """)
  }

  /// FF301.
  static let weightRange = FlagRule(
    "flag-weight-range", "a percentage or weight is beyond what the format takes",
    "Flipt, rollouts and plain configuration take 0 to 100, Unleash 0 to 1000, LaunchDarkly 0 to 100000. go-feature-flag divides the "
      + "percentages of a rule by their sum and takes any.",
    finds: .goFeatureFlag(
      """
      defaultRule:
        progressiveRollout:
          initial: { variation: "off", percentage: 0, date: 2026-06-01T00:00:00Z }
          end: { variation: "on", percentage: «120», date: 2026-07-01T00:00:00Z }
      """),
    ignores: .goFeatureFlag("defaultRule: { percentage: { \"on\": 150, \"off\": 50 } }"))

  /// FF302.
  static let weightsSum = FlagRule(
    "flag-weights-sum", "the weights of a split do not add up",
    "Some users get no variant, or another one than meant. Not asked of flagd and go-feature-flag, which divide by the sum.",
    severity: .warning,
    finds: flipt("«[{ variant: \"on\", rollout: 50 }, { variant: \"off\", rollout: 40 }]»"),
    ignores: flipt("[{ variant: \"on\", rollout: 50 }, { variant: \"off\", rollout: 50 }]"))

  /// FF303.
  static let weightsZero = FlagRule(
    "flag-weights-zero", "all weights of a split are zero", "Whoever the rule applies to gets no variant at all.",
    finds: .goFeatureFlag("defaultRule: { percentage: «{ \"on\": 0, \"off\": 0 }» }"),
    ignores: .goFeatureFlag("defaultRule: { percentage: { \"on\": 0, \"off\": 100 } }"))

  /// FF304.
  static let splitVariantTwice = FlagRule(
    "flag-split-variant-twice", "the same variant stands twice in one split",
    "Probably another one was meant; if not, one entry with the sum of both says it better.", severity: .warning,
    finds: flipt("[{ variant: \"on\", rollout: 50 }, { variant: «\"on\"», rollout: 50 }]"),
    ignores: flipt("[{ variant: \"on\", rollout: 50 }, { variant: \"off\", rollout: 50 }]"))

  /// FF305.
  static let bucketing = FlagRule(
    "flag-bucketing", "users are dealt out by something that does not tell them apart",
    "The attribute is empty or the same for everybody, so that all of them get the same side of a split.",
    finds: .goFeatureFlag(
      """
      bucketingKey: «environment»
      defaultRule: { percentage: { "on": 20, "off": 80 } }
      """),
    ignores: .goFeatureFlag(
      """
      bucketingKey: teamId
      defaultRule: { percentage: { "on": 20, "off": 80 } }
      """))
}
