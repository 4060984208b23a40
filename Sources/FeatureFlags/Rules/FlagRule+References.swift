import GateModel

/// What code can do wrong when it asks for flags.
extension FlagRule {
  static let references: [FlagRule] = [
    .undefined, .unreferenced, .mentionedOnly, .testedOnly, .keyComputed, .typeMismatch, .defaultDiffers,
    .defaultsConflict, .archivedRead, .disabledRead, .overrideUndefined, .aliasShared, .keyShort,
  ]

  private static func shop(_ code: String) -> FlagExample {
    FlagExample([
      .init(
        "flags/shop.json",
        "{ \"flags\": { \"checkout\": { \"state\": \"ENABLED\", \"variants\": { \"on\": true, \"off\": false } } } }\n"),
      .init("src/shop.py", "from openfeature import api\n\nclient = api.get_client()\n\(code)\n"),
    ])
  }

  private static let head = "from openfeature import api\n\nclient = api.get_client()\n"
  private static let onOff = "\"state\": \"ENABLED\", \"variants\": { \"on\": true, \"off\": false }"

  /// Two flags, the second with this key in quotes, and code.
  private static func pair(flag key: String, _ code: String) -> FlagExample {
    FlagExample([
      .init(
        "flags/shop.json",
        "{ \"flags\": {\n  \"checkout\": { \(onOff) },\n  \(key): { \(onOff) }\n} }\n"),
      .init("src/shop.py", "\(head)\(code)\n"),
    ])
  }

  private static func tested(flag key: String, _ code: String = "") -> FlagExample {
    var example = pair(flag: key, "new = client.get_boolean_value(\"checkout\", False)\n\(code)")
    example.files.append(
      .init("tests/test_shop.py", "\(head)assert client.get_boolean_value(\"one-page\", False) is False\n"))
    return example
  }

  /// A flag that serves the variant to everybody, or is disabled, and code.
  private static func served(_ variant: String?, _ code: String) -> FlagExample {
    let state = variant == nil ? "DISABLED" : "ENABLED"
    let choice = "\"defaultVariant\": \"\(variant ?? "off")\""
    return FlagExample([
      .init(
        "flags/shop.json",
        "{ \"flags\": { \"checkout\": { \"state\": \"\(state)\", \(choice),\n  "
          + "\"variants\": { \"on\": true, \"off\": false } } } }\n"),
      .init("src/shop.py", "\(head)\(code)\n"),
    ])
  }

  private static func archived(_ isArchived: Bool, _ code: String) -> FlagExample {
    FlagExample([
      .init(
        "flags/shop.json",
        "{ \"flags\": { \"checkout\": { \(onOff),\n  \"metadata\": { \"archived\": \(isArchived) } } } }\n"),
      .init("src/shop.py", "\(head)\(code)\n"),
    ])
  }

  private static func overridden(_ key: String) -> FlagExample {
    FlagExample([
      .init("flags/shop.json", "{ \"flags\": { \"checkout\": { \(onOff) } } }\n"),
      .init(
        "tests/shop.test.js",
        "import { InMemoryProvider } from '@openfeature/server-sdk';\n"
          + "const provider = new InMemoryProvider({ \(key): { variants: { on: true }, defaultVariant: 'on' } });\n"),
    ])
  }

  private static func aliases(_ first: String, _ second: String) -> FlagExample {
    var settings = FlagSettings()
    settings.references.aliases = [.camel]
    // Of keys that are written alike that rule would tell, too.
    settings.weights = [.init("flag-key-confusable", nil)]
    return FlagExample(
      [
        .init(
          "flags/shop.json", "{ \"flags\": {\n  \(first): { \(onOff) },\n  \(second): { \(onOff) }\n} }\n")
      ],
      configuration: "aliases: [camel]\nrules: { flag-key-confusable: off }", settings: settings)
  }

