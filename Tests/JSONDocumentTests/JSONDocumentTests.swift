import DocumentTree
import Foundation
import GateModel
import Testing

/// The node that `text` holds, or the error as `line:column: message`.
private func parse(_ text: String) -> Result<DocumentNode, DocumentError> {
  Result { () throws(DocumentError) in try JSONDocument.parse(Array(text.utf8)) }
}

private func failure(_ text: String) -> String? { failure(Array(text.utf8)) }

private func failure(_ bytes: [UInt8]) -> String? {
  do throws(DocumentError) {
    _ = try JSONDocument.parse(bytes)
    return nil
  } catch {
    return "\(error.position.line):\(error.position.column): \(error.message)"
  }
}

@Suite struct JSONDocumentTests {
  @Test func `nodes remember where they start and end`() throws {
    let node = try JSONDocument.parse(Array("{\n  \"é\": [1, \"ü\"],\r\n  \"b\": null }\n".utf8))
    #expect(node.start == SourcePosition(line: 1, column: 1))
    #expect(node.end == SourcePosition(line: 3, column: 14))
    guard case .mapping(let entries) = node.content, case .sequence(let elements) = entries[0].value.content else {
      Issue.record("not an object with an array")
      return
    }
    #expect(entries[0].key.start == SourcePosition(line: 2, column: 3))
    #expect(entries[0].key.end == SourcePosition(line: 2, column: 6))
    #expect(elements[1].start == SourcePosition(line: 2, column: 12))
    #expect(elements[1].end == SourcePosition(line: 2, column: 15))
    #expect(entries[1].value.start == SourcePosition(line: 3, column: 8))
    #expect(entries[1].value.content == .plain("null"))
  }

