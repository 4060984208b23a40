extension ScanPass {
  /// Encodings in encodings are followed so deep: a manifest's value that is a JSON text that holds a login.
  static let maximumDepth = 3

  /// For all depths together, how many bytes may be decoded of a text of so many: time stays linear.
  static func decodingBudget(byteCount: Int) -> Int { byteCount * 2 + (64 << 10) }

  /// Adds what is found in encoded parts of the text, as candidates in the place of what is encoded.
  mutating func searchEncoded() throws(SecretScanningError) {
    guard depth < Self.maximumDepth, decodingBudget > 0 else { return }
    let decoder = bytes.withUnsafeBufferPointer { bytes in
      TextDecoder(bytes, manifestKinds: manifestKinds, isNotebook: traits.isNotebook, limit: decodingBudget)
    }
    decodingBudget -= decoder.count
    if decoder.isCutShort { progress.isDecodingCutShort = true }
    try search(decoder.configuration, unquoted: true)
    try search(decoder.hidden, unquoted: false)
    try search(decoder.escaped, unquoted: traits.hasUnquotedValues)
  }

  private mutating func search(_ text: DecodedText, unquoted: Bool) throws(SecretScanningError) {
    if text.regions.isEmpty { return }
    var pass = ScanPass(within: self, decoded: text.bytes, unquoted: unquoted)
    try pass.run()
    decodingBudget = pass.decodingBudget
    if pass.progress.isDecodingCutShort { progress.isDecodingCutShort = true }
    adopt(pass, text)
  }

  private mutating func adopt(_ pass: ScanPass, _ text: DecodedText) {
    progress.markIncomplete(pass.progress.incomplete)
    for var candidate in pass.candidates {
      guard let region = text.region(holding: candidate.range) else { continue }
      if region.encoding.hidesAll, !Self.isText(around: candidate.range, in: text.bytes, region.range) { continue }
      let secret = candidate.decoded?.secret ?? Array(text.bytes[candidate.range])
      candidate.decoded = Candidate.Decoded(
        secret: secret, encodings: (candidate.decoded?.encodings ?? []) + [region.encoding])
      candidate.range = bytes.withUnsafeBufferPointer { bytes in
        text.origin(of: candidate.range, in: region) { RunDecoding.paddedEnd(of: $0, in: bytes) }
      }
      candidates.append(candidate)
    }
  }

  /// Whether what a rule found in a decoded region stands among readable text. What is told by bytes that happen to be letters,
  /// in the middle of others that are none, is told by chance.
  static func isText(around range: Range<Int>, in bytes: [UInt8], _ region: Range<Int>) -> Bool {
    let area = bytes[max(region.lowerBound, range.lowerBound - 12)..<min(region.upperBound, range.upperBound + 12)]
    let readable = area.count { (0x20..<0x7f).contains($0) || ByteClass.whitespace.contains($0) }
    return readable * 5 >= area.count * 4
  }
}
