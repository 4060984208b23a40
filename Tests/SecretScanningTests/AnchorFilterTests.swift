import GateTestSupport
import Testing

@testable import SecretScanning

@Suite struct AnchorFilterTests {
  @Test func `what is denied, no rule finds`() throws {
    var generator = SeededGenerator(seed: 61)
    let index = try SecretScanner.everything.get().index
    let rules = try SecretScanner.everything.get().rules
    let ends: [[UInt8]] = [" ", "x", "\\n", "%41", "\\u0041", "_", ".", "\"", "é"].map { Array($0.utf8) }
    var deniedCount = 0
    for number in index.anchors.indices {
      for _ in 0..<40 {
        let front = ends.randomElement(using: &generator) ?? []
        let behind = (0..<Int.random(in: 0...90, using: &generator)).map { _ in
          let isRare = Int.random(in: 0..<60, using: &generator) == 0
          return UInt8.random(in: isRare ? 0x20..<0x7f : 0x61..<0x67, using: &generator)
        }
        let bytes = front + index.anchors[number].bytes + behind
        var hits = AnchorHits(lengths: index.lengths, limit: 1)
        hits.add(anchor: number, end: front.count + index.anchors[number].bytes.count)
        index.keepWorthAsking(&hits, in: bytes)
        if !hits.hits.isEmpty { continue }
        deniedCount += 1
        let anchor = front.count..<(front.count + index.anchors[number].bytes.count)
        for rule in index.rules(ofAnchor: number) {
          guard case .shape(let shape) = rules[rule].match else {
            Issue.record("\(rules[rule].id) has no shape")
            continue
          }
          let outcome = bytes.withView {
            Shape.match(PieceProgram(shape.pieces), behind: shape.lead, in: $0, anchor: anchor, runs: RunMemo())
          }
          if case .found = outcome { Issue.record("\(rules[rule].id) finds something") }
        }
      }
    }
    #expect(deniedCount > 1_000)
  }

  @Test func `a prefix is one only where a word begins, and where its letters follow`() throws {
    let filter = try #require(AnchorFilter([.prefixed(then: 3, of: .digits)]))
    func passes(_ text: String) throws -> Bool {
      let bytes = Array(text.utf8)
      let start = try #require(bytes.indices.first { bytes[$0...].starts(with: "sk_".utf8) })
      return bytes.withView { filter.passes(start..<(start + 3), in: $0) }
    }
    #expect(try passes("sk_123"))
    #expect(try passes(" sk_1234"))
    #expect(try passes("\\nsk_123"))
    #expect(try !passes("task_123"))
    #expect(try !passes("sk_12"))
    #expect(try !passes("sk_12a"))
  }

  @Test func `several rules are asked where one of them may match`() throws {
    let filter = try #require(
      AnchorFilter([.prefixed(then: 3, of: .digits), .around(1...2, of: .lower, then: .literal("x"), .literal("y"))]))
    #expect(Array("aKx".utf8).withView { filter.passes(1..<2, in: $0) })
    #expect(Array("aK1".utf8).withView { filter.passes(1..<2, in: $0) })
    #expect(!Array("aKy".utf8).withView { filter.passes(1..<2, in: $0) })
    #expect(!Array("aK".utf8).withView { filter.passes(1..<2, in: $0) })
  }

  @Test func `where a rule may match whatever follows, it is always asked`() {
    #expect(AnchorFilter([]) == nil)
    #expect(AnchorFilter([.special(.genericAssignment)]) == nil)
    #expect(AnchorFilter([.prefixed(.optional([.literal("x")]))]) == nil)
    #expect(AnchorFilter([.prefixed(.run(0...3, of: .digits), .literal("x"))]) == nil)
    #expect(AnchorFilter([.prefixed(.either(["a", ""]))]) == nil)
  }

  @Test func `a sign in a name is written in four ways, one at its end in three`() {
    func spellings(_ name: String) -> [String] {
      Anchor.spellings(of: [name]).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(spellings("a_b") == ["a_b", "a-b", "a.b", "ab"])
    #expect(spellings("ab_") == ["ab_", "ab-", "ab."])
    #expect(spellings("ab") == ["ab"])
  }
}