  @Test func `order and duplicate keys are kept`() throws {
    let node = try JSONDocument.parse(Array(#"{"b":1,"a":2,"b":3}"#.utf8))
    guard case .mapping(let entries) = node.content else {
      Issue.record("not an object")
      return
    }
    #expect(entries.map(\.key.content) == [.string("b"), .string("a"), .string("b")])
    #expect(entries.map(\.value.content) == [.plain("1"), .plain("2"), .plain("3")])
  }

  @Test(arguments: [
    ("\"a\"", "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""é\u00e9\u00E9""#, "éé\u{E9}"),
    (#""\ud83d\ude00!""#, "😀!"), (#""\u0000""#, "\0"), ("\"\u{2028}\u{7F}\"", "\u{2028}\u{7F}"), ("\"\"", ""),
    (#""\uFFFF""#, "\u{FFFF}"),
  ])
  func `escapes are resolved`(text: String, value: String) throws {
    #expect(try parse(text).get().content == .string(value))
  }

  @Test(arguments: ["0", "-0", "12", "-1.50", "1e5", "1E-05", "1.0e+2", "true", "false", "null"])
  func `bare scalars stay as written`(text: String) throws {
    #expect(try parse(" \(text)\n").get().content == .plain(text))
  }

  @Test(arguments: [
    ("", "1:1: expected a value, found the end of the file"),
    (" \n ", "2:2: expected a value, found the end of the file"),
    ("{\"a\": 1 \"b\": 2}", "1:9: expected `,` or `}` after a member, found `\"`"),
    ("[1\n2]", "2:1: expected `,` or `]` after an element, found `2`"),
    ("{\"a\": 1,}", "1:8: trailing comma before `}`; JSON allows none"),
    ("[1,\n 2,\n]", "2:3: trailing comma before `]`; JSON allows none"),
    ("{,}", "1:2: expected a key in double quotes, found `,`"),
    ("[,]", "1:2: expected a value, found `,`"),
    ("{a: 1}", "1:2: expected a key in double quotes, found `a`"),
    ("{'a': 1}", "1:2: expected a key in double quotes, found `'`; JSON strings take double quotes"),
    ("{\"a\" 1}", "1:6: expected `:` after a key, found `1`"),
    ("{\"a\": }", "1:7: expected a value, found `}`"),
    ("[1] x", "1:5: expected the end of the file after the value, found `x`"),
    ("// c\n1", "1:1: expected a value, found `/`; JSON has no comments"),
    ("[\"a", "1:2: the string that starts here does not end"),
    ("[\"a\nb\"]", "1:4: the string does not end on its line; a line break is written `\\n`"),
    ("\"a\tb\"", "1:3: control character U+0009 in a string; write `\\u0009`"),
    ("\"\\x\"", "1:2: `\\x` is no escape of JSON"), ("\"\\u12\"", "1:2: `\\u` takes four hexadecimal digits"),
    ("\"\\ud83d\"", "1:2: `\\uD83D` is half of a surrogate pair"),
    ("\"a\\udE00\"", "1:3: `\\uDE00` is half of a surrogate pair"),
    ("\"\\ud83d\\u0041\"", "1:2: `\\uD83D` is half of a surrogate pair"),
    ("[01]", "1:3: a number must not start with `0`"),
    ("-", "1:2: expected a digit after `-`, found the end of the file"),
    ("1.", "1:3: expected a digit after the decimal point, found the end of the file"),
    ("1e+", "1:4: expected a digit after the exponent's `e`, found the end of the file"),
    ("+1", "1:1: expected a value, found `+`"), (".5", "1:1: expected a value, found `.`"),
    ("NaN", "1:1: expected a value, found `NaN`"), ("True", "1:1: expected a value, found `True`"),
    ("12x", "1:3: unexpected `x` after a number"),
    ("{", "1:2: expected a key in double quotes, found the end of the file"),
    ("\u{FEFF}1", "1:1: the text starts with a byte order mark, which JSON does not allow"),
    ("[\u{1}]", "1:2: expected a value, found control character U+0001"), ("[é]", "1:2: expected a value, found `é`"),
  ])
  func `what is wrong is said at its place`(text: String, message: String) {
    #expect(failure(text) == message)
  }

  @Test(arguments: ["truex", "nul", "true1", "tru", "nulls"])
  func `a word that only begins like a value is none`(text: String) {
    #expect(failure(text) != nil)
  }

  @Test(
    arguments: [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xE2, 0x82, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
      [0x22, 0xF5, 0x80, 0x80, 0x80, 0x22],
    ] as [[UInt8]])
  func `invalid UTF-8 is named at its first byte`(bytes: [UInt8]) {
    #expect(failure([0x0A] + bytes) == "2:2: the text is not valid UTF-8")
  }

  @Test func `depth is bounded`() {
    let deep = { (depth: Int) in String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect(failure(deep(200)) == nil)
    #expect(failure(deep(201)) == "1:201: more than 200 arrays and objects inside each other")
    #expect(failure(String(repeating: "{\"a\":", count: 100_000)) != nil)
  }

  @Test func `a long line costs no more than many short ones`() throws {
    let text = "[" + (0..<60_000).map { "\"\($0)\"" }.joined(separator: ",") + "]"
    let node = try JSONDocument.parse(Array(text.utf8))
    #expect(node.end == SourcePosition(line: 1, column: text.utf8.count + 1))
  }
}

/// Foundation's parser is the oracle for what is JSON.
@Suite struct JSONFuzzTests {
  private static let seeds = [
    #"{"flags":{"a":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"on"}}}"#,
    #"[1,-2.5e10,"\u00e9\ud83d\ude00",null,{"":[]},[[]],true]"#,
  ]

  @Test(arguments: 0..<8) func `mutated texts are judged as Foundation judges them`(seed: Int) {
    var random = SplitMix(state: UInt64(seed))
    for _ in 0..<400 {
      var bytes = Array(Self.seeds[Int(random.next() % 2)].utf8)
      for _ in 0...random.next() % 3 {
        let place = Int(random.next() % UInt64(bytes.count))
        let byte = Array("{}[]\",:\\u0e-.1 tn/'".utf8).randomElement(using: &random) ?? 0
        switch random.next() % 3 {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      let isJSON = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
      let failure = failure(bytes)
      // Foundation takes a trailing comma; RFC 8259 does not.
      if let failure, failure.contains("trailing comma") { continue }
      #expect((failure == nil) == isJSON, "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  @Test(arguments: 0..<4) func `noise never crashes and errors lie inside the text`(seed: Int) {
    var random = SplitMix(state: UInt64(seed) &+ 99)
    for _ in 0..<500 {
      let bytes = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      do throws(DocumentError) {
        _ = try JSONDocument.parse(bytes)
      } catch {
        #expect(error.position.line >= 1 && error.position.line <= bytes.count { $0 == 10 } + 1)
        #expect(error.position.column >= 1 && error.position.column <= bytes.count + 1)
      }
    }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
