import GateModel
import Testing

@Suite struct StoryIdentificationTests {
  private static func story(_ id: String, _ paths: String..., tests: [String] = []) throws -> Story {
    Story(
      id: id, paths: try paths.map { try PathPattern($0) }, tests: try tests.map { try PathPattern($0) },
      range: SourceRange(line: 1))
  }

  private static func stories() throws -> [Story] {
    [
      try story("1.2", "src/search/**", "lib/shared.py"), try story("1.3", "src/cart/**", "lib/shared.py", "!**/*.md"),
      try story("7", "docs/**"), try story("ABC-12", "tools/**", tests: ["tests/tools/**"]),
    ]
  }

  private static func ids(
    _ paths: [RepositoryPath], messages: [(commit: String, message: String)] = [], branch: String? = nil
  ) throws -> [String] {
    StoryIdentification(stories: try stories(), paths: paths, messages: messages, branch: branch).matches.map(\.story)
  }

  @Test func `a file says which stories it belongs to, be they several`() throws {
    #expect(try Self.ids(["src/search/a.py"]) == ["1.2"])
    #expect(try Self.ids(["lib/shared.py"]) == ["1.2", "1.3"])
    #expect(try Self.ids(["tests/tools/t.py"]) == ["ABC-12"])
    #expect(try Self.ids(["src/cart/README.md"]) == [])
  }

  @Test func `what belongs to no story is named`() throws {
    let found = StoryIdentification(stories: try Self.stories(), paths: ["a.txt", "src/cart/b.py", "z.txt"])
    #expect(found.matches == [.init(story: "1.3", reasons: [.path("src/cart/b.py")])])
    #expect(found.strays == ["a.txt", "z.txt"])
  }

  @Test func `trailers of commits name stories`() throws {
    let messages = [
      (commit: "abc", message: "cart: sums\n\nBody.\n\nStory: 1.3, #1.2\nSigned-off-by: A <a@b>\n"),
      (commit: "def", message: "cart: more\r\n\r\nstory: 9.9\r\n"),
    ]
    let found = StoryIdentification(stories: try Self.stories(), paths: [], messages: messages)
    #expect(
      found.matches == [
        .init(story: "1.2", reasons: [.trailer(commit: "abc")]),
        .init(story: "1.3", reasons: [.trailer(commit: "abc")]),
      ])
    #expect(found.unknown.map(\.id) == ["9.9"])
    #expect(found.unknown.map(\.commit) == ["def"])
  }

  @Test(arguments: [
    "Story: 1.3", "cart\n\nStory: 1.3\n\nAnother paragraph.", "cart\n\nThe Story: 1.3", "", "\n\n",
  ])
  func `only the last paragraph below a subject has trailers`(message: String) {
    #expect(StoryIdentification.trailers(in: message) == [])
  }

  @Test(arguments: [
    ("story/1.3", ["1.3"]), ("feature/1.3-cart", ["1.3"]), ("story-1.3", ["1.3"]), ("1.3.1", []), ("11.3", []),
    ("1.30", []), ("v1.3", []), ("abc-12/tools", ["ABC-12"]), ("abc-123", []), ("story-7", ["7"]),
    ("story/7-docs", ["7"]),
    ("release-7", []), ("fix-7-things", []), ("main", []), ("1.2-and-1.3", ["1.2", "1.3"]),
  ])
  func `a branch names a story by its id as a word`(branch: String, expected: [String]) throws {
    #expect(try Self.ids([], branch: branch) == expected)
  }
}
