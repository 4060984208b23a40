import GateModel

/// What files that describe flags, and plain configuration, can do wrong.
extension FlagRule {
  static let descriptions: [FlagRule] = [
    .formatVersion, .typeUnknown, .declaredType, .defaultSchema, .defaultsDiffer, .kindUnknown, .dateInvalid,
    .datesReversed, .describedUndefined, .metadataConflict, .safeVariantMissing, .environmentMismatch,
    .environmentMisspelt, .plannedOtherwise, .valueAmbiguous, .valueQuoted,
  ]

  /// A `flags.yml` of gate's own with the one flag `checkout`.
  private static func owned(_ members: String) -> FlagExample {
    FlagExample("flags.yml", "flags:\n  checkout:\n\(indented(members))\n")
  }

  private static func indented(_ members: String) -> String {
    members.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }

  private static func described(_ flags: String, _ members: String) -> FlagExample {
    FlagExample([
      .init("flags.yml", "flags:\n\(flags)\n"),
      .init("flags/shop.json", "{ \"flags\": { \"checkout\": {\n  \(members)\n} } }\n"),
    ])
  }

  private static func manifest(_ members: String) -> FlagExample {
    FlagExample("flags.manifest.json", "{ \"flags\": { \"checkout\": {\n  \(members)\n} } }\n")
  }

  private static func configured(_ flags: String) -> FlagExample {
    FlagExample("config/environments/staging.yml", "environment: staging\nfeature_flags:\n\(flags)\n")
  }

  /// FF010.
  static let formatVersion = FlagRule(
    "flag-format-version", "the file claims a version of its format that does not exist",
    "What its author meant by newer parts is not known, and not checked.", severity: .warning,
    finds: .init("flags/shop.json", "{ \"$schema\": «\"https://flagd.dev/schema/v1/flags.json\"», \"flags\": {} }\n"),
    ignores: .init("flags/shop.json", "{ \"$schema\": \"https://flagd.dev/schema/v0/flags.json\", \"flags\": {} }\n"))

