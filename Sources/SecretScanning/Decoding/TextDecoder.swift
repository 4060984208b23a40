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

  /// Decodes at most about `limit` bytes of `bytes`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isNotebook: Bool, limit: Int) {
    decodeRuns(in: bytes, limit: limit)
    for encoding in [Encoding.escapes, .percent, .entities] {
      let places = EscapedPlaces(bytes: bytes, encoding: encoding, isNotebook: isNotebook)
      if !places.decode(into: &escaped, limit: limit - count) { isCutShort = true }
    }
  }

  /// How many bytes were decoded.
  var count: Int { configuration.bytes.count + hidden.bytes.count + escaped.bytes.count }

  private mutating func decodeRuns(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) {
    var offset = 0
    for document in KubernetesSecret.documents(in: bytes) {
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
      for stretch in ReadableStretches(of: run, in: part, minimum: minimum).stretches {
        if count >= limit {
          isCutShort = true
          return
        }
        decode(stretch, of: run, in: part)
      }
    }
  }

  private mutating func decode(
    _ stretch: ReadableStretches.Stretch, of run: EncodedRun, in bytes: UnsafeBufferPointer<UInt8>
  ) {
    let decoding = RunDecoding(bytes: bytes, run: run)
    decoding.write(stretch, to: &hidden)
    guard Self.isConfiguration(hidden.open) else {
      hidden.closeRegion(stretch.encoding)
      return
    }
    hidden.discardRegion()
    decoding.write(stretch, to: &configuration)
    configuration.closeRegion(stretch.encoding)
  }

  /// Whether each line is empty, a comment or a name with a value behind it, as in a `.env` file.
  private static func isConfiguration(_ text: ArraySlice<UInt8>) -> Bool {
    var assignments = 0
    for line in text.prefix(4_096).split(separator: ASCII.newline).dropLast(text.count > 4_096 ? 1 : 0) {
      let line = line.drop(while: ByteClass.whitespace.contains)
      guard let first = line.first, first != UInt8(ascii: "#") else { continue }
      let rest = line.drop { ByteClass.dottedName.contains($0) || $0 == UInt8(ascii: " ") }
      guard rest.startIndex > line.startIndex, let sign = rest.first, ByteClass.assignmentSigns.contains(sign) else {
        return false
      }
      assignments += 1
    }
    return assignments > 0
  }
}
