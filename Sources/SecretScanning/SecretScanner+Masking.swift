package import GateModel

extension SecretScanner {
  /// `bytes` with a dot in the place of every character of every secret, so that lines and columns stay; `nil` where there is
  /// none. What a comment allows is hidden as well: it is allowed in the repository, not in a log.
  ///
  /// - Parameter path: decides how values without quotes are read.
  /// - Throws: `SecretScanningError` if nothing can be said about the content.
  package func masked(
    _ bytes: [UInt8], path: RepositoryPath
  ) throws(SecretScanningError) -> [UInt8]? {
    guard bytes.count < Int(UInt32.max) else { throw .tooLarge(byteCount: bytes.count) }
    let text = TextEncoding.normalized(bytes)
    guard text.count < Int(UInt32.max) else { throw .tooLarge(byteCount: text.count) }
    var pass = ScanPass(scanner: self, bytes: text, path: path)
    try pass.run()
    let ranges = Self.withRepetitions(pass.ranges(), in: text)
    if ranges.isEmpty { return nil }
    var masked: [UInt8] = []
    var copied = 0
    for range in ranges {
      masked += text[copied..<range.lowerBound]
      for byte in text[range] { masked += Self.mask(of: byte) }
      copied = range.upperBound
    }
    return masked + text[copied...]
  }

  /// `ranges` with those ahead of them that hold the same as the user of a URL, in order: users are called like their passwords.
  private static func withRepetitions(_ ranges: [Range<Int>], in text: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      let start = range.lowerBound - 1 - range.count
      if start >= (result.last?.upperBound ?? 0), text[range.lowerBound - 1] == UInt8(ascii: ":"),
        text[start..<(range.lowerBound - 1)].elementsEqual(text[range])
      {
        result.append(start..<(range.lowerBound - 1))
      }
      result.append(range)
    }
    return result
  }

  /// What stands for a byte of a secret: a line end for itself, nothing for the further bytes of a character.
  private static func mask(of byte: UInt8) -> [UInt8] {
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { return [byte] }
    return byte & 0xc0 == 0x80 ? [] : Array("•".utf8)
  }
}
