/// What can be wrong with changes that a definition makes over time.
extension FlagRule {
  static let rollouts: [FlagRule] = [.progressiveRollout, .schedule, .experiment]

  private static func progressive(_ end: String) -> FlagExample {
    .goFeatureFlag(
      """
      defaultRule:
        progressiveRollout:
          initial: { variation: "off", percentage: 10, date: 2026-06-01T08:00:00Z }
          end: \(end)
      """)
  }

  /// FF306 and FF307.
  static let progressiveRollout = FlagRule(
    "flag-progressive-rollout", "a progressive rollout goes backwards",
    "It ends below the percentage at which it begins, or before the day on which it does; it is then refused.",
    finds: progressive(#"{ variation: "on", percentage: «5», date: 2026-07-01T08:00:00Z }"#),
    ignores: progressive(#"{ variation: "on", percentage: 90, date: 2026-07-01T08:00:00Z }"#))

  private static func schedule(_ steps: String) -> FlagExample {
    .goFeatureFlag(
      """
      targeting: [{ name: beta, query: beta eq true, variation: "on" }]
      defaultRule: { variation: "off" }
      scheduledRollout:
      \(steps)
      """)
  }

  /// FF307.
  static let schedule = FlagRule(
    "flag-schedule", "a step of a schedule comes out of order, never, or breaks the flag",
    "Each step is merged into what the ones before it left; which those are, where dates are out of order, differs between "
      + "versions (a warning).",
    finds: schedule(
      """
        - { date: 2026-07-01T08:00:00Z, targeting: [{ name: beta, query: beta eq true or staff eq true }] }
        - { date: «2026-06-15T08:00:00Z», defaultRule: { variation: «"onn"» } }
      """),
    ignores: schedule(
      """
        - { date: 2026-06-15T08:00:00Z, targeting: [{ name: beta, query: beta eq true or staff eq true }] }
        - { date: 2026-07-01T08:00:00Z, variations: { always: true }, defaultRule: { variation: always } }
      """))

  /// FF308 and FF218.
  static let experiment = FlagRule(
    "flag-experiment", "an experiment ends before it begins, or is over",
    "Outside of its time the flag serves the code's own default. One that is over is a warning: decide, and remove it.",
    finds: .goFeatureFlag(
      """
      defaultRule: { percentage: { "on": 50, "off": 50 } }
      experimentation: { start: 2026-05-01T00:00:00Z, end: «2026-04-01T00:00:00Z» }
      """),
    ignores: .goFeatureFlag(
      """
      defaultRule: { percentage: { "on": 50, "off": 50 } }
      experimentation: { start: 2026-05-01T00:00:00Z, end: 2026-07-01T00:00:00Z }
      """))
}
