import GateModel

/// What the keys of flags can do wrong.
extension FlagRule {
  static let keys: [FlagRule] = [.definedTwice, .keyConfusable, .keyStyle, .keyInvisible]

  private static let standard = #""state": "ENABLED", "variants": { "on": true, "off": false }"#

  private static func shop(_ flags: String...) -> String {
    "{ \"flags\": {\n" + flags.map { "  \($0): { \(standard) }" }.joined(separator: ",\n") + "\n} }\n"
  }

  /// FF003.
  static let definedTwice = FlagRule(
    "flag-defined-twice", "a flag is defined twice, and not in the same way",
    "Which definition counts depends on what is loaded last. Files of different environments, folders or flag sets "
      + "may share keys, and so may files that agree on most of their flags, such as those of two regions. "
      + "Within one file it is an error, across files a warning.",
    finds: .init(
      "flags/shop.json",
      """
      { "flags": [
        { "key": "checkout", "state": "ENABLED", "variants": { "on": true, "off": false } },
        { "key": «"checkout"», "state": "DISABLED", "variants": { "on": true, "off": false } }
      ] }

      """),
    ignores: .init(
      "flags/shop.json",
      """
      { "flags": [
        { "key": "checkout", "state": "ENABLED", "variants": { "on": true, "off": false },
          "metadata": { "flagSetId": "web" } },
        { "key": "checkout", "state": "DISABLED", "variants": { "on": true, "off": false },
          "metadata": { "flagSetId": "app" } }
      ] }

      """))

  /// FF008.
  static let keyConfusable = FlagRule(
    "flag-key-confusable", "two keys are easily taken for each other",
    "They differ only in case or in `-` and `_`, or two long ones by one letter. Sooner or later code asks for the "
      + "wrong one.", severity: .warning,
    finds: .init("flags/shop.json", shop("\"new-checkout\"", "«\"new_checkout\"»")),
    ignores: .init("flags/shop.json", shop("\"new-checkout-v1\"", "\"new-checkout-v2\"", "\"new-checkouts\"")))

  /// FF008.
  static let keyStyle = FlagRule(
    "flag-key-style", "a key is not written as the repository writes keys",
    "Only with `keys: { style: … }` in gate.yml: kebab, snake, upper-snake, camel, pascal or dotted.",
    severity: .warning,
    finds: .init(
      [.init("flags/shop.json", shop("\"new-checkout\"", "«\"newSearch\"»"))], configuration: "keys: { style: kebab }",
      settings: FlagSettings(keys: FlagKeySettings(style: .kebab))),
    ignores: .init(
      [.init("flags/shop.json", shop("\"new-checkout\"", "\"search\""))], configuration: "keys: { style: kebab }",
      settings: FlagSettings(keys: FlagKeySettings(style: .kebab))))

  /// FF007.
  static let keyInvisible = FlagRule(
    "flag-key-invisible", "a key has characters that cannot be seen, or letters of two alphabets",
    "Code that asks for the key as it looks never gets the flag.",
    finds: .init("flags/shop.json", shop("«\"checkout \"»")),
    ignores: .init("flags/shop.json", shop("\"Kasse für alle\"")))
}
