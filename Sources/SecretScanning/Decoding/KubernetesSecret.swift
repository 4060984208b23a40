#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Manifests of Kubernetes of which the kind is `Secret`: every value of their `data` is base64
/// (kubernetes.io/docs/concepts/configuration/secret).
enum KubernetesSecret {
  /// In them a short run is a value, too: eight bytes of password have twelve letters, one of them `=`.
  static let minimumRunLength = 10

  private static let word = Array("Secret".utf8)
  private static let kind = Array("kind".utf8)
  /// On either side of the word.
  private static let maximumReach = 1 << 20

  /// Where such documents are, in order; none overlaps another.
  static func documents(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var documents: [Range<Int>] = []
    var offset = 0
    while let found = next(in: bytes, from: offset) {
      offset = found + word.count
      if found < documents.last?.upperBound ?? 0 || !isKind(bytes, before: found) { continue }
      let start = max(documents.last?.upperBound ?? 0, found - maximumReach)
      documents.append(bounds(around: found, in: bytes, from: start))
    }
    return documents
  }

  private static func next(in bytes: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var offset = offset
    while offset < bytes.count, let found = memchr(base + offset, CInt(word[0]), bytes.count - offset) {
      let start = UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
      if bytes[start...].starts(with: word) { return start }
      offset = start + 1
    }
    return nil
  }

  /// `kind: Secret`, with or without quotes, and nothing behind it that belongs to the word.
  private static func isKind(_ bytes: UnsafeBufferPointer<UInt8>, before word: Int) -> Bool {
    let end = word + Self.word.count
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
