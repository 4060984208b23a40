/// How many bytes of a file each of its lines makes up: what two versions of a file are compared by.
///
/// git compares files alike: as bags of lines, long lines cut after 64 bytes (gitdiffcore(7), "similarity").
struct ContentProfile {
  private static let longestPiece = 64

  /// Pieces by the hash of their bytes, with the bytes that they make up together, in the order of the hashes.
  private let pieces: [(hash: UInt64, bytes: UInt64)]
  private let size: UInt64

  init(_ content: [UInt8]) {
    var counts: [UInt64: UInt64] = [:]
    // Line endings do not make a text another one; binary content is taken as it is.
    let isText = !content.prefix(8000).contains(0)
    var hash = Self.seed
    var length: UInt64 = 0
    for (index, byte) in content.enumerated() {
      let endsLine = index + 1 < content.count && content[index + 1] == UInt8(ascii: "\n")
      if isText, byte == UInt8(ascii: "\r"), endsLine { continue }
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      length += 1
      if length < Self.longestPiece, byte != UInt8(ascii: "\n") { continue }
      counts[hash, default: 0] += length
      hash = Self.seed
      length = 0
    }
    if length > 0 { counts[hash, default: 0] += length }
    pieces = counts.map { ($0.key, $0.value) }.sorted { $0.hash < $1.hash }
    size = UInt64(content.count)
  }

  /// FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  /// The part of the larger file that both have, of `scale`; 0 where their sizes rule out `threshold`.
  func similarity(to other: ContentProfile, scale: UInt64, atLeast threshold: UInt64) -> UInt64 {
    let largest = max(size, other.size)
    let difference = largest - min(size, other.size)
    if largest == 0 || largest * (scale - threshold) < difference * scale { return 0 }
    var shared: UInt64 = 0
    var rest = other.pieces[...]
    for piece in pieces {
      while let first = rest.first, first.hash < piece.hash { rest.removeFirst() }
      if let first = rest.first, first.hash == piece.hash { shared += min(first.bytes, piece.bytes) }
    }
    return shared * scale / largest
  }
}
