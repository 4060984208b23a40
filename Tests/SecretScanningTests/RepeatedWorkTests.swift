import GateModel
import GateTestSupport
import Testing

@testable import SecretScanning

/// What is remembered, so that no byte is looked at for every anchor before it, changes no answer.
@Suite struct RepeatedWorkTests {
  @Test func `a run ends where it ends when it is walked anew`() {
    var generator = SeededGenerator(seed: 41)
    let classes: [ByteClass] = [.digits, .alphanumeric, .base64URL, .hex, .lower, .word]
    for _ in 0..<200 {
      let bytes = (0..<300).map { _ in Array("aab07Z-_. ".utf8).randomElement(using: &generator) ?? 0 }
      let memo = RunMemo()
      for _ in 0..<60 {
        let members = classes.randomElement(using: &generator) ?? .digits
        let start = Int.random(in: 0...300, using: &generator)
        let limit = Int.random(in: start...300, using: &generator)
        let expected = bytes[start..<limit].firstIndex { !members.contains($0) } ?? limit
        #expect(bytes.withView { memo.end(of: members, in: $0, from: start, limit: limit) } == expected)
      }
    }
  }

  @Test func `words are near a place where they are, whatever was asked before`() {
    var generator = SeededGenerator(seed: 42)
    let words = ["ab", "abc=", "c"]
    for _ in 0..<200 {
      let bytes = (0..<300).map { _ in Array("xxxxxxxxxxxxaAbBC=".utf8).randomElement(using: &generator) ?? 0 }
      let memo = NearMemo(words)
      var place = 0
      while place < 280 {
        let area = max(0, place - 20)..<min(300, place + 20)
        let isNear = bytes.withView { memo.occurs(in: $0, area) }
        #expect(isNear == words.contains { ASCII.contains(bytes[area], ignoringCase: $0) })
        place += Int.random(in: 0...9, using: &generator)
      }
    }
  }

  @Test func `words that are surely absent are not there, and texts without them are known for it`() {
    var generator = SeededGenerator(seed: 46)
    var count = 0
    for _ in 0..<100 {
      let bytes = (0..<4_000).map { _ in Int.random(in: 0...400, using: &generator) == 0 ? UInt8(ascii: "B") : 97 }
      let memo = NearMemo(["ab", "baa"])
      var place = 0
      while place < 3_980 {
        let area = max(0, place - 20)..<min(4_000, place + 20)
        let wide = max(0, place - 60)..<min(4_000, place + 60)
        let isThere = ["ab", "baa"].contains { ASCII.contains(bytes[wide], ignoringCase: $0) }
        if bytes.withView({ memo.isSurelyAbsent(in: $0, wide) }) {
          count += 1
          #expect(!isThere)
        }
        _ = bytes.withView { memo.occurs(in: $0, area) }
        place += Int.random(in: 0...9, using: &generator)
      }
    }
    #expect(count > 1_000)
  }

  @Test func `values that are counted through have the words that each has alone`() {
    var generator = SeededGenerator(seed: 47)
    var text: [UInt8] = []
    var values: [Range<Int>] = []
    for _ in 0..<2_000 {
      let start = text.count
      text += Array((["my-Secret", "x9y", "", "0password", "tokenTOKEN_"].randomElement(using: &generator) ?? "").utf8)
      text += Array("\(Int.random(in: 0...12_345, using: &generator))".utf8)
      if Bool.random(using: &generator) { text.append(UInt8(ascii: "z")) }
      values.append(start..<text.count)
    }
    var memo = ValueMemo()
    text.withView { text in
      for value in values {
        let present = memo.present(in: text, value)
        #expect(present == ByteClass(of: text[value]))
        guard Bool.random(using: &generator) else { continue }
        let (known, alone) = (memo.credential(in: text, value, present), CredentialValue(text[value]))
        #expect(known.words == alone.words && known.digitCount == alone.digitCount)
      }
    }
  }

  @Test func `a list of words finds what each of its words finds`() {
    var generator = SeededGenerator(seed: 43)
    let words = ["a", "ba", "bab", "cc", "=a"]
    let (folded, exact) = (WordList(ignoringCase: words), WordList(exactly: words))
    for _ in 0..<2_000 {
      let bytes = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        Array("abcABC=".utf8).randomElement(using: &generator) ?? 0
      }
      #expect(folded.occurs(in: bytes[...]) == words.contains { ASCII.contains(bytes[...], ignoringCase: $0) })
      #expect(exact.begins(bytes[...]) == words.contains { bytes.starts(with: $0.utf8) })
      #expect(folded.begins(bytes[...]) == words.contains { ASCII.startsIgnoringCase(bytes[...], with: $0) })
    }
  }

  @Test func `the classes that need no parsing are what they say`() {
    let classes: [(ByteClass, String)] = [
      (.digits, "0-9"), (.lower, "a-z"), (.upper, "A-Z"), (.letters, "a-zA-Z"), (.alphanumeric, "0-9A-Za-z"),
      (.space, " \t"), (.dottedName, "0-9A-Za-z_.-"), (.separators, "_.-"),
    ]
    for (members, text) in classes { #expect(members == ByteClass(text)) }
  }

  @Test func `a text repeats itself where it does, whatever was asked before`() {
    var generator = SeededGenerator(seed: 44)
    for _ in 0..<200 {
      var bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 % 7) }
      for _ in 0..<3 { bytes[Int.random(in: 0..<300, using: &generator)] = 99 }
      var repeated = RepeatedText()
      var start = 14
      while start < 280 {
        let area = start..<min(300, start + 20)
        let distance = Bool.random(using: &generator) ? 7 : 14
        let expected = area.allSatisfy { bytes[$0] == bytes[$0 - distance] }
        #expect(repeated.repeats(area, distance: distance, in: bytes) == expected)
        start += Int.random(in: 0...9, using: &generator)
      }
    }
  }

  @Test func `what repeats itself is judged once, with the answer of every time`() throws {
    let scanner = try SecretScanner()
    var generator = SeededGenerator(seed: 45)
    let examples = SecretRule.all.flatMap { $0.finds + $0.ignores }
      .map { $0.replacing("\u{ab}", with: "").replacing("\u{bb}", with: "") }
    for _ in 0..<20 {
      let unit = (0..<3).flatMap { _ -> [UInt8] in
        let example = Array((examples.randomElement(using: &generator) ?? "").utf8)
        return Array(example.dropLast(Int.random(in: 0...9, using: &generator))) + [0x0a]
      }
      var text = Array(repeatElement(unit, count: 1 + 40_000 / unit.count).joined())
      for _ in 0..<3 { text[Int.random(in: 0..<text.count, using: &generator)] = UInt8(ascii: "x") }
      var passes: [ScanPass] = []
      for skips in [true, false] {
        var pass = ScanPass(scanner: scanner, bytes: text, path: "a.env")
        pass.skipsRepeats = skips
        try pass.run()
        passes.append(pass)
      }
      #expect(passes[0].ranges() == passes[1].ranges())
      #expect(passes[0].progress.incomplete == passes[1].progress.incomplete)
    }
  }
}
