import Testing

@testable import SecretScanning

@Suite struct AnchorEngineTests {
  /// The slow and certain way.
  private struct NaiveEngine {
    let anchors: [Anchor]

    func hits(in bytes: [UInt8]) -> [AnchorHit] {
      var hits: [AnchorHit] = []
      for (number, anchor) in anchors.enumerated() where bytes.count >= anchor.bytes.count {
        for start in 0...(bytes.count - anchor.bytes.count) {
          let text = bytes[start..<(start + anchor.bytes.count)]
          let matches =
            anchor.ignoresCase ? text.map(ASCII.lowercased) == anchor.bytes : text.elementsEqual(anchor.bytes)
          if matches { hits.append(AnchorHit(start: UInt32(start), anchor: UInt16(number))) }
        }
      }
      return hits.sorted()
    }
  }

  private func hits(_ engine: any AnchorEngine, _ anchors: [Anchor], in bytes: [UInt8], limit: Int = .max) throws
    -> AnchorHits
  {
    var hits = AnchorHits(anchors: anchors, limit: limit)
    let result: Result<AnchorHits, SecretScanningError> = bytes.withUnsafeBufferPointer { buffer in
      var collected = hits
      do throws(SecretScanningError) {
        try engine.scan(buffer, into: &collected)
        return .success(collected)
      } catch {
        return .failure(error)
      }
    }
    hits = try result.get()
    hits.sort()
    return hits
  }

  private func expectAgreement(on anchors: [Anchor], in texts: [[UInt8]]) throws {
    let portable = PortableAnchorEngine(anchors: anchors)
    let fast = VectorscanAnchorEngine(anchors: anchors)
    let naive = NaiveEngine(anchors: anchors)
    for text in texts {
      let expected = naive.hits(in: text)
      #expect(try hits(portable, anchors, in: text).hits == expected)
      if let fast { #expect(try hits(fast, anchors, in: text).hits == expected) }
    }
  }

  @Test func `both engines agree on random texts over a small alphabet`() throws {
    var generator = SeededGenerator(seed: 11)
    let letters = Array("abAB_-".utf8)
    for _ in 0..<40 {
      var anchors: Set<Anchor> = []
      for _ in 0..<12 {
        let text = String(
          decoding: (0..<Int.random(in: 1...5, using: &generator)).map { _ in
            letters.randomElement(using: &generator) ?? 0
          }, as: UTF8.self)
        anchors.insert(Bool.random(using: &generator) ? Anchor(text) : .ignoringCase(text))
      }
      let texts = (0..<6).map { _ in
        (0..<Int.random(in: 0...300, using: &generator)).map { _ in letters.randomElement(using: &generator) ?? 0 }
      }
      try expectAgreement(on: Array(anchors), in: texts)
    }
  }

  @Test func `both engines agree on the rules' own anchors`() throws {
    let anchors = AnchorIndex(rules: SecretRule.all).anchors
    var generator = SeededGenerator(seed: 12)
    let pieces = anchors.map(\.bytes)
    let texts: [[UInt8]] = (0..<12).map { _ in
      (0..<60).flatMap { _ -> [UInt8] in
        var piece = pieces.randomElement(using: &generator) ?? []
        switch Int.random(in: 0...4, using: &generator) {
        case 0: piece = piece.map { (0x61...0x7a).contains($0) ? $0 - 32 : $0 }
        case 1: piece.removeLast()
        case 2: piece = Array(piece.dropFirst())
        case 3: piece += (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        default: break
        }
        return piece
      }
    }
    try expectAgreement(on: anchors, in: texts)
  }

  @Test func `both engines agree on adversarial texts`() throws {
    let anchors: [Anchor] = [
      "a", "aa", "aaa", "aaaa", .ignoringCase("aa"), "ab", "ba", .ignoringCase("k"), "\u{212a}", "://",
    ]
    let texts: [[UInt8]] = [
      [], Array(repeating: 0x61, count: 500), Array(repeating: 0x41, count: 100), Array(repeating: 0, count: 100),
      Array("aAaAaAbBaBKk\u{212a}\u{0}://".utf8), Array(0...255) + Array(0...255), [0x61], Array(":/://::///".utf8),
    ]
    try expectAgreement(on: anchors, in: texts)
  }

  @Test func `hits beyond the limit are dropped and told`() throws {
    let anchors: [Anchor] = ["aa", "b"]
    let found = try hits(PortableAnchorEngine(anchors: anchors), anchors, in: Array("aaaaaab".utf8), limit: 3)
    #expect(found.hits.map(\.start) == [0, 1, 2, 6])
    #expect(found.exceeded == [0])
  }

  @Test func `the adaptive engine gives the same hits before and after its change`() throws {
    let anchors: [Anchor] = ["needle", .ignoringCase("hay")]
    let engine = AdaptiveAnchorEngine(anchors: anchors)
    let small = Array("HAYneedlehay".utf8)
    let large = Array(repeating: UInt8(ascii: "."), count: AdaptiveAnchorEngine.threshold) + small
    let before = try hits(engine, anchors, in: small).hits
    let during = try hits(engine, anchors, in: large).hits
    let after = try hits(engine, anchors, in: small).hits
    #expect(before.count == 3 && before == after)
    #expect(during.map { $0.start - UInt32(AdaptiveAnchorEngine.threshold) } == before.map(\.start))
  }

  @Test func `the library says what it is, or why it is not there`() {
    #expect(!VectorscanAnchorEngine.status.isEmpty)
  }
}
