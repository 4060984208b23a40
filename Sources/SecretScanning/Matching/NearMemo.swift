/// Whether words stand near a place, asked for one place after the other: no byte is looked at twice.
final class NearMemo {
  private let words: WordList
  /// No word begins here.
  private var clear = 0..<0
  /// Where one begins that was found last.
  private var found: Int?
  /// How often there was none.
  private var misses = 0
  /// The same for ``isSurelyAbsent(in:_:)``, whose areas are wider; made where it is worth it.
  private var ahead: NearMemo?

  /// - Parameter words: in lower case.
  convenience init(_ words: [String]) { self.init(WordList(ignoringCase: words)) }

  init(_ words: WordList) { self.words = words }

  /// Whether `bytes[area]` hold one of the words in any case; `bytes` are the same on every call, and areas come in order.
  func occurs(in bytes: ByteView, _ area: Range<Int>) -> Bool {
    if let found, area.contains(found), words.begins(bytes[found..<area.upperBound]) { return true }
    var start = area.lowerBound
    if clear.contains(start) { start = clear.upperBound }
    start = min(start, area.upperBound)
    if let place = words.firstPlace(in: bytes[start..<area.upperBound]) {
      found = place
      return true
    }
    // One that begins close to the end may have been cut off.
    let end = max(area.lowerBound, area.upperBound - words.longest)
    clear = (clear.contains(area.lowerBound) ? clear.lowerBound : area.lowerBound)..<max(end, area.lowerBound)
    misses += 1
    return false
  }

  /// So many misses make a text one of which it is worth looking further ahead.
  private static let manyMisses = 16
  /// How much further, in bytes.
  private static let stride = 512

  /// Whether none of the words is in `bytes[area]`, where that is soon said: what wants one there need not be looked for.
  func isSurelyAbsent(in bytes: ByteView, _ area: Range<Int>) -> Bool {
    guard misses >= Self.manyMisses else { return false }
    let ahead = ahead ?? NearMemo(words)
    self.ahead = ahead
    if ahead.clear.lowerBound <= area.lowerBound, area.upperBound <= ahead.clear.upperBound { return true }
    return !ahead.occurs(in: bytes, area.lowerBound..<min(bytes.endIndex, area.upperBound + Self.stride))
  }
}
