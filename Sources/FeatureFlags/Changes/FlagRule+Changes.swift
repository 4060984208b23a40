import GateModel

/// What a change can do wrong to flags that code and other flags rely on.
extension FlagRule {
  static let changes: [FlagRule] = [
    .removedRead, .renamedRead, .lastReadRemoved, .variantRemoved, .typeChanged, .expiryExtended, .dependencyBroken,
  ]

  private static let head = "from openfeature import api\n\nclient = api.get_client()\n"

  private static func flag(_ key: String, _ variants: String = #""on": true, "off": false"#) -> String {
    "\(key): { \"state\": \"ENABLED\", \"variants\": { \(variants) } }"
  }

  private static func file(_ flags: String...) -> FlagExample.File {
    .init("flags/shop.json", "{ \"flags\": {\n  \(flags.joined(separator: ",\n  "))\n} }\n")
  }

  private static func code(_ lines: String) -> FlagExample.File { .init("src/shop.py", "\(head)\(lines)\n") }

  private static let checkout = #"new = client.get_boolean_value("checkout", False)"#
  private static let search = #"find = client.get_boolean_value("new-search", False)"#

  /// FF701.
  static let removedRead = FlagRule(
    "flag-removed-read", "a change removes a flag for which code still asks",
    "From then on the code gets its own default, whatever was served before. In a test it is a warning.",
    finds: FlagExample(
      [file(flag(#""checkout""#)), code(checkout + "\n" + #"find = client.get_boolean_value(«"new-search"», False)"#)],
      base: [file(flag(#""checkout""#), flag(#""new-search""#, #""all": true"#)), code(checkout + "\n" + search)]),
    ignores: FlagExample(
      [file(flag(#""checkout""#)), code(checkout)],
      base: [file(flag(#""checkout""#), flag(#""new-search""#)), code(checkout + "\n" + search)]))

  /// FF706.
  static let renamedRead = FlagRule(
    "flag-renamed-read", "a change renames a flag for which code still asks by its old key",
    "To programs a renamed flag is one that is gone. Those that run now ask for the old key until they are replaced.",
    finds: FlagExample(
      [file(flag(#""one-page-checkout""#)), code(#"new = client.get_boolean_value(«"checkout"», False)"#)],
      base: [file(flag(#""checkout""#)), code(checkout)]
    ).allowing("flag-unreferenced"),
    ignores: FlagExample(
      [file(flag(#""one-page-checkout""#)), code(#"new = client.get_boolean_value("one-page-checkout", False)"#)],
      base: [file(flag(#""checkout""#)), code(checkout)]))

  /// FF702.
  static let lastReadRemoved = FlagRule(
    "flag-last-read-removed", "a change removes the last code that asks for a flag, and leaves the flag",
    "Now it is known that the flag can go; later somebody has to find out.", severity: .warning,
    finds: FlagExample(
      [file(flag(#""checkout""#), flag(#"«"new-search"»"#)), code(checkout)],
      base: [file(flag(#""checkout""#), flag(#""new-search""#)), code(checkout + "\n" + search)]),
    ignores: FlagExample(
      [file(flag(#""checkout""#), flag(#""new-search""#)), code(search + "\n" + checkout)],
      base: [file(flag(#""checkout""#), flag(#""new-search""#)), code(checkout + "\n" + search + "\n" + search)]))

  private static func layout(_ variants: String, _ value: String) -> [FlagExample.File] {
    [file(flag(#""layout""#, variants)), code("layout = client.get_string_value(\(value))")]
  }

  /// FF704.
  static let variantRemoved = FlagRule(
    "flag-variant-removed", "a change removes a variant whose value code still uses",
    "Where the flag cannot be fetched the program does what no flag asks it for any more, or a test sets what never comes.",
    finds: FlagExample(
      layout(#""narrow": "narrow", "wide": "wide""#, #"«"layout"», "grid""#),
      base: layout(#""narrow": "narrow", "wide": "wide", "grid": "grid""#, #""layout", "grid""#)),
    ignores: FlagExample(
      layout(#""narrow": "narrow", "wide": "wide""#, #""layout", "wide""#),
      base: layout(#""narrow": "narrow", "wide": "wide", "grid": "grid""#, #""layout", "wide""#)))

  /// FF705.
  static let typeChanged = FlagRule(
    "flag-type-changed", "a change gives an existing flag another type",
    "Programs that run ask for the old type and get their own default at once, whatever the new code does.",
    finds: FlagExample(
      [file(flag(#"«"checkout"»"#, #""one-page": "one", "old": "three""#))], base: [file(flag(#""checkout""#))]),
    ignores: FlagExample(
      [file(flag(#""checkout""#), flag(#""checkout-form""#, #""one-page": "one", "old": "three""#))],
      base: [file(flag(#""checkout""#))]))

  private static func registered(_ members: String) -> FlagExample.File {
    .init("flags.yml", "flags:\n  checkout: { kind: release, \(members) }\n")
  }

  /// FF409.
  static let expiryExtended = FlagRule(
    "flag-expiry-extended", "a change lets a flag that was about to go stay on",
    "That may be right, and a third time it hardly is: who reviews it should know.", severity: .note,
    finds: FlagExample([registered("expires: «2026-07-05»")], base: [registered("expires: 2026-06-05")]),
    ignores: FlagExample([registered("expires: 2026-07-01")], base: [registered("expires: 2026-07-05")]))

  private static func payments(_ served: Int, _ needed: String) -> FlagExample.File {
    .init(
      "flags/data.json",
      """
      { "flags": {
        "payments": { "on": true, "variations": ["new", "old"], "offVariation": 1, "fallthrough": { "variation": \(served) } },
        "checkout": { "on": true, "variations": [true, false], "offVariation": 1, "fallthrough": { "variation": 0 },
          "prerequisites": [{ "key": \(needed), "variation": 0 }] }
      } }

      """)
  }

  /// FF709.
  static let dependencyBroken = FlagRule(
    "flag-dependency-broken", "a change stops serving what another flag depends on",
    "The flag that depends on it looks as it did, and serves its off side from then on.",
    finds: FlagExample([payments(1, #"«"payments"»"#)], base: [payments(0, #""payments""#)])
      .allowing("flag-exposure-lowered"),
    ignores: FlagExample([payments(0, #""payments""#)], base: [payments(1, #""payments""#)])
      .allowing("flag-exposure-raised"))
}
