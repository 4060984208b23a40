import GateModel

/// Tries the rules of a `.gitleaks.toml` on what is encoded in a text, as deep as gate's own rules go (gitleaks:
/// `--max-decode-depth`).
struct GitleaksDecoding {
  /// What a rule found in decoded text.
  struct Hit {
    /// The rule's number.
    var rule: Int
    /// Where it stands, encoded.
    var range: Range<Int>
    var secret: [UInt8]
    /// The outermost last.
    var encodings: [Encoding]
  }

  private let configuration: GitleaksConfiguration
  private let text: GitleaksText
  private let isNotebook: Bool
  /// How many bytes may still be decoded.
  private var budget: Int
  private(set) var hits: [Hit] = []
  /// Rules that did not look everywhere.
  private(set) var incomplete: Set<Int> = []

  init(_ configuration: GitleaksConfiguration, _ text: GitleaksText) {
    self.configuration = configuration
    self.text = text
    isNotebook = FileTraits(path: text.path).isNotebook
    budget = ScanPass.decodingBudget(byteCount: text.bytes.count)
  }

  /// Finds the hits. That not all was decoded is said by who looks with gate's rules.
  mutating func run() throws(SecretScanningError) {
    if text.path != GitleaksConfiguration.path { hits = try search(text.bytes, depth: 0) }
  }

  /// The hits in what is encoded in `bytes`, at the places there.
  private mutating func search(_ bytes: [UInt8], depth: Int) throws(SecretScanningError) -> [Hit] {
    guard depth < ScanPass.maximumDepth, budget > 0 else { return [] }
    let kinds = Self.manifestKinds(in: bytes)
    let decoder = bytes.withUnsafeBufferPointer {
      TextDecoder($0, manifestKinds: kinds, isNotebook: isNotebook, limit: budget)
    }
    budget -= decoder.count
    var hits: [Hit] = []
    for decoded in [decoder.configuration, decoder.hidden, decoder.escaped] where !decoded.regions.isEmpty {
      let found = try plainHits(in: decoded.bytes) + search(decoded.bytes, depth: depth + 1)
      for var hit in found {
        guard let region = decoded.region(holding: hit.range) else { continue }
        if region.encoding.hidesAll, !ScanPass.isText(around: hit.range, in: decoded.bytes, region.range) { continue }
        hit.range = bytes.withUnsafeBufferPointer { bytes in
          decoded.origin(of: hit.range, in: region) { RunDecoding.paddedEnd(of: $0, in: bytes) }
        }
        hit.encodings.append(region.encoding)
        hits.append(hit)
      }
    }
    return hits
  }

  /// Where ``KubernetesSecret`` is told.
  private static func manifestKinds(in bytes: [UInt8]) -> [Int] {
    let anchors = [KubernetesSecret.anchor]
    var hits = AnchorHits(anchors: anchors, limit: ScanPass.hitLimit(byteCount: bytes.count))
    bytes.withUnsafeBufferPointer { PortableAnchorEngine(anchors: anchors).scan($0, into: &hits) }
    hits.sort()
    return hits.hits.map { Int($0.start) }.filter { KubernetesSecret.isKind(bytes, at: $0) }
  }

  private mutating func plainHits(in bytes: [UInt8]) throws(SecretScanningError) -> [Hit] {
    var scan = GitleaksScan(configuration, GitleaksText(bytes, path: text.path, commit: text.commit))
    try scan.run()
    incomplete.formUnion(scan.incomplete)
    // A name that says what a file holds says so once, and of the file.
    return scan.hits.filter { $0.match != nil }.map {
      Hit(rule: $0.rule, range: $0.secret, secret: Array(bytes[$0.secret]), encodings: [])
    }
  }
}
