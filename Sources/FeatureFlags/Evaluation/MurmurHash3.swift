/// MurmurHash3 for 32 bits on x86, by which flagd sorts people into buckets.
///
/// https://github.com/aappleby/smhasher, `MurmurHash3_x86_32`, which is in the public domain.
enum MurmurHash3 {
  static func hash(_ bytes: some Sequence<UInt8>, seed: UInt32 = 0) -> UInt32 {
    var hash = seed
    var block: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes {
      block |= UInt32(byte) << (count % 4 * 8)
      count &+= 1
      guard count.isMultiple(of: 4) else { continue }
      hash ^= scrambled(block)
      hash = rotated(hash, by: 13) &* 5 &+ 0xE654_6B64
      block = 0
    }
    if !count.isMultiple(of: 4) { hash ^= scrambled(block) }
    hash ^= count
    hash = (hash ^ hash >> 16) &* 0x85EB_CA6B
    hash = (hash ^ hash >> 13) &* 0xC2B2_AE35
    return hash ^ hash >> 16
  }

  private static func scrambled(_ block: UInt32) -> UInt32 {
    rotated(block &* 0xCC9E_2D51, by: 15) &* 0x1B87_3593
  }

  private static func rotated(_ value: UInt32, by bits: UInt32) -> UInt32 {
    value << bits | value >> (32 - bits)
  }
}
