import GateModel
import GateTestSupport
import Testing

@testable import SecretScanning

/// What makes dense texts quick to judge answers as what is obvious and slow.
@Suite struct DenseTextTests {
  @Test func `a set that is written as two numbers has the bytes that its comment says`() {
    let sets: [(ByteClass, String)] = [
      (.hex, "0-9a-f"), (.anyCaseHex, "0-9a-fA-F"), (.lowerAlphanumeric, "0-9a-z"), (.upperAlphanumeric, "0-9A-Z"),
      (.word, "0-9A-Za-z_"), (.base64URL, "0-9A-Za-z_-"), (.base64, "0-9A-Za-z+/"), (.anyBase64, "0-9A-Za-z+/=_-"),
      (.base32, "A-Z2-7"), (.whitespace, " \t\r\n"), (.paddedBase64, "0-9A-Za-z+/="), (.printable, "!-~"),
      (.alternative, "|?o=!"), (.behindName, " \t\r\n\"'`]\\)*:=?|<>,;({["), (.nameClosing, "\"'`] \t\\)*"),
      (.literalEnd, "\r\n,;)}]#/.\\`\"'>"), (.parameterEnd, " \t\r\n\"'`&<>#;,)|\\"), (.numeric, "0-9.,:/ -"),
      (.typeName, "0-9A-Za-z_&<>?. "), (.wrapperName, "0-9A-Za-z_.[]:@-"), (.locatorEnd, " \t\r\n\"'`<>\0"),
      (.quotation, " \t\r\n\"'`,;#*>|.&-"), (.expansionEnd, "} \t\r\n\"'`$\\"), (.hexAndHyphen, "0-9a-fA-F-"),
      (.jsonScalar, "0-9a-zE+.-"), (.hostEnd, "/\"'` \t\r\n?,;)"), (.lineJoint, " \t\r\"'`,;#*>|&"),
    ]
    for (set, members) in sets { #expect(set == ByteClass(members), "\(members)") }
  }

  @Test func `a word ends with one of a list when it ends with one of its texts`() {
    var generator = SeededGenerator(seed: 51)
    let texts = ["ab", "bab", "abc", "-b"]
    let list = EndList(texts)
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...5, using: &generator)
      let word = (0..<count).map { _ in Array("aAbBcC-".utf8).randomElement(using: &generator) ?? 0 }
      let lowered = word.map(ASCII.lowercased)
      let expected = texts.contains {
        lowered.count >= $0.utf8.count && lowered.suffix($0.utf8.count) == Array($0.utf8)[...]
      }
      #expect(word.withView { list.ends($0) } == expected, "\(word)")
    }
  }

  @Test func `where a format is said to begin nowhere it begins nowhere`() {
    var generator = SeededGenerator(seed: 52)
    let formats: [[Piece]] = [
      [.run(2...100, of: .lower), .literal("."), .run(1...3, of: .digits)], [.run(3...5, of: .lower), .literal("-")],
      [.run(1...70, of: .base64URL), .optional([.literal(".x")]), .either(["!", "a."])],
      [.literal("a"), .run(2, of: .lower)],
    ]
    var (clearCount, foundCount) = (0, 0)
    for round in 0..<800 {
      let letters = Array((round % 2 == 0 ? "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab.-1x!" : "abx.-1!").utf8)
      let bytes = (0..<300).map { _ in letters.randomElement(using: &generator) ?? 0 }
      let program = PieceProgram(formats[round % formats.count])
      func outcome(from start: Int) -> PieceProgram.Outcome {
        bytes.withView { program.match(in: $0, from: start, runs: RunMemo()) }
      }
      for start in 0..<bytes.count {
        guard case .nothing(let clear) = outcome(from: start) else {
          foundCount += 1
          continue
        }
        guard clear > start else { continue }
        clearCount += 1
        for other in start...min(clear, bytes.count) {
          if case .ends = outcome(from: other) { Issue.record("\(other) of \(start)...\(clear)") }
        }
      }
    }
    #expect(clearCount > 1_000 && foundCount > 1_000)
  }

  @Test func `a word has the kinds of the parts that make it up`() {
    let vocabulary = Vocabulary([
      ("key value pass", .known), ("secret", [.known, .credential]), ("dummy", [.known, .dummy]),
    ])
    func kinds(_ word: String) -> Vocabulary.Kinds { Array(word.utf8).withView { vocabulary.kinds(of: $0) } }
    #expect(kinds("Secret") == [.known, .credential])
    #expect(kinds("mysecretkey") == [.known, .credential])
    #expect(kinds("DUMMYvalue") == [.known, .dummy])
    #expect(kinds("secretdbkey") == [.known, .credential])
    #expect(kinds("secretive") == [])
    #expect(kinds("ke") == [])
    #expect(kinds(String(repeating: "key", count: 16)) == .known)
    #expect(kinds(String(repeating: "key", count: 17)) == [])
  }

  @Test func `what is remembered of a name is what it says`() {
    let names = [
      "password", "secret", "passwordField", "client_secret", "PASSWORD_PROD", "tokens", "token", "csrfToken",
    ]
    let text = Array((names + names + names.reversed()).joined(separator: " ").utf8)
    text.withView { bytes in
      var memo = NameFactsMemo()
      for name in bytes.split(separator: UInt8(ascii: " ")) {
        for tailStart in [name.startIndex + 1, name.endIndex] {
          let (range, tail) = (name.startIndex..<name.endIndex, tailStart..<name.endIndex)
          let kept = memo.facts(of: range, tail: tail, in: bytes)
          let anew = CredentialName.with(name, tail: bytes[tail]) { NameFacts($0) }
          #expect(kept == anew)
        }
      }
    }
  }

  @Test func `a place is in a docstring when an odd number of three quotes stands before, near enough`() {
    var generator = SeededGenerator(seed: 53)
    for reach in [40, 65_536] {
      for _ in 0..<300 {
        let bytes = (0..<200).map { _ in Array("\"\"\"a".utf8).randomElement(using: &generator) ?? 0 }
        let quotes = TripleQuotes(reach: reach)
        for _ in 0..<20 {
          let start = Int.random(in: 0...200, using: &generator)
          var (count, offset) = (0, max(0, start - reach))
          while offset + 2 < start {
            let isThree = bytes[offset..<(offset + 3)].elementsEqual("\"\"\"".utf8)
            count += isThree ? 1 : 0
            offset += isThree ? 3 : 1
          }
          #expect(bytes.withView { quotes.isInside(start, in: $0) } == (count % 2 == 1), "\(start)")
        }
      }
    }
  }

  @Test func `whether a value is shown is the same whatever was asked before`() {
    var generator = SeededGenerator(seed: 54)
    let pieces = [
      "\n", "\n", "e.g. ", "token = ", "\"\"\"", ">>> ", "``", "  # example x", "* ", "/// ", "some words ", "    ",
    ]
    for _ in 0..<200 {
      let text = (0..<120).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let bytes = Array(text.utf8)
      let asked = Exemplification()
      var start = 0
      while start + 8 < bytes.count {
        let range = start..<(start + 8)
        bytes.withView { bytes in
          #expect(asked.isAbout(range, in: bytes) == Exemplification().isAbout(range, in: bytes))
        }
        start += Int.random(in: 0...60, using: &generator)
      }
    }
  }
}
