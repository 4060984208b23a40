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
        #expect(memo.end(of: members, in: bytes, from: start, limit: limit) == expected)
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
        #expect(memo.occurs(in: bytes, area) == words.contains { ASCII.contains(bytes[area], ignoringCase: $0) })
        place += Int.random(in: 0...9, using: &generator)
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
}
