import GateModel
import Testing

@Suite struct KeyPatternTests {
  @Test(arguments: [
    ("database.read_replicas", "database.read_replicas", true),
    ("database.read_replicas", "database.read_replicas.first", true),
    ("database.read_replicas", "database", false),
    ("database.*", "database.host", true),
    ("database.*", "database", false),
    ("database.*_size", "database.pool_size", true),
    ("database.*_size", "database.pool", false),
    ("**.ttl", "cache.redis.ttl", true),
    ("**.ttl", "ttl", true),
    ("**.ttl", "cache.ttl_max", false),
    ("**", "anything.at.all", true),
    ("a.**.z", "a.z", true),
    ("a.**.z", "a.b.c.z.d", true),
    ("a?c", "abc", true),
  ])
  func `a pattern covers what it matches and all below`(pattern: String, key: String, isCovered: Bool) throws {
    #expect(try #require(KeyPattern(pattern)).covers(key) == isCovered)
  }

  @Test func `an empty name is no pattern`() {
    #expect(KeyPattern("") == nil)
    #expect(KeyPattern("a..b") == nil)
  }

  @Test func `many stars are no reason to be slow`() throws {
    let pattern = try #require(KeyPattern(String(repeating: "*a", count: 200) + "b"))
    #expect(!pattern.covers(String(repeating: "a", count: 10_000)))
  }
}
