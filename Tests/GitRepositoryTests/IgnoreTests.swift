import GateModel
import GateTestSupport
import GitRepository
import Testing

/// Ignore rules against git's own, on every combination of a pattern and a tree of paths.
@Suite struct IgnoreTests {
  private static let paths: [RepositoryPath] = [
    "a", "a.o", "A.o", "b/a", "b/a.o", "b/c/a.o", "b/c/d/a", "foo/bar", "foo/bar/baz", "x/foo/bar", "foo/x/bar",
    "foo/x/y/bar",
    "foobar", "#hash", "!bang", "space ", " lead", "back\\slash", "star*", "q?", "[b]", "ab", "a-b", "a]b", "z9",
    "new\nline",
    "cache/x", "y/cache/x/z", RepositoryPath(bytes: [0xc3, 0xa9]), RepositoryPath(bytes: [0xff]), ".hidden",
    "b/.hidden",
  ].filter { $0 != "foo/bar" }

  private static let patterns = [
    "a", "a.o", "*.o", "/a", "/a.o", "b/", "b/*", "b/**", "/b/c", "c/a.o", "**/a.o", "**/c", "**/c/", "foo/bar",
    "foo/**/bar",
    "foo/*/bar", "/foo/*", "foo*", "*bar", "f?obar", "f??bar", "\\#hash", "#hash", "\\!bang", "!bang", "space\\ ",
    "space ",
    "space", " lead", "back\\\\slash", "star\\*", "q\\?", "q?", "[[]b]", "\\[b\\]", "[b]", "[a-c]*", "[!a-c]*", "[^a]b",
    "a[]]b",
    "a[a-]b", "a[-x]b", "z[[:digit:]]", "z[[:alpha:]]", "[z-a]", "[abc", "\\", "a\\", "*", "/*", "/", "//", "**", "***",
    "**/",
    "**a", "a**", "b**a", "b/**a", "**/b/**", "cache/**", "**/cache/**", ".*", "?", "??", "\u{e9}", "a.o\r", "a.o/",
    "foo/x/",
    "x/", "*/", "b//a", "./a", "../a", "b/./a", "*\n!a", "*\n!*/\n!*.o", "b/*\n!b/c", "b\n!b/a", "/*\n!/b\n/b/*\n!/b/a",
    "*.o\n!b/**",
  ]

  /// Every fourth pattern, from the first, second, ….
  private static func share(_ part: Int) -> [String] {
    patterns.indices.filter { $0 % 4 == part }.map { patterns[$0] }
  }

  @Test(arguments: 0..<4)
  func `patterns ignore what they do in git`(part: Int) throws {
    let repository = try TestRepository()
    for path in Self.paths { try repository.write(path, "x") }
    for pattern in Self.share(part) {
      try repository.write(".git/info/exclude", pattern + "\n")
      let state = try repository.open().workTreeState()
      let expected = try Oracle(repository: repository).workTreeState()
      #expect(state.untracked == expected.untracked, "\(pattern)")
    }
  }

  @Test(arguments: 0..<4)
  func `patterns of a directory ignore what they do in git`(part: Int) throws {
    let repository = try TestRepository()
    for path in Self.paths { try repository.write(path, "x") }
    try repository.write(".gitignore", "*.o\nfoo/\n")
    try repository.write("b/c/.gitignore", "!a.o\n")
    try repository.git("add", "-f", "foo/x/bar")
    for pattern in Self.share(part) {
      try repository.write("b/.gitignore", pattern + "\n")
      let state = try repository.open().workTreeState()
      let expected = try Oracle(repository: repository).workTreeState()
      #expect(state.untracked == expected.untracked, "\(pattern)")
    }
  }

  @Test func `with core.ignoreCase case does not count`() throws {
    let repository = try TestRepository()
    for path in Self.paths { try repository.write(path, "x") }
    try repository.git("config", "core.ignoreCase", "true")
    try repository.write(".git/info/exclude", "A.O\n/FOO\n[X-Z]\n")
    let state = try repository.open().workTreeState()
    let expected = try Oracle(repository: repository).workTreeState()
    #expect(state.untracked == expected.untracked)
  }

  @Test func `a pattern made to be slow is not`() throws {
    let repository = try TestRepository()
    try repository.write(RepositoryPath(String(repeating: "a", count: 200)), "x")
    let slow = String(repeating: "*a", count: 60) + "b\n" + String(repeating: "**/", count: 60) + "b\n"
    try repository.write(".git/info/exclude", slow)
    #expect(try repository.open().workTreeState().untracked.count == 1)
  }
}
