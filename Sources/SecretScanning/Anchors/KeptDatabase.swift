internal import Digests

/// A compiled database as it is kept: a magic number, a digest of what follows, the key, the library's own bytes.
///
/// The key stands for the anchors, the library's version and the processor's features: with other ones it is not the same
/// database. The digest finds damage, for the library reads bytes that it takes for its own without looking twice.
struct KeptDatabase {
  let key: [UInt8]

  private static let magic = Array("GATEHS1\n".utf8)
  private static let digestCount = 32

  /// - Parameter platform: the library's version and what it says of the processor.
  init(anchors: [Anchor], platform: String) {
    var definition = Array("anchors 1\n\(platform)\n".utf8)
    for anchor in anchors {
      definition += [anchor.ignoresCase ? 1 : 0, UInt8(truncatingIfNeeded: anchor.bytes.count)] + anchor.bytes
    }
    key = Digest256.of(definition)
  }

  /// The name under which it is kept.
  var name: String { "anchors-" + Base32.encode(Array(key.prefix(15))) }

  /// `database` with all that it takes to trust it.
  func sealed(_ database: [UInt8]) -> [UInt8] {
    let content = key + database
    return Self.magic + Digest256.of(content) + content
  }

  /// The database in `bytes`, `nil` where they are damaged or of another key.
  func opened(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let start = Self.magic.count + Self.digestCount
    guard bytes.starts(with: Self.magic), bytes.count > start + key.count,
      bytes[start...].starts(with: key),
      bytes[Self.magic.count..<start].elementsEqual(Digest256.of(bytes[start...]))
    else { return nil }
    return bytes[(start + key.count)...]
  }
}
