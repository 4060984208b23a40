extension SecretScanner {
  /// To be raised whenever code, and not a rule, changes what is found or how it is reported.
  private static let engineNumber = 1

  /// Names rules and engine: a verdict of another version may not be replayed.
  package static let version: String = {
    let definitions = SecretRule.all.map(\.definition).joined(separator: "\n")
    return "\(engineNumber)-\(Base32.encode(Array(SHA256.hash(Array(definitions.utf8)).prefix(10))))"
  }()
}
