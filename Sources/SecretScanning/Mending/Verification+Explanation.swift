extension Verification {
  /// What is verified, for a person.
  var explanation: String {
    switch self {
    case .checksum(let checksum): "\(checksum.explanation); one that does not match makes the finding a warning"
    case .routableChecksum: "a checksum behind the last `.`; one that does not match makes the finding a warning"
    case .awsAccount: "the account's number in base32; anything else makes the finding a warning"
    case .random: "no identifier and no words"
    case .entropy(let bits): "as varied as random text: at least \(bits) bits a character"
    case .mixedAlphabet: "small letters, capitals and digits"
    case .jsonWebToken: "header and payload are JSON (RFC 7519); one that expires is a warning"
    case .base64(let count): "the base64 of \(count) bytes"
    case .base64JSON(_, _, let keys):
      "the base64 of a JSON object with \(Self.listed(keys, by: " and ")); otherwise a warning"
    case .base64Marked(_, let text): "base64 that holds `\(text)` behind the prefix; otherwise a warning"
    case .base64Snowflake: "the base64 of a number up to the first `.` or `:`; otherwise a warning"
    case .base58(let count): "the base58 of \(count) bytes; otherwise a warning"
    case .base58Check: "base58 with a checksum of 4 bytes; one that does not match makes the finding a warning"
    case .bech32: "bech32 with its checksum; one that does not match makes the finding a warning"
    case .macaroon(_, let location): "a macaroon for `\(location)`; otherwise a warning"
    case .paymentCard:
      "Luhn's check digit, and no number for tests; one that does not match makes the finding a warning"
    case .recoveryPhrase: "words of BIP-0039 with their checksum; one that does not match makes the finding a warning"
    case .ending(let texts): "ends with \(Self.listed(texts, by: " or ")); otherwise a warning"
    case .beginning(let texts, let count):
      "begins with \(Self.listed(texts, by: " or ")) where it is longer than \(count); otherwise a warning"
    case .marked(let texts): "holds \(Self.listed(texts, by: " or ")); otherwise a warning"
    case .base64Holds(let text): "base64 that holds `\(text)`"
    case .base64PayloadHolds(let text): "a payload that holds `\(text)`; otherwise it is another token"
    case .publishedKey: "no key that development tools publish"
    case .base64Digits: "the base64 of a number up to the first `.` or `:`"
    case .near(let words, let distance):
      "\(Self.listed(words, by: " or ")) within \(distance) bytes"
    case .credential: "random, and no name, path, variable or placeholder"
    case .fileSecret: "random, or a number in hexadecimal"
    case .filePassword: "random, a number in hexadecimal, or like what people make up for a password"
    case .password: "random, or like what people make up for a password; the latter is a warning"
    case .typedPassword: "random, or what people make up for a password, words too; the latter is a warning"
    case .notedPassword: "letters with digits or signs, and neither a name nor a hash"
    case .phrase: "words of somebody's choice, and no sentence, label or message; not in a test"
    case .signingKey: "random, hexadecimal, or what people make up for a key; the latter is a warning"
    case .drawnKey: "random or hexadecimal"
    case .drawnFromSigns: "letters, digits and signs of several kinds, and no words"
    case .encodedPassword: "the base64 of a password, no placeholder"
    case .digitsAndLetters: "both digits and letters"
    case .opaque: "no text in base64"
    case .inProse: "in a file for people to read"
    case .outsideOfProse: "in a file for people to read, a warning"
    case .urlPassword: "a password as it stands in a URL, no placeholder and no variable"
    case .basicCredentials: "the base64 of a user name, `:` and a password, no placeholder"
    case .netrcPassword: "no placeholder and no variable"
    case .outsideOfTests: "in a test or an example, a warning"
    case .notableOutsideOfTests: "in a test or an example, a note"
    case .outsideOfDocumentation: "not in a comment that documents code"
    }
  }

  private static func listed(_ texts: [String], by word: String) -> String {
    texts.map { "`\($0)`" }.joined(separator: word)
  }
}

extension Checksum {
  fileprivate var explanation: String {
    switch self {
    case .base62: "the last 6 characters are a CRC-32 in base 62"
    case .base36: "the last 7 characters are a CRC-32 in base 36"
    case .hexadecimal, .grafana, .zuplo: "the last 8 characters are a CRC-32 in hexadecimal"
    case .confluent: "the last 6 characters are a CRC-32 in base64"
    case .nkey, .strkey: "the last 2 bytes of the base32 are a CRC-16"
    }
  }
}
