/// Why secrets could not be looked for. Always means that the content was *not* scanned.
package enum SecretScanningError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A rule's regular expression was refused by PCRE2: a mistake in gate.
  case invalidPattern(rule: String, message: String)
  /// Names in `disabled` that no rule has.
  case unknownRules([String])
  /// The content has more bytes than offsets can name.
  case tooLarge(byteCount: Int)
  /// PCRE2 or Vectorscan could not get memory, or failed in a way that its documentation rules out.
  case engineFailure(String)

  package var description: String {
    switch self {
    case .invalidPattern(let rule, let message): "the pattern of secret rule \(rule) is refused: \(message)"
    case .unknownRules(let names): "no secret rule is called \(names.joined(separator: ", "))"
    case .tooLarge(let count): "\(count) bytes are too many to scan for secrets"
    case .engineFailure(let message): "scanning for secrets failed: \(message)"
    }
  }
}
