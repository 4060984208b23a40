/// JSON Web Tokens (RFC 7519): whether the parts are what they look like.
enum JSONWebToken {
  static func judge(_ token: ArraySlice<UInt8>) -> Verification.Judgement {
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 3, let header = JSONText.keys(of: Base64.decode(parts[0])), header.contains("alg") else {
      return looksSigned(parts) ? altered : .refuted
    }
    // Five parts: encrypted (RFC 7516), so there is no payload to read.
    guard parts.count == 3 else { return .doubtful("its contents are encrypted") }
    let payload = Base64.decode(parts[1])
    guard let keys = JSONText.keys(of: payload) else { return looksSigned(parts) ? altered : .refuted }
    // What jwt.io, PyJWT's documentation and half of all tutorials show.
    let shown = ["\"1234567890\"", "john doe", "{\"some\":\"payload\"}", "{\"foo\":\"bar\"}", "\"supabase-demo\""]
    if shown.contains(where: { ASCII.contains(payload[...], ignoringCase: $0) }) { return .refuted }
    return keys.contains("exp") ? .doubtful("it expires by itself") : .holds
  }

  private static let altered = Verification.Judgement.doubtful("it does not decode to JSON: altered or made up")

  /// Whether both parts begin as JSON objects do, and a signature of a usual length follows: what is left of a token after
  /// somebody made it unrecognisable, or put one together.
  private static func looksSigned(_ parts: [ArraySlice<UInt8>]) -> Bool {
    parts.count == 3 && parts[0].count >= 16 && parts[1].count >= 16 && parts[2].count >= 27
      && parts[1].starts(with: Array("eyJ".utf8))
      && parts[2].contains(where: ByteClass.digits.contains) && Randomness.entropy(of: parts[2]) >= 3.5
  }
}
