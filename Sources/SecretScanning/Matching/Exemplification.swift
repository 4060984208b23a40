/// What is said around a value about its being an example; asked for one value after the other, no byte is looked at for each.
final class Exemplification {
  private static let remarks = WordList(ignoringCase: [
    "example", "placeholder", "dummy", "fake", "not real", "not a real", "sample", "test only", "made up",
  ])
  /// What is said of a real one, too: "replace with yours" stands beside the author's.
  private static let requests = WordList(ignoringCase: [
    "replace", "change me", "changeme", "change this", "change it", "for test",
  ])

  private static let prompts = WordList(ignoringCase: ["\n>>> ", " >>> "])
  private static let examples = WordList(ignoringCase: [
    "example", ">>>", "code-block", "e.g.", "for instance", ".. code",
  ])
  private static let literalMarks = WordList(ignoringCase: ["``"])

  private let prompt = NearMemo(prompts)
  private let example = NearMemo(examples)
  private let literalMark = NearMemo(literalMarks)
  private let quotes = TripleQuotes()
  /// Where the line begins of the last place that was asked for, or how far back it was looked for.
  private var line = 0..<0

  /// Whether a comment on the line says so, or the line belongs to the documentation of code and shows how to call it; `bytes`
  /// are the same on every call.
  func isAbout(_ range: Range<Int>, in bytes: ByteView) -> Bool {
    Self.saysSo(behind: range, in: bytes) || isShown(at: range.lowerBound, in: bytes)
  }

  /// `… "value"  # example, replace it`.
  private static func saysSo(behind range: Range<Int>, in bytes: ByteView) -> Bool {
    let end = range.upperBound
    let rest = bytes[end..<min(bytes.count, end + 160)].prefix { !ByteClass.lineEnd.contains($0) }
    guard rest.count > 8 else { return false }
    for offset in rest.indices where isComment(at: offset, in: bytes) && ByteClass.space.contains(bytes[offset - 1]) {
      let comment = rest[offset..<rest.endIndex]
      if remarks.occurs(in: comment) { return true }
      let value = CredentialValue(bytes[range])
      return !value.isStrong && !value.isHexKey && requests.occurs(in: comment)
    }
    return false
  }

  private static func isComment(at offset: Int, in bytes: ByteView) -> Bool {
    switch bytes[offset] {
    case UInt8(ascii: "#"), UInt8(ascii: ";"): true
    case UInt8(ascii: "/"): ASCII.has("//", at: offset, in: bytes) || ASCII.has("/*", at: offset, in: bytes)
    case UInt8(ascii: "<"): ASCII.has("<!--", at: offset, in: bytes)
    case UInt8(ascii: "-"): ASCII.has("-- ", at: offset, in: bytes)
    default: false
    }
  }

  private static let reach = 600

  /// In a comment that documents code, or in a docstring, behind words that announce an example.
  private func isShown(at start: Int, in bytes: ByteView) -> Bool {
    // What an interpreter answered.
    if prompt.occurs(in: bytes, max(0, start - 320)..<start) { return true }
    let lineStart = max(0, start - Self.reach, self.lineStart(before: start, in: bytes))
    let text = bytes[lineStart..<start].drop { ByteClass.space.contains($0) }
    if text.starts(with: ">>> ".utf8) || text.starts(with: "... ".utf8) { return true }
    guard example.occurs(in: bytes, max(0, start - Self.reach)..<start) else { return false }
    // A literal in reStructuredText.
    if literalMark.occurs(in: bytes, text.startIndex..<text.endIndex) { return true }
    if text.starts(with: "* ".utf8) || text.starts(with: "///".utf8) || text.starts(with: "//!".utf8) { return true }
    return quotes.isInside(start, in: bytes)
  }

  /// Where the line begins that holds the byte before `start`, where that is within ``reach``; somewhere before it otherwise.
  private func lineStart(before start: Int, in bytes: ByteView) -> Int {
    var offset = start
    // Between the last place and this one the line may have ended.
    let floor = line.upperBound <= start ? max(line.upperBound, start - Self.reach) : max(0, start - Self.reach)
    while offset > floor, !ByteClass.lineEnd.contains(bytes[offset - 1]) { offset -= 1 }
    if offset == line.upperBound, offset == floor { offset = line.lowerBound }
    line = offset..<start
    return offset
  }
}