  /// FF006.
  static let typeUnknown = FlagRule(
    "flag-type-unknown", "the declared type of a flag is none that the format knows",
    "No accessor can be generated, and no value checked.",
    finds: manifest(#""flagType": «"bool"», "defaultValue": false"#),
    ignores: manifest(#""flagType": "boolean", "defaultValue": false"#))

  /// FF103.
  static let declaredType = FlagRule(
    "flag-declared-type", "a value is not of the type that its flag declares",
    "Whoever relies on the declared type gets an error, or the code's own default.",
    finds: manifest(#""flagType": "integer", "defaultValue": «2.5»"#),
    ignores: manifest(#""flagType": "float", "defaultValue": 2"#))

  /// FF111.
  static let defaultSchema = FlagRule(
    "flag-default-schema", "the default of an object flag breaks the schema that the flag gives for it",
    "Code that is generated from the schema cannot read the value.",
    finds: manifest(
      #""flagType": "object", "defaultValue": { "columns": «"3"» },"#
        + "\n  "
        + #""schema": { "type": "object", "properties": { "columns": { "type": "integer" } } }"#),
    ignores: manifest(
      #""flagType": "object", "defaultValue": { "columns": 3 },"#
        + "\n  "
        + #""schema": { "type": "object", "properties": { "columns": { "type": "integer" } } }"#))

  /// FF105.
  static let defaultsDiffer = FlagRule(
    "flag-defaults-differ", "two files give one flag different defaults for code",
    "Which of them code should pass when no flag can be had is not said.",
    finds: FlagExample([
      .init("flags.yml", "flags:\n  checkout: { type: boolean, default: off }\n"),
      .init(
        "flags.manifest.json",
        "{ \"flags\": { \"checkout\": { \"flagType\": \"boolean\", \"defaultValue\": «true» } } }\n"),
    ]),
    ignores: FlagExample([
      .init("flags.yml", "flags:\n  checkout: { type: boolean, default: off }\n"),
      .init(
        "flags.manifest.json",
        "{ \"flags\": { \"checkout\": { \"flagType\": \"boolean\", \"defaultValue\": false } } }\n"),
    ]))

  /// FF006.
  static let kindUnknown = FlagRule(
    "flag-kind-unknown", "a flag is of a kind that there is not",
    "The kind says how long a flag may live. It is release, experiment, ops, permission or kill-switch.",
    finds: owned("owner: web\nkind: «realease»"), ignores: owned("owner: web\nkind: permission"))

  /// FF006.
  static let dateInvalid = FlagRule(
    "flag-date-invalid", "a date is no day of the calendar", "The flag would never expire.",
    finds: owned("owner: web\nexpires: «2026-09-31»"), ignores: owned("owner: web\nexpires: 2026-09-30"))

  /// FF402.
  static let datesReversed = FlagRule(
    "flag-dates-reversed", "a flag expires before it was created", "One of the two dates is a slip.",
    finds: owned("created: 2026-05-02\nexpires: «2026-05-01»"),
    ignores: owned("created: 2026-05-02\nexpires: 2026-09-01"))

  /// Of FF501's kind: a description that has lost its flag.
  static let describedUndefined = FlagRule(
    "flag-described-undefined", "a flag is described that no file defines",
    "The description has a slip in its key, or outlived its flag. Only reported where other flags of the file are "
      + "defined, or a similar one is.", severity: .warning,
    finds: described(
      "  «chekout»: { owner: web }", #""state": "ENABLED", "variants": { "on": true, "off": false }"#),
    ignores: described(
      "  checkout: { owner: web }", #""state": "ENABLED", "variants": { "on": true, "off": false }"#))

  /// FF401's neighbour: two owners are none.
  static let metadataConflict = FlagRule(
    "flag-metadata-conflict", "two files say different things about one flag",
    "Owner, kind or expiry differ. What flags.yml says is taken.", severity: .warning,
    finds: described(
      "  checkout: { owner: web }",
      #""state": "ENABLED", "variants": { "on": true, "off": false }, "metadata": { "owner": «"shop"» }"#),
    ignores: described(
      "  checkout: { owner: web }",
      #""state": "ENABLED", "variants": { "on": true, "off": false }, "metadata": { "owner": "web" }"#))

  /// FF806.
  static let safeVariantMissing = FlagRule(
    "flag-safe-variant-missing", "the value that is safe in an emergency is no variant of the flag",
    "Nobody can switch to it.",
    finds: described(
      "  checkout: { safe: «none» }", #""state": "ENABLED", "variants": { "old": "a", "new": "b" }"#),
    ignores: described(
      "  checkout: { safe: off }", #""state": "ENABLED", "variants": { "yes": true, "no": false }"#))

  /// Of FF505's kind.
  static let environmentMismatch = FlagRule(
    "flag-environment-mismatch", "a file says that it is another environment's than its name does",
    "It was copied and not adapted; one environment runs with the settings of another.",
    finds: .init(
      "config/environments/production.yml", "environment: «staging»\nfeature_flags:\n  safe_mode: true\n"),
    ignores: .init("config/environments/prod.yml", "environment: production\nfeature_flags:\n  safe_mode: true\n"))

  /// Of FF508's kind.
  static let environmentMisspelt = FlagRule(
    "flag-environment-misspelt", "a flag is set for an environment whose name looks like a slip",
    "The setting reaches nobody, and the environment that was meant keeps its default.",
    finds: owned("environments: { staging: on, «prodction»: off }"),
    ignores: owned("environments: { staging: on, production: off, preproduction: off, qa: on }"))

  private static func planned(_ production: String) -> FlagExample {
    FlagExample([
      .init("flags.yml", "flags:\n  checkout: { owner: web, environments: { production: \(production) } }\n"),
      .init(
        "config/environments/production.yml",
        "environment: production\nfeature_flags:\n  checkout: { enabled: false }\n"),
    ])
  }

  /// Of FF503's kind.
  static let plannedOtherwise = FlagRule(
    "flag-planned-otherwise", "flags.yml says that a flag is on where it is off, or the reverse",
    "The environment's own file counts, and who reads flags.yml believes something else.",
    finds: planned("«on»"), ignores: planned("off"))

  /// Of FF006's kind.
  static let valueAmbiguous = FlagRule(
    "flag-value-ambiguous", "a bare yes, no, on or off in YAML",
    "It is a truth value to readers of YAML 1.1 and a text to those of YAML 1.2.", severity: .warning,
    finds: configured("  new_search: «yes»"), ignores: configured("  new_search: true\n  theme: \"on\""))

  /// Of FF006's kind.
  static let valueQuoted = FlagRule(
    "flag-value-quoted", "a truth value stands in quotes",
    "It is a text, and in most languages a text like \"false\" counts as true.",
    finds: configured("  new_search: «\"false\"»"), ignores: configured("  new_search: false\n  theme: \"dark\""))
}
