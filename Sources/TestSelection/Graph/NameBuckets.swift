/// A hash of a short name. Not kept anywhere.
enum NameHash {
  /// FNV-1a.
  static func of(_ name: some Collection<UInt8>) -> UInt32 {
    var hash: UInt32 = 2_166_136_261
    for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    return hash
  }
}

/// Places by the hash of a name, in two flat arrays.
struct NameBuckets: Sendable {
  private let lists: PlaceLists
  private let mask: UInt32

  /// - Parameter hashes: one for each place.
  init(_ hashes: [UInt32]) {
    var size = 1
    while size < hashes.count * 2 { size *= 2 }
    mask = UInt32(size - 1)
    let mask = mask
    lists = PlaceLists(hashes.map { Int32(Self.bucket($0, mask)) }, count: size)
  }

  private static func bucket(_ hash: UInt32, _ mask: UInt32) -> UInt32 { (hash ^ (hash >> 15)) & mask }

  /// The places whose name may have this hash, in ascending order.
  func places(of hash: UInt32) -> ArraySlice<Int32> {
    lists[Int(Self.bucket(hash, mask))]
  }
}

/// Hashes of words that are looked for in a great many others.
struct WordSet {
  private let hashes: Set<UInt32>
  /// One bit for each value of the lowest bits: tells most of what is not in `hashes`.
  private var bits = [UInt64](repeating: 0, count: 1024)

  init(_ hashes: Set<UInt32>) {
    self.hashes = hashes
    for hash in hashes { bits[Int(hash >> 6 & 1023)] |= 1 << UInt64(hash & 63) }
  }

  func contains(_ hash: UInt32) -> Bool {
    bits[Int(hash >> 6 & 1023)] & 1 << UInt64(hash & 63) != 0 && hashes.contains(hash)
  }
}
