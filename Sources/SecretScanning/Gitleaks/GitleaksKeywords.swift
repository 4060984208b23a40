/// Finds which keywords of all rules a text has, in one pass.
struct GitleaksKeywords: Sendable {
  /// How many bytes all keywords may have together: the automaton numbers its states in 16 bits.
  static let mostBytes = 60_000

  private let words: [[UInt8]]
  private let lengths: [Int32]
  private let engine: PortableAnchorEngine

  init(_ words: Set<[UInt8]>) {
    self.words = words.sorted { $0.lexicographicallyPrecedes($1) }
    lengths = self.words.map { Int32($0.count) }
    engine = PortableAnchorEngine(anchors: self.words.map { Anchor.ignoringCase(String(decoding: $0, as: UTF8.self)) })
  }

  /// The keywords, in lower case, that `bytes` hold in any case.
  func present(in bytes: [UInt8]) throws(SecretScanningError) -> Set<[UInt8]> {
    if words.isEmpty { return [] }
    var hits = AnchorHits(lengths: lengths, limit: 1)
    bytes.withUnsafeBufferPointer { engine.scan($0, into: &hits) }
    return Set(hits.hits.map { words[Int($0.anchor)] })
  }
}
