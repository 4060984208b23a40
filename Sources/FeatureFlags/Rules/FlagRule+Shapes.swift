import GateModel

/// What a definition file itself can do wrong, whatever its flags are.
extension FlagRule {
  static let shapes: [FlagRule] = [
    .fileSyntax, .shape, .duplicateKey, .unknownProperty, .propertyMissing, .keyInvalid, .stateInvalid, .metadataType,
  ]

  /// FF001 of the list of rules.
  static let fileSyntax = FlagRule(
    "flag-file-syntax", "the file does not parse",
    "Whoever reads the file gets no flag of it. References to flags are not judged until it parses.",
    finds: .init("flags/shop.json", "{ \"flags\": { \"checkout\": «»} }\n"),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true, "off": false }"#))

  /// FF006.
  static let shape = FlagRule(
    "flag-shape", "a value has another shape than the format wants",
    "A list where an object is expected, or a number where a text is: the flag, or the whole file, is refused.",
    finds: .flagd(#""state": "ENABLED", "variants": «["on", "off"]»"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true, "off": false }"#))

  /// FF002.
  static let duplicateKey = FlagRule(
    "flag-duplicate-key", "the same key stands twice in one object",
    "Parsers keep the last one and say nothing, so that half of what was written never counts.",
    finds: .flagd(#""state": "ENABLED", "variants": { "on": true, "off": false, «"on"»: false }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true, "On": true, "off": false }"#))

  /// FF004.
  static let unknownProperty = FlagRule(
    "flag-unknown-property", "the format has no such property",
    "What reads the file drops it without a word. It is an error where a known name was probably meant.",
    finds: .flagd(
      #""state": "ENABLED", "variants": { "on": true }, «"Targeting"»: { "if": [true, "on"] }"#),
    ignores: .flagd(
      #""state": "ENABLED", "variants": { "on": true }, "metadata": { "Targeting": "by country" }"#))

  /// FF005.
  static let propertyMissing = FlagRule(
    "flag-property-missing", "something that the format requires is missing",
    "The flag is refused, or served in a way that nobody wrote down.",
    finds: .init("flags/shop.json", "{ \"flags\": { «\"checkout\"»: { \"variants\": { \"on\": true } } } }\n"),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true }"#))

  /// FF007.
  static let keyInvalid = FlagRule(
    "flag-key-invalid", "a key is empty or has characters that the format does not allow",
    "No code can ask for the flag.",
    finds: .init(
      "flags/shop.json", "{ \"flags\": { «\"\"»: { \"state\": \"ENABLED\", \"variants\": { \"on\": true } } } }\n"),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true }"#))

  /// FF006.
  static let stateInvalid = FlagRule(
    "flag-state-invalid", "a flag is neither enabled nor disabled",
    "The word for its state is none that the format knows.",
    finds: .flagd(#""state": «"ENABLE"», "variants": { "on": true }"#),
    ignores: .flagd(#""state": "DISABLED", "variants": { "on": true }"#))

  /// FF009.
  static let metadataType = FlagRule(
    "flag-metadata-type", "metadata hold something else than a text, a number or a truth value",
    "The format's own schema refuses the file.",
    finds: .flagd(#""state": "ENABLED", "variants": { "on": true }, "metadata": { "owners": «["web"]» }"#),
    ignores: .flagd(#""state": "ENABLED", "variants": { "on": true }, "metadata": { "owner": "web" }"#))
}
