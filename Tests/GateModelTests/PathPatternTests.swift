import GateModel
import GateTestSupport
import Testing

@Suite struct PathPatternTests {
  @Test(arguments: [
    ("*.py", "a.py"), ("*.py", "deep/down/a.py"), ("*.py", ".py"), ("Makefile", "sub/Makefile"),
    ("src/*.py", "src/a.py"), ("/a.py", "a.py"), ("src/**", "src/a/b"), ("src/**/*.ts", "src/a.ts"),
    ("src/**/*.ts", "src/x/y/a.ts"), ("**", "any/thing"), ("**/x", "x"), ("**/x", "a/b/x"), ("a/**/b", "a/b"),
    ("a/**/**/b", "a/x/b"), ("build/", "build/x"), ("build/", "deep/build/x/y"), ("/build/", "build/x"),
    ("docs/api/", "docs/api/x"), ("*.{ts,tsx}", "a/b.tsx"), ("{a,b{c,d}}.x", "bd.x"), ("{src,test/**}/*.c", "src/a.c"),
    ("a{,b}c", "ac"), ("a{b}c", "abc"), ("[a-c]?.txt", "b1.txt"), ("[!a-c].txt", "d.txt"), ("[^a-c].txt", "d.txt"),
    ("[]x]", "]"), ("[a-]", "-"), ("[[:digit:]]*", "7up"), ("[\\]]", "]"), ("\\*.py", "*.py"), ("\\{a\\}", "{a}"),
    ("a,b", "a,b"), ("a]", "a]"), ("a**b", "axyb"), ("caf???????", "cafétéri"), ("*", ".hidden"), ("-rf", "-rf"),
    ("a b\n*", "a b\nc"), ("!*.py", "a.py"), ("\\!x", "!x"), ("x{/y,}/z", "x/z"),
  ])
  func `a pattern matches`(pattern: String, path: String) throws {
    #expect(try PathPattern(pattern).matches(RepositoryPath(path)))
  }

  @Test(arguments: [
    ("*.py", "a.pyc"), ("src/*.py", "src/x/a.py"), ("src/*.py", "deep/src/a.py"), ("/a.py", "x/a.py"),
    ("src/**", "src"), ("build/", "build"), ("/build/", "x/build/y"), ("a/*/b", "a/b"), ("a?b", "a/b"),
    ("a[!x]b", "a/b"), ("a[/]b", "a/b"), ("[a-c]", "d"), ("*.{ts,tsx}", "a.js"), ("a**b", "ax/yb"), ("?", "é"),
    ("\\*.py", "a.py"), ("src", "src/x"), ("A", "a"), ("**/x/**", "x"), ("*", ""),
  ])
  func `a pattern does not match`(pattern: String, path: String) throws {
    #expect(try !PathPattern(pattern).matches(RepositoryPath(path)))
  }

  @Test func `bytes that are no text are matched as bytes`() throws {
    let path = RepositoryPath(bytes: Array("src/".utf8) + [0xff, 0xfe] + Array(".py".utf8))
    #expect(try PathPattern("src/??.py").matches(path))
    #expect(try PathPattern("*.py").matches(path))
    #expect(try !PathPattern("src/?.py").matches(path))
  }

  @Test(arguments: [
    ("", 0), ("!", 1), ("a[b", 1), ("[", 0), ("x{a,b", 1), ("{a,{b}", 0), ("a}b", 1), ("a\\", 1), ("a//b", 0),
    ("/", 0), ("./a", 0), ("a/../b", 2), ("[z-a]", 1), ("[é]", 1), ("[[:vowel:]]", 1), ("{,}", 0), ("[a\\", 2),
  ])
  func `what is no pattern says where`(pattern: String, offset: Int) {
    let error = #expect(throws: PathPattern.SyntaxError.self) { try PathPattern(pattern) }
    #expect(error?.offset == offset)
  }

  @Test func `braces are multiplied out within bounds`() throws {
    let thousand = String(repeating: "{a,b,c,d,e,f,g,h,i,j}", count: 3)
    #expect(try PathPattern(thousand).matches("jjj"))
    #expect(throws: PathPattern.SyntaxError.self) { try PathPattern(thousand + "{k,l}") }
    #expect(throws: PathPattern.SyntaxError.self) { try PathPattern(String(repeating: "{a,b}", count: 500)) }
    #expect(throws: PathPattern.SyntaxError.self) { try PathPattern("{" + String(repeating: ",", count: 2000) + "}") }
    #expect(throws: PathPattern.SyntaxError.self) {
      try PathPattern(String(repeating: "{", count: 900) + String(repeating: "}", count: 900))
    }
    #expect(throws: PathPattern.SyntaxError.self) { try PathPattern(String(repeating: "a", count: 5000)) }
  }

  @Test func `a pattern of many stars stays cheap on a long path`() throws {
    // With naive backtracking each of these takes longer than the universe has.
    let patterns = ["**/**/**/a*a*a*b", "**/a*/**/a*/**/a*/**/*b", "a*a*a*a*a*a*a*a*a*b", "**/*a*/**/*a*/**/*a*/**/x"]
    let component = String(repeating: "a", count: 200)
    let path = RepositoryPath(Array(repeating: component, count: 40).joined(separator: "/"))
    for text in patterns {
      let pattern = try PathPattern(text)
      for _ in 0..<5 { #expect(!pattern.matches(path)) }
    }
  }

  @Test func `patterns are equal when their texts are`() throws {
    #expect(try PathPattern("a*") == PathPattern("a*"))
    #expect(try PathPattern("a*") != PathPattern("!a*"))
    #expect(try Set([PathPattern("a"), PathPattern("a")]).count == 1)
    #expect(try PathPattern("!a*").isNegated)
  }

  @Test func `random patterns agree with a plain recursive matcher`() throws {
    var random = SeededGenerator(seed: 42)
    let patternAlphabet = Array("aab/**?{,}[!]a-b.\\")
    let pathAlphabet = Array("aabb/.-")
    var compared = 0
    for _ in 0..<8_000 {
      let text = String(
        (0..<Int.random(in: 1...9, using: &random)).compactMap { _ in patternAlphabet.randomElement(using: &random) })
      guard let pattern = try? PathPattern(text) else { continue }
      for _ in 0..<10 {
        let characters = (0..<Int.random(in: 1...8, using: &random)).compactMap { _ in
          pathAlphabet.randomElement(using: &random)
        }
        let path = String(characters).split(separator: "/").joined(separator: "/")
        if path.isEmpty { continue }
        compared += 1
        let expected = ReferenceGlob.matches(pattern.isNegated ? String(text.dropFirst()) : text, path)
        #expect(pattern.matches(RepositoryPath(path)) == expected, "\(text) on \(path)")
      }
    }
    #expect(compared > 10_000)
  }
}
