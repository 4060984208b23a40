/// JSON Web Tokens (RFC 7519): whether the parts are what they look like.
enum JSONWebToken {
  static func judge(_ token: ArraySlice<UInt8>) -> Verification.Judgement {
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 3, let header = JSONText.keys(of: Base64.decode(parts[0])), header.contains("alg") else {
      return .refuted
    }
    // Five parts: encrypted (RFC 7516), so there is no payload to read.
    guard parts.count == 3 else { return .doubtful("its contents are encrypted") }
    let payload = Base64.decode(parts[1])
    guard let keys = JSONText.keys(of: payload) else { return .refuted }
    // The token that jwt.io and half of all tutorials show.
    if ASCII.contains(payload[...], ignoringCase: "\"1234567890\"")
      || ASCII.contains(payload[...], ignoringCase: "john doe")
    {
      return .refuted
    }
    return keys.contains("exp") ? .doubtful("it expires by itself") : .holds
  }
}
