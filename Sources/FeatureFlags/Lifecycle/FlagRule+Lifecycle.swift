import GateModel

/// What can be missing where somebody has to answer for a flag.
extension FlagRule {
  static let lifecycle: [FlagRule] = [
    .ownerMissing, .ownerUnknown, .issueMissing, .metadataMissing, .settled, .offSideMissing, .sideUntested,
  ]

  private static func requiring(
    _ key: String, _ requirement: FlagLifecycleSettings.Requirement, _ members: String
  ) -> FlagExample {
    var settings = FlagSettings()
    settings.lifecycle.required = [requirement]
    return FlagExample(
      [.init("flags.yml", "flags:\n  \(key): { \(members) }\n")],
      configuration: "lifecycle: { require: [\(requirement.rawValue)] }", settings: settings)
  }

  private static func owned(by owner: String) -> FlagExample {
    var settings = FlagSettings()
    settings.lifecycle.owners = ["@acme/web", "@acme/payments"]
    return FlagExample(
      [.init("flags.yml", "flags:\n  checkout: { owner: \(owner) }\n")],
      configuration: "lifecycle: { owners: [\"@acme/web\", \"@acme/payments\"] }", settings: settings)
  }

  /// FF401.
  static let ownerMissing = FlagRule(
    "flag-owner-missing", "nobody answers for a flag",
    "Nobody is asked when it expires, and nobody dares to remove it. Told where other flags of the file have an owner; an "
      + "error where gate.yml requires one.",
    severity: .warning,
    finds: .init("flags.yml", "flags:\n  checkout: { owner: payments }\n  «new-search»: { story: \"1.3\" }\n"),
    ignores: FlagExample([
      .init("flags.yml", "flags:\n  checkout: { owner: payments }\n"),
      .init(
        "flags/shop.json",
        "{ \"flags\": {\n  \"checkout\": { \"state\": \"ENABLED\", \"variants\": { \"on\": true, \"off\": false } },\n"
          + "  \"new-search\": { \"state\": \"ENABLED\", \"variants\": { \"on\": true, \"off\": false } }\n} }\n"),
    ]))

  /// FF401.
  static let ownerUnknown = FlagRule(
    "flag-owner-unknown", "the owner of a flag is nobody who is known",
    "The team was renamed, or the name is misspelt, so nobody answers. Told where gate.yml lists the owners.",
    finds: owned(by: "«payment»"), ignores: owned(by: "payments"))

  /// FF408.
  static let issueMissing = FlagRule(
    "flag-issue-missing", "no issue tracks the removal of a flag that is meant to go",
    "It goes when somebody happens to think of it. Told where other flags of the file have an issue; an error where gate.yml "
      + "requires one.",
    severity: .warning,
    finds: requiring("«checkout»", .issue, "kind: release, expires: 2026-07-01"),
    ignores: requiring("checkout", .issue, "kind: ops"))

  /// FF407.
  static let metadataMissing = FlagRule(
    "flag-metadata-missing", "something that gate.yml requires is not said about a flag",
    "Who meets the flag in a year cannot tell what it was for. Owner, expiry and issue have rules of their own.",
    finds: requiring("«checkout»", .description, "owner: payments"),
    ignores: requiring("checkout", .description, "description: the checkout on one page"))

  private static func release(
    _ served: String, variants: String, _ key: String, created: String
  ) -> FlagExample {
    FlagExample(
      "flags/shop.json",
      """
      { "flags": { \(key): {
        "state": "ENABLED", "variants": { \(variants) }, "defaultVariant": \(served),
        "metadata": { "kind": "release", "created": "\(created)", "expires": "2026-06-30" }
      } } }

      """
    ).allowing("flag-expiry-far")
  }

  /// FF406.
  static let settled = FlagRule(
    "flag-settled", "a release flag has served the same to everybody for long",
    "The release is done; what is left is a branch that nobody takes and everybody reads. After `settled_days`, counted "
      + "from the day on which it was created.",
    severity: .warning,
    finds: release("«\"on\"»", variants: #""on": true, "off": false"#, #""checkout""#, created: "2026-04-25"),
    ignores: release("\"off\"", variants: #""on": true, "off": false"#, #""checkout""#, created: "2026-04-25"))

  /// FF805 of a flag by itself.
  static let offSideMissing = FlagRule(
    "flag-off-side-missing", "a release flag cannot take its feature back",
    "Each of its variants is the feature in one form or another, so that there is nothing to switch to when it breaks.",
    severity: .warning,
    finds: release(
      "\"one-page\"", variants: #""one-page": "one", "two-pages": "two""#, "«\"checkout\"»", created: "2026-05-25"),
    ignores: release(
      "\"control\"", variants: #""one-page": "one", "control": "three""#, "\"checkout\"", created: "2026-05-25"))

  private static func tested(_ code: String) -> FlagExample {
    FlagExample([
      .init("flags.yml", "flags:\n  checkout: { kind: release, expires: 2026-07-01, default: off }\n"),
      .init("tests/test_shop.py", "import ldclient\nfrom shop.testing import with_flag\n\n\(code)\n"),
    ])
  }

  /// FF801.
  static let sideUntested = FlagRule(
    "flag-side-untested", "tests see a release flag on one side alone",
    "The other side breaks unnoticed, and it is the one that users have before the release or after it was taken back.",
    severity: .warning,
    finds: tested(#"with_flag(«"checkout"», True)"#),
    ignores: tested("with_flag(\"checkout\", True)\nwith_flag(\"checkout\", False)"))
}

extension FlagExample {
  /// The example with a rule turned off that it would break as well.
  func allowing(_ rules: String...) -> FlagExample {
    var example = self
    example.settings.weights += rules.map { .init($0, nil) }
    let line = "rules: { " + rules.map { "\($0): off" }.joined(separator: ", ") + " }"
    example.configuration += (example.configuration.isEmpty ? "" : "\n") + line
    return example
  }
}
