import Digests

/// A verdict as it lies in a remote store: with a signature that only those can make who have the key of the repository.
///
/// A record is `label body signature`: a constant, the encoded verdict after its count, and 32 bytes of HMAC-SHA-256 over label,
/// cache key and body, each preceded by its length. So a record that was altered, cut short, made with another key, or put in
/// the place of another one does not open.
struct SignedRecord {
  private static let label = Array("gate-remote/1\0".utf8)

  let signingKey: [UInt8]

  /// The name under which the verdict of `key` lies, 64 hexadecimal digits. Keyed, so that repositories with different keys can
  /// share a server, and that a name tells nobody what went into the cache key.
  func name(of key: CacheKey) -> String {
    Digest256.hex(signature(of: [Array("gate-remote-name/1".utf8), key.bytes]))
  }

  /// The record of `verdict`, `nil` where it is too large to be kept.
  func sealed(_ verdict: CachedVerdict, under key: CacheKey) -> [UInt8]? {
    var body = ByteWriter()
    verdict.write(to: &body)
    guard body.bytes.count <= CachedVerdict.maximumByteCount else { return nil }
    var record = ByteWriter()
    record.write(body.bytes)
    return Self.label + record.bytes + signature(of: [Self.label, key.bytes, body.bytes])
  }

  /// The verdict that `record` holds under `key`; `nil` where it was not signed so.
  func opened(_ record: [UInt8], under key: CacheKey) -> CachedVerdict? {
    guard record.starts(with: Self.label), record.count > Self.label.count + Digest256.byteCount else { return nil }
    let end = record.count - Digest256.byteCount
    var reader = ByteReader(record[Self.label.count..<end])
    guard let body = reader.bytes(), reader.isAtEnd,
      Self.areEqual(record[end...], signature(of: [Self.label, key.bytes, body]))
    else { return nil }
    var content = ByteReader(body[...])
    guard let verdict = CachedVerdict(from: &content), content.isAtEnd else { return nil }
    return verdict
  }

  private func signature(of parts: [[UInt8]]) -> [UInt8] {
    var message: [UInt8] = []
    for part in parts {
      message += (0..<8).map { UInt8(truncatingIfNeeded: part.count >> (56 - 8 * $0)) }
      message += part
    }
    return Digest256.authenticated(message, key: signingKey)
  }

  /// Compares in a time that does not depend on where the first difference is.
  private static func areEqual(_ left: ArraySlice<UInt8>, _ right: [UInt8]) -> Bool {
    left.count == right.count && zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
