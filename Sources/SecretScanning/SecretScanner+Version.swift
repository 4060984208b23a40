internal import Digests

extension SecretScanner {
  /// To be raised whenever code, and not a rule, changes what is found or how it is reported.
  private static let engineNumber = 13

  /// Names rules and engine: a verdict of another version may not be replayed.
  ///
  /// Written down and not computed, since every run with a secrets check asks for it, and to build all rules for it costs
  /// milliseconds. A test holds it to ``computedVersion``.
  package static let version = "13-lto6k55fhh4zkpsu"

  /// What ``version`` has to be: the engine's number and a digest of everything that defines the rules.
  static var computedVersion: String {
    let definitions = SecretRule.all.map(\.definition).joined(separator: "\n")
    return "\(engineNumber)-\(Base32.encode(Array(Digest256.of(definitions.utf8).prefix(10))))"
  }
}
