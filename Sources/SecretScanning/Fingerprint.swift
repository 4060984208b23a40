internal import Digests

/// What names a secret without telling it: HMAC-SHA-256 over family and secret, under the repository's key.
enum Fingerprint {
  /// 26 characters of base32: 130 bits. The same secret has the same one on every line, in every file and after a rule was
  /// renamed within its family.
  static func make(family: String, secret: ArraySlice<UInt8>, key: [UInt8]) -> String {
    let name = Array(family.utf8)
    let message = Array("gate-secret-1\0".utf8) + name + [0] + secret
    return String(Base32.encode(Digest256.authenticated(message, key: key)).prefix(26))
  }
}
