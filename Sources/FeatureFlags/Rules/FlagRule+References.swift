import GateModel

/// What code can do wrong when it asks for flags.
extension FlagRule {
  static let references: [FlagRule] = [.undefined, .typeMismatch]

  private static func shop(_ code: String) -> FlagExample {
    FlagExample([
      .init(
        "flags/shop.json",
        "{ \"flags\": { \"checkout\": { \"state\": \"ENABLED\", \"variants\": { \"on\": true, \"off\": false } } } }\n"),
      .init("src/shop.py", "from openfeature import api\n\nclient = api.get_client()\n\(code)\n"),
    ])
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
}
