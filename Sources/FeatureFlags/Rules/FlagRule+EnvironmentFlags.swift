import GateModel

/// What can be wrong with flags that several environments set.
extension FlagRule {
  static let environmentFlags: [FlagRule] = [
    .environmentMissing, .environmentType, .environmentVariants, .promotionOrder, .safeMode, .allEnabled,
    .modesContradict, .modeMisspelt, .modeValue, .productionOverride,
  ]

  /// The flags of a plain configuration, by environment.
  private static func flags(_ environments: (name: String, flags: String)...) -> FlagExample {
    FlagExample(
      environments.map { name, flags in
        .init(RepositoryPath("config/environments/\(name).yml"), "feature_flags:\n  \(flags)\n")
      })
  }

  private static func flagd(_ environments: (name: String, flag: String)...) -> FlagExample {
    FlagExample(
      environments.map { name, flag in
        .init(
          RepositoryPath("flags/\(name).json"),
          "{ \"flags\": { \"checkout\": {\n  \"state\": \"ENABLED\", \(flag)\n} } }\n")
      })
  }

  /// FF501.
  static let environmentMissing = FlagRule(
    "flag-environment-missing", "a flag is set in one environment and not in another",
    """
    There the program goes on with its own default, and nobody can tell whether that is meant. Where an environment says \
    `all_enabled`, `safe_mode` or the like of all its flags, that is an answer.
    """,
    severity: .warning,
    finds: flags(("staging", "new_search: true\n  «new_cart»: false"), ("production", "new_search: false")),
    ignores: flags(
      ("development", "all_enabled: true"), ("staging", "new_search: true"), ("production", "new_search: false")))

  /// FF502.
  static let environmentType = FlagRule(
    "flag-environment-type", "a flag has another type in one environment",
    "Code asks for one type everywhere, and gets its own default where the flag has the other one.",
    finds: flags(("staging", "«limit»: many"), ("production", "limit: 100")),
    ignores: flags(("staging", "limit: 1.5"), ("production", "limit: 100")))

  /// FF503.
  static let environmentVariants = FlagRule(
    "flag-environment-variants", "a variant is another one in another environment",
    "What was tried out under its name is not what comes to production.", severity: .warning,
    finds: flagd(
      ("staging", #""variants": { «"blue"»: "sea", "red": "wine" }, "defaultVariant": "red""#),
      ("production", #""variants": { "blue": "sky", "red": "wine" }, "defaultVariant": "red""#)),
    ignores: flagd(
      ("staging", #""variants": { "on": true, "off": false }, "defaultVariant": "on""#),
      ("production", #""variants": { "off": false, "on": true }, "defaultVariant": "off""#)))

  /// FF504.
  static let promotionOrder = FlagRule(
    "flag-promotion-order", "a flag is on for more users in production than before it",
    "What real users get was tried out by fewer than that, or by nobody. Switches of operations and permissions are left out.",
    severity: .warning,
    finds: flags(("staging", "new_search: false"), ("production", "new_search: «true»")),
    ignores: flags(("staging", "new_search: true"), ("production", "new_search: { enabled: true, percentage: 10 }")))

  /// FF504.
  static let safeMode = FlagRule(
    "flag-safe-mode", "safe mode is broken: a flag is on for all in production that is not on before it",
    "`safe_mode: true` promises that only what has been on elsewhere is on for all.",
    finds: flags(
      ("staging", "gradual_rollout: false\n  new_search: false"),
      ("production", "safe_mode: true\n  new_search: «true»")),
    ignores: flags(
      ("staging", "new_search: true"), ("production", "safe_mode: true\n  new_search: true")))

  /// FF505.
  static let allEnabled = FlagRule(
    "flag-all-enabled", "every flag is on in production", "Among them is what is not finished.",
    finds: flags(("staging", "gradual_rollout: true"), ("production", "«all_enabled»: true")),
    ignores: flags(("development", "all_enabled: true"), ("production", "all_enabled: false")))

  static let modesContradict = FlagRule(
    "flag-modes-contradict", "an environment says of all its flags what contradicts itself",
    "Which of the two counts depends on who reads them.",
    finds: flags(("staging", "all_enabled: true\n  «gradual_rollout»: true")),
    ignores: flags(("staging", "all_enabled: false\n  gradual_rollout: true")))

  static let modeMisspelt = FlagRule(
    "flag-mode-misspelt", "a flag looks like a mode of the environment, and is none",
    "Nobody asks for a flag of that name, and what it was to say of all flags is not said.",
    finds: flags(("production", "«safe_mod»: true")), ignores: flags(("production", "safeMode: true")))

  static let modeValue = FlagRule(
    "flag-mode-value", "a mode of the environment is neither true nor false",
    "In most languages every text and every number but 0 counts as true, `no` and `off` in quotes included.",
    finds: flags(("production", "safe_mode: «1»")), ignores: flags(("production", "safe_mode: true")))

  /// FF507.
  static let productionOverride = FlagRule(
    "flag-production-override", "a rule for tests is left in production",
    "Its name says that it is for those who test; in production it lets somebody in, or keeps somebody out, for ever.",
    severity: .warning,
    finds: FlagExample([
      .init(
        "flags.production.goff.yaml",
        """
        checkout:
          variations: { on: true, off: false }
          targeting:
            - «name»: qa testers
              query: email ew "@example.com"
              variation: on
          defaultRule: { variation: off }

        """)
    ]),
    ignores: FlagExample([
      .init(
        "flags.production.goff.yaml",
        """
        checkout:
          variations: { on: true, off: false }
          targeting:
            - name: early adopters
              query: plan eq "early"
              variation: on
          defaultRule: { variation: off }

        """)
    ]))
}
