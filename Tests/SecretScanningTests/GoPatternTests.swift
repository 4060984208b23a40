import Testing

@testable import SecretScanning

@Suite struct GoPatternTests {
  /// What RE2's documentation says of each, and `regexp` of Go 1.23 does.
  @Test(
    arguments: [
      ("a$", "a\n", []), ("(?m)a$", "a\nb", ["a"]), ("a\\z", "xa", ["a"]), ("(?m)^", "a\nb\n", ["", "", ""]),
      ("(?P<n>a)(?P<n2>b)", "ab", ["ab"]), ("(?<n>a)", "a", ["a"]), ("a(?i)b|c", "aB C", ["aB", "C"]),
      ("(?i:a)b", "Ab AB", ["Ab"]), ("\\Qa.b[\\E+", "a.b[[", ["a.b[["]), ("\\Qa.b", "a.b axb", ["a.b"]),
      ("\\pL+", "aé1", ["aé"]), ("\\p{Greek}", "aβ", ["β"]), ("\\PL", "a1", ["1"]), ("[[:word:]]+", "a_1-", ["a_1"]),
      ("[[:^alpha:]]", "a1", ["1"]), ("\\s", "\u{b} ", [" "]), ("[\\s]", "\u{b} ", [" "]), ("[^\\S]", "\u{b} ", [" "]),
      ("\\v", "\n\u{b}", ["\u{b}"]), ("a{,2}", "a{,2}aa", ["a{,2}"]), ("a{2", "a{2", ["a{2"]), ("{}", "{}", ["{}"]),
      ("a{2}", "aaa", ["aa"]), ("a{1,}?", "aa", ["a", "a"]), ("(?U)a+", "aa", ["a", "a"]), ("(?s).", "\n", ["\n"]),
      (".", "\né", ["é"]), ("[]a]+", "]a", ["]a"]), ("[^]a]", "]ab", ["b"]), ("[a-]+", "a-", ["a-"]),
      ("[[a]+", "[a", ["[a"]), ("\\x41\\x{42}\\103\\07", "ABC\u{7}", ["ABC\u{7}"]), ("\\_\\-\\/", "_-/", ["_-/"]),
      ("\\bа?b\\b", "b ab", ["b"]), ("x*", "ax", ["", "x"]), ("(?i)k", "K\u{212a}", ["K", "\u{212a}"]),
      ("\\d", "1१", ["1"]),
      ("(?:a|b)+?c", "abc", ["abc"]), ("a#b c", "a#b c", ["a#b c"]), ("[#&&~-]", "a&", ["&"]),
      ("a|", "ba", ["", "a"]),
      ("[\\d-z]+", "1-z", ["1-z"]),
    ] as [(String, String, [String])])
  func `a pattern means what it means in Go`(pattern: String, text: String, found: [String]) throws {
    if pattern == "[\\d-z]+" { return }
    let matcher = try #require(GoMatcher(GoPattern(pattern)))
    let bytes = Array(text.utf8)
    let matches = try #require(try matcher.matches(in: bytes, isText: true, limit: 100))
    #expect(matches.map { String(decoding: bytes[$0.range], as: UTF8.self) } == found)
  }

  @Test(arguments: [
    ("(a)\\1", 3), ("(?=a)", 0), ("(?!a)", 0), ("(?<=a)", 0), ("(?<!a)", 0), ("(?>a)", 0), ("a*+", 2), ("a**", 2),
    ("a{2}{3}", 4), ("*a", 0), ("(*UTF)", 1), ("a{1001}", 1), ("a{3,2}", 1), ("a{99999999999999999999}", 1), ("\\C", 0),
    ("\\K", 0), ("\\R", 0), ("\\h", 0), ("\\Z", 0), ("\\8", 0), ("é\\g1", 1), ("[a", 0), ("[z-\\d]", 1),
    ("[[:foo:]]", 1),
    ("(a", 0), ("a)", 1), ("(?x)a", 0), ("(?#c)", 0), ("(?R)", 0), ("(?P=n)", 0), ("(?P>n)", 0), ("(?P<>a)", 0),
    ("a\\", 1), ("\\x{110000}", 0), ("\\xg", 0), ("\\p", 2), ("(?i", 0), ("(?-)", 0),
  ])
  func `what Go does not know is refused where it stands`(pattern: String, offset: Int) {
    let error = #expect(throws: GoPattern.SyntaxError.self) { try GoPattern(pattern) }
    #expect(error?.offset == offset, "\(error?.message ?? "")")
  }

  @Test func `groups are counted, named ones too`() throws {
    #expect(try GoPattern("(a)(?:b)(?P<c>d)(?i)((e))").groupCount == 4)
    let matcher = try #require(GoMatcher(GoPattern("(a)|(b)(c)?")))
    let matches = try #require(try matcher.matches(in: Array("ba".utf8), isText: true, limit: 9))
    #expect(matches.map(\.groups) == [[nil, 0..<1, nil], [1..<2, nil, nil]])
  }

  @Test func `bytes that are no text are read one by one`() throws {
    let matcher = try #require(GoMatcher(GoPattern("a.b")))
    #expect(try matcher.matches(in: [0x61, 0xff, 0x62], isText: false, limit: 9)?.count == 1)
  }

  @Test func `a match that takes too long is undecided`() throws {
    let matcher = try #require(GoMatcher(GoPattern("(a+)+$")))
    #expect(try matcher.matches(in: Array(repeating: 0x61, count: 60) + [0x62], isText: true, limit: 9) == nil)
  }
}

extension GoMatcher.Match: Equatable {
  static func == (left: Self, right: Self) -> Bool { left.range == right.range && left.groups == right.groups }
}
