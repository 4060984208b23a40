/// Decodes whatever of a text is encoded.
struct TextDecoder {
  /// Base64 and hexadecimal that say what a configuration file says: values without quotes are literals.
  private(set) var configuration = DecodedText()
  /// The rest of base64 and hexadecimal.
  private(set) var hidden = DecodedText()
  /// Escapes of any kind: the text around them is that of the file.
  private(set) var escaped = DecodedText()
  /// Whether the limit left something out.
  private(set) var isCutShort = false

  /// Decodes at most about `limit` bytes of `bytes`, in which ``KubernetesSecret`` is told at `manifestKinds`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, manifestKinds: [Int], isNotebook: Bool, limit: Int) {
    decodeRuns(in: bytes, manifestKinds: manifestKinds, limit: limit)
    for encoding in [Encoding.escapes, .percent, .entities] {
      let places = EscapedPlaces(bytes: bytes, encoding: encoding, isNotebook: isNotebook)
      if !places.decode(into: &escaped, limit: limit - count) { isCutShort = true }
    }
  }

  /// How many bytes were decoded.
  var count: Int { configuration.bytes.count + hidden.bytes.count + escaped.bytes.count }

  private mutating func decodeRuns(in bytes: UnsafeBufferPointer<UInt8>, manifestKinds: [Int], limit: Int) {
    var offset = 0
    for document in KubernetesSecret.documents(in: bytes, kinds: manifestKinds) {
      decodeRuns(in: bytes, from: offset, upTo: document.lowerBound, shortest: EncodedRun.minimumLength, limit)
      decodeRuns(
        in: bytes, from: document.lowerBound, upTo: document.upperBound, shortest: KubernetesSecret.minimumRunLength,
        limit)
      offset = document.upperBound
    }
    decodeRuns(in: bytes, from: offset, upTo: bytes.count, shortest: EncodedRun.minimumLength, limit)
  }

  private mutating func decodeRuns(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int, upTo end: Int, shortest: Int, _ limit: Int
  ) {
    let part = UnsafeBufferPointer(rebasing: bytes[..<end])
    var offset = start
    while let run = EncodedRun.next(in: part, from: offset, minimum: shortest) {
      offset = run.upperBound
      // A short one must be text from end to end.
      let minimum = min(ReadableStretches.minimumBase64, run.letterCount)
      run.withLetters(in: part) { letters in
        for stretch in ReadableStretches.find(in: letters, minimum: minimum) {
          if count < limit {
            decode(stretch, by: RunDecoding(bytes: part, run: run, letters: letters))
          } else {
            isCutShort = true
          }
        }
      }
      if isCutShort { return }
    }
  }

  private mutating func decode(_ stretch: ReadableStretches.Stretch, by decoding: RunDecoding) {
    let source = decoding.write(stretch, to: &hidden)
    if Self.isConfiguration(hidden.open) {
      configuration.append(hidden.open)
      configuration.closeRegion(stretch.encoding, source)
      hidden.discardRegion()
    } else {
      hidden.closeRegion(stretch.encoding, source)
    }
  }

  /// Whether each line is empty, a comment or a name with a value behind it, as in a `.env` file.
  private static func isConfiguration(_ text: ArraySlice<UInt8>) -> Bool {
    let sample = text.prefix(4_096)
    var assignments = 0
    var offset = sample.startIndex
    while offset < sample.endIndex {
      while offset < sample.endIndex, ByteClass.whitespace.contains(sample[offset]) { offset += 1 }
      let start = offset
      while offset < sample.endIndex, ByteClass.dottedName.contains(sample[offset]) || sample[offset] == 0x20 {
        offset += 1
      }
      // Beyond the sample anything may follow.
      guard offset < sample.endIndex else { return assignments > 0 && (start == offset || text.count > sample.count) }
      if sample[offset] != UInt8(ascii: "#") || offset > start {
        guard offset > start, ByteClass.assignmentSigns.contains(sample[offset]) else { return false }
        assignments += 1
      }
      while offset < sample.endIndex, sample[offset] != ASCII.newline { offset += 1 }
    }
    return assignments > 0
  }
}
