import Testing

@testable import Reporting

@Suite struct SourceExcerptTests {
  /// The excerpt of a line in which `«…»` marks the place.
  private func excerpt(_ marked: String, width: Int = 80) -> SourceExcerpt {
    let scalars = Array(marked.unicodeScalars)
    let start = scalars.firstIndex(of: "«") ?? 0
    let end = scalars.firstIndex(of: "»") ?? 0
    let line = scalars.filter { $0 != "«" && $0 != "»" }
    return SourceExcerpt(line, marked: start..<(end - 1), width: width, symbols: Symbols(unicode: true))
  }

  @Test(arguments: [
    ("«import» os", "import os", "^^^^^^"),
    ("import «o»s", "import os", "       ^"),
    ("«»x", "x", "^"),
    ("end«»", "end", "   ^"),
    ("\tif «x»:", "    if x:", "       ^"),
    ("ab\t«x»", "ab  x", "    ^"),
    ("«\t»x", "    x", "^^^^"),
    ("漢字 «=» 1", "漢字 = 1", "     ^"),
    ("«漢»字", "漢字", "^^"),
    ("🙂👨‍👩‍👧 «x»", "🙂👨‍👩‍👧 x", "     ^"),
    ("e\u{301} «x»", "e\u{301} x", "  ^"),
    ("a\u{1b}[2J«x»", "a\\x1b[2Jx", "        ^"),
    ("a«\u{202e}»b", "a\\u{202e}b", " ^^^^^^^^"),
    ("keep   «  »  ", "keep     ", "       ^^"),
  ])
  func `the marker stands under what is marked`(line: String, text: String, marker: String) {
    let excerpt = excerpt(line)
    #expect(excerpt.text == text && excerpt.marker == marker)
  }

  @Test func `a long line is cut around the place`() {
    let filler = String(repeating: "0123456789", count: 50)
    let excerpt = excerpt(filler + "«bad»" + filler, width: 40)
    #expect(excerpt.text.count <= 40 && excerpt.text.hasPrefix("…") && excerpt.text.hasSuffix("…"))
    let marker = excerpt.marker ?? ""
    #expect(excerpt.text.dropFirst(marker.count - 3).prefix(3) == "bad")
  }

  @Test(arguments: 0..<200) func `the excerpt fits and the marker lies under it`(seed: Int) {
    let pieces = ["a", "漢", "\t", "🙂", "e\u{301}", "\u{7}", " "]
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    var scalars: [Unicode.Scalar] = []
    for _ in 0..<Int(state >> 56) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      scalars += Array(pieces[Int(state >> 40) % pieces.count].unicodeScalars)
    }
    let place = Int(state >> 33) % (scalars.count + 1)
    let excerpt = SourceExcerpt(scalars, marked: place..<(place + 1), width: 40, symbols: Symbols(unicode: true))
    let width = DisplayWidth.of(excerpt.text)
    let marker = excerpt.marker ?? ""
    #expect(width <= 40 && marker.contains("^") && marker.count <= width + 1)
  }

  @Test func `a place in a very long line costs no more than its surroundings`() {
    let line = [Unicode.Scalar](repeating: "x", count: 200_000)
    let excerpt = SourceExcerpt(line, marked: 150_000..<150_004, width: 60, symbols: Symbols(unicode: false))
    #expect(excerpt.text.count <= 60 && excerpt.marker?.hasSuffix("^^^^") == true)
  }

  @Test func `a mask tells nothing of the length`() {
    let line = Array("k=abcdefghijklmnop;".unicodeScalars)
    let excerpt = SourceExcerpt(line, marked: 2..<18, hidden: [2..<18], width: 60, symbols: Symbols(unicode: false))
    #expect(excerpt.text == "k=********;" && excerpt.marker == "  ^^^^^^^^")
  }
}
