/// What is said around a value about its being an example.
enum Exemplification {
  private static let remarks = WordList(ignoringCase: [
    "example", "placeholder", "dummy", "fake", "not real", "not a real", "sample", "test only", "made up",
  ])
  /// What is said of a real one, too: "replace with yours" stands beside the author's.
  private static let requests = WordList(ignoringCase: [
    "replace", "change me", "changeme", "change this", "change it", "for test",
  ])
  private static let prompt = WordList(exactly: ["\n>>> ", " >>> "])
  private static let comments = ["#", "//", "<!--", "/*", "-- ", ";"]
  private static let examples = WordList(ignoringCase: [
    "example", ">>>", "code-block", "e.g.", "for instance", ".. code",
  ])

  /// Whether a comment on the line says so, or the line belongs to the documentation of code and shows how to call it.
  static func isAbout(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    saysSo(behind: range, in: bytes) || isShown(at: range.lowerBound, in: bytes)
  }

  /// `… "value"  # example, replace it`.
  private static func saysSo(behind range: Range<Int>, in bytes: [UInt8]) -> Bool {
    let end = range.upperBound
    let rest = bytes[end..<min(bytes.count, end + 160)].prefix { !ByteClass.lineEnd.contains($0) }
    guard rest.count > 8 else { return false }
    for (offset, byte) in zip(rest.indices, rest)
    where byte == UInt8(ascii: "#") || byte == UInt8(ascii: "/")
      || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ";")
    {
      guard comments.contains(where: { ASCII.has($0, at: offset, in: bytes) }),
        ByteClass.space.contains(bytes[offset - 1])
      else { continue }
      if remarks.occurs(in: rest[offset...]) { return true }
      let value = CredentialValue(bytes[range])
      return !value.isStrong && !value.isHexKey && requests.occurs(in: rest[offset...])
    }
    return false
  }

  /// In a comment that documents code, or in a docstring, behind words that announce an example.
  private static func isShown(at start: Int, in bytes: [UInt8]) -> Bool {
    let before = bytes[max(0, start - 600)..<start]
    let line = before.suffix(before.reversed().prefix { !ByteClass.lineEnd.contains($0) }.count)
    let text = line.drop { ByteClass.space.contains($0) }
    if text.starts(with: ">>> ".utf8) || text.starts(with: "... ".utf8) { return true }
    // What an interpreter answered.
    if prompt.occurs(in: before.suffix(320)) { return true }
    guard examples.occurs(in: before) else { return false }
    // A literal in reStructuredText.
    if ASCII.contains(text, ignoringCase: "``") { return true }
    if text.starts(with: "* ".utf8) || text.starts(with: "///".utf8) || text.starts(with: "//!".utf8) { return true }
    return isInDocstring(start, in: bytes)
  }

  private static let longestDocument = 65_536

  /// Whether an odd number of `"""` stands before.
  private static func isInDocstring(_ start: Int, in bytes: [UInt8]) -> Bool {
    var count = 0
    var offset = max(0, start - longestDocument)
    while offset + 2 < start {
      if bytes[offset] == UInt8(ascii: "\""), bytes[offset + 1] == UInt8(ascii: "\""),
        bytes[offset + 2] == UInt8(ascii: "\"")
      {
        count += 1
        offset += 3
      } else {
        offset += 1
      }
    }
    return count % 2 == 1
  }
}
