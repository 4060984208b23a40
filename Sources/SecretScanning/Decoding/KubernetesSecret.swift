/// Manifests of Kubernetes of which the kind is `Secret`: every value of their `data` is base64
/// (kubernetes.io/docs/concepts/configuration/secret).
enum KubernetesSecret {
  /// In them a short run is a value, too: eight bytes of password have twelve letters, one of them `=`.
  static let minimumRunLength = 10

  /// The word that tells them.
  static let anchor: Anchor = "Secret"
  private static let kind = Array("kind".utf8)
  /// On either side of the word.
  private static let maximumReach = 1 << 20

  /// Where such documents are, in order; none overlaps another.
  ///
  /// - Parameter kinds: where the word is the kind (``isKind(_:at:)``), in order.
  static func documents(in bytes: UnsafeBufferPointer<UInt8>, kinds: [Int]) -> [Range<Int>] {
    var documents: [Range<Int>] = []
    for kind in kinds where kind >= documents.last?.upperBound ?? 0 {
      let start = max(documents.last?.upperBound ?? 0, kind - maximumReach)
      documents.append(bounds(around: kind, in: bytes, from: start))
    }
    return documents
  }

  /// Whether the word that begins at `word` is that of `kind: Secret`, with or without quotes, and nothing behind it belongs to
  /// it.
  static func isKind(_ bytes: [UInt8], at word: Int) -> Bool {
    let end = word + anchor.bytes.count
    if end < bytes.count, ByteClass.dottedName.contains(bytes[end]) { return false }
    var offset = word
    while offset > 0, word - offset < 8, ByteClass.nameJoint.contains(bytes[offset - 1]) { offset -= 1 }
    guard offset < word, offset >= kind.count else { return false }
    return bytes[(offset - kind.count)..<offset].elementsEqual(kind)
  }

  /// Up to the lines `---` on either side.
  private static func bounds(
    around word: Int, in bytes: UnsafeBufferPointer<UInt8>, from floor: Int
  ) -> Range<Int> {
    func isSeparator(_ newline: Int) -> Bool {
      newline + 3 < bytes.count && bytes[newline] == ASCII.newline
        && bytes[(newline + 1)...(newline + 3)].allSatisfy { $0 == UInt8(ascii: "-") }
    }
    var start = word
    while start > floor, !isSeparator(start - 1) { start -= 1 }
    var end = word
    let limit = min(bytes.count, word + maximumReach)
    while end < limit, !isSeparator(end) { end += 1 }
    return start..<end
  }
}
