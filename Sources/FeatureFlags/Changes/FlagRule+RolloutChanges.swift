import GateModel

/// What a change can do wrong to those who use the program.
extension FlagRule {
  static let rolloutChanges: [FlagRule] = [
    .addedOn, .defaultFlipped, .exposureRaised, .exposureLowered, .bucketingChanged, .splitReordered,
  ]

  private static func production(_ value: String, _ others: String = "") -> FlagExample.File {
    .init(
      "config/environments/production.yml", "environment: production\nfeature_flags:\n  new_search: \(value)\n\(others)"
    )
  }

  private static func registered(_ flags: String) -> FlagExample.File { .init("flags.yml", "flags:\n\(flags)") }

  private static let search = "  search: { kind: ops, environments: { production: on } }\n"

  private static func releasing(_ value: String) -> FlagExample.File {
    registered(
      search + "  checkout: { kind: release, expires: 2026-07-01, environments: { production: \(value) } }\n")
  }

  /// FF707 of a flag that is new.
  static let addedOn = FlagRule(
    "flag-added-on", "a release flag or an experiment is added and is on for all in production",
    "A flag that begins with the new side has never shown that the old one can be had.", severity: .warning,
    finds: FlagExample([releasing("«on»")], base: [registered(search)]),
    ignores: FlagExample([releasing("off")], base: [registered(search)]))

  private static func code(_ line: String) -> FlagExample.File {
    .init("src/shop.py", "from openfeature import api\n\nclient = api.get_client()\n\(line)\n")
  }

  private static let asked = #"new = client.get_boolean_value("new_search", False)"#

  /// FF707.
  static let defaultFlipped = FlagRule(
    "flag-default-flipped", "production is turned in the same change as the code that asks for the flag",
    "When it goes wrong, nobody can take back one without the other; that the two are apart is what the flag is for.",
    severity: .warning,
    finds: FlagExample(
      [production("«true»"), code(asked + "\n" + asked)], base: [production("false"), code(asked)]
    ).allowing("flag-default-differs"),
    ignores: FlagExample(
      [production("false"), code(asked + "\n" + asked)], base: [production("false"), code(asked)]))

  /// FF309.
  static let exposureRaised = FlagRule(
    "flag-exposure-raised", "one change turns a feature on for too many users at once",
    "What breaks then breaks for all of them. `step` says how many of a hundred may be added; flags of operations and "
      + "permissions are left out.",
    severity: .warning, finds: FlagExample([production("«90%»")], base: [production("25%")]),
    ignores: FlagExample([production("75%")], base: [production("25%")]))

  private static func described(_ value: String, _ description: String) -> FlagExample.File {
    production(
      "{ enabled: true, percentage: 50 }", "  checkout: { enabled: \(value), description: \(description) }\n")
  }

  /// FF310.
  static let exposureLowered = FlagRule(
    "flag-exposure-lowered", "a change takes a feature back in production and does not say why",
    "It is never an error, for nothing may stand in the way of taking a feature back. But who raises it again should know.",
    severity: .warning, finds: FlagExample([production("«10%»")], base: [production("25%")]),
    ignores: FlagExample(
      [described("false", "off since 2026-05-30, payments were lost")], base: [described("true", "one page")]))

  private static func rollout(_ members: String) -> FlagExample.File {
    .init(
      "flags/shop.yaml",
      """
      checkout:
        variations: { "on": true, "off": false }
        \(members)
        defaultRule: { percentage: { "on": 20, "off": 80 } }

      """)
  }

  /// FF312.
  static let bucketingChanged = FlagRule(
    "flag-bucketing-changed", "a change deals users out anew in the middle of a rollout",
    "Who had the feature loses it and others get it, and what was measured so far is worth nothing.",
    severity: .warning,
    finds: FlagExample(
      [rollout("bucketingKey: «teamId»")], base: [rollout("bucketingKey: userId")]),
    ignores: FlagExample(
      [rollout("bucketingKey: userId\n  trackEvents: false")], base: [rollout("bucketingKey: userId")]))

  private static func dealt(_ shares: String) -> FlagExample.File {
    FlagExample.targeting("«{ \"fractional\": [\(shares)] }»").files[0]
  }

  /// FF312.
  static let splitReordered = FlagRule(
    "flag-split-reordered", "a change deals the variants out in another order",
    "Each variant gets a stretch of all users, one after the other: in another order it gets other users.",
    severity: .warning,
    finds: FlagExample(
      [dealt(#"["off", 80], ["on", 20]"#)],
      base: [FlagExample.targeting(#"{ "fractional": [["on", 20], ["off", 80]] }"#).files[0]]),
    ignores: FlagExample(
      FlagExample.targeting(#"{ "fractional": [["on", 30], ["off", 70]] }"#).files,
      base: [FlagExample.targeting(#"{ "fractional": [["on", 20], ["off", 80]] }"#).files[0]]))
}