  /// FF601.
  static let undefined = FlagRule(
    "flag-undefined", "code asks for a flag that no file defines",
    "It gets its own default for ever. In a test it is a warning, for tests bring flags of their own.",
    finds: shop(#"new = client.get_boolean_value(«"check-out"», False)"#),
    ignores: shop(#"new = client.get_boolean_value("checkout", False)"#))

  /// FF604.
  static let typeMismatch = FlagRule(
    "flag-type-mismatch", "code asks for another type than the flag has",
    "The caller gets its own default instead of what the flag says.",
    finds: shop(#"new = client.get_string_value(«"checkout"», "off")"#),
    ignores: shop(#"new = client.get_boolean_value("checkout", False)  # get_string_value("checkout", "")"#))

  /// FF602.
  static let unreferenced = FlagRule(
    "flag-unreferenced", "a flag is defined and no code asks for it",
    "It was forgotten when its code went, or its name is wrong. Told only where code asks for other flags of these files, "
      + "and no computed key could be this one. A text that is the key, or a name like it, counts as a use.",
    severity: .warning,
    finds: pair(flag: "«\"rollback\"»", #"new = client.get_boolean_value("checkout", False)"#),
    ignores: pair(flag: "\"rollback\"", #"new = client.get_boolean_value("checkout", False) and is_on("rollback")"#))

  /// FF607.
  static let mentionedOnly = FlagRule(
    "flag-mentioned-only", "only comments and documents speak of a flag",
    "What is said of it outlived the code.", severity: .note,
    finds: pair(flag: "«\"one-page\"»", #"new = client.get_boolean_value("checkout", False)  # see one-page, too"#),
    ignores: pair(
      flag: "\"one-page\"",
      """
      # one-page needs checkout
      new = client.get_boolean_value("checkout", False) and client.get_boolean_value("one-page", False)
      """))

  /// FF607.
  static let testedOnly = FlagRule(
    "flag-tested-only", "only tests have to do with a flag",
    "The code went and its tests stayed, or the code is still to come.", severity: .note,
    finds: tested(flag: "«\"one-page\"»"),
    ignores: tested(flag: "\"one-page\"", #"old = client.get_boolean_value("one-page", False)"#))

  /// FF603.
  static let keyComputed = FlagRule(
    "flag-key-computed", "the key of the flag that code asks for is computed",
    "Nothing can be said about such a call: whether the flag exists, and whether others are unused.", severity: .note,
    finds: shop(#"new = client.get_boolean_value(«"check" + name()», False)"#),
    ignores: shop("KEY = \"checkout\"\nnew = client.get_boolean_value(KEY, False)"))

  /// FF604.
  static let defaultDiffers = FlagRule(
    "flag-default-differs", "the default in code is not the one in the definition",
    "Whoever the flag cannot be fetched for gets something else than everybody is meant to. It is a note where code "
      + "starts with `false`, which is cautious.",
    severity: .warning,
    finds: served("off", #"new = client.get_boolean_value(«"checkout"», True)"#),
    ignores: served("off", #"new = client.get_boolean_value("checkout", False)"#))

  /// FF605.
  static let defaultsConflict = FlagRule(
    "flag-defaults-conflict", "the same flag is read with different defaults",
    "When flags cannot be fetched one part of the program is on and the other is off.", severity: .warning,
    finds: shop(
      """
      new = client.get_boolean_value("checkout", False)
      old = not client.get_boolean_value(«"checkout"», True)
      """),
    ignores: shop(
      """
      new = client.get_boolean_value("checkout", False)
      old = not client.get_boolean_value("checkout", False)
      """))

  /// FF606.
  static let archivedRead = FlagRule(
    "flag-archived-read", "code asks for a flag that is archived or deprecated",
    "It gets its default as soon as the flag is deleted.", severity: .warning,
    finds: archived(true, #"new = client.get_boolean_value(«"checkout"», False)"#),
    ignores: archived(false, #"new = client.get_boolean_value("checkout", False)"#))

  /// FF606.
  static let disabledRead = FlagRule(
    "flag-disabled-read", "code asks for a flag that is disabled wherever it is defined",
    "It always gets its own default. That is right while the feature is being built.", severity: .note,
    finds: served(nil, #"new = client.get_boolean_value(«"checkout"», False)"#),
    ignores: served("off", #"new = client.get_boolean_value("checkout", False)"#))

  /// A test's own flags are none of a repository's, so only what resembles one of these is found.
  static let overrideUndefined = FlagRule(
    "flag-override-undefined", "a test sets a flag that almost is one that is defined",
    "The code under test never sees the value.", severity: .warning,
    finds: overridden("«\"check-out\"»"), ignores: overridden("\"checkout\""))

  /// FF610.
  static let aliasShared = FlagRule(
    "flag-alias-shared", "two flags are written alike in code",
    "Where names in other cases count as uses, nobody can tell which of the two is meant.",
    finds: aliases("\"one-page\"", "«\"one_page\"»"), ignores: aliases("\"one-page\"", "\"two_page\""))

  /// FF611.
  static let keyShort = FlagRule(
    "flag-key-short", "a key is too short to be found in code",
    "Keys of one or two characters are parts of everything; only calls tell of them.", severity: .warning,
    finds: aliases("\"one-page\"", "«\"ui\"»"), ignores: aliases("\"one-page\"", "\"gui\""))
}
