import Foundation
import GateModel
import GateTestSupport
import Testing

/// What the seed's pipeline asks of scripts, `gate check` and `gate stories` do: `validate:feature-flags`, `identify-story.sh` and
/// `test-rollback.sh`.
@Suite struct StoryTests {
  private static let configuration = """
    version: 1
    checks:
      flags: { kind: flags, definitions: "flags/*.json" }
      environments:
        kind: environments
        differs: [database.read_replicas, monitoring]
        policies:
          - production: [feature_flags.safe_mode, "log_level in [warning, error]"]
          - staging.database.pool_size <= production.database.pool_size
      unit: { kind: tests, runner: unittest, select: affected, files: ["**/*.py"] }
    stories:
      "1.2": { paths: ["src/cart.py", "src/shared.py"], flags: cart }
      "1.3":
        paths: ["src/search.py", "src/shared.py"]
        tests: tests/test_search.py
        flags: [search]
        rollback:
          command: sh scripts/switch.sh on off
          undo: sh scripts/switch.sh off on
          probes: [flags/search.json, { run: "grep -c search flags/search.json" }]

    """

  private static let switchScript = """
    set -eu
    sed "s/\\"defaultVariant\\": \\"$1\\"/\\"defaultVariant\\": \\"$2\\"/" flags/search.json > flags/search.new
    mv flags/search.new flags/search.json

    """

  private static func environment(_ name: String, mode: String, pool: Int, _ rest: String) -> String {
    """
    environment: \(name)
    debug: \(name == "development")
    log_level: \(name == "production" ? "warning" : "info")
    feature_flags:
      \(mode): true
    database:
      host: \(name == "development" ? "localhost" : "\(name)-db.internal")
      pool_size: \(pool)
    \(rest)

    """
  }

  private static func flag(_ key: String) -> String {
    """
    {
      "flags": {
        "\(key)": {
          "state": "ENABLED",
          "variants": { "on": true, "off": false },
          "defaultVariant": "on"
        }
      }
    }

    """
  }

  private static func code(_ key: String) -> String {
    "from openfeature import api\n\n\ndef is_on():\n    return api.get_client().get_boolean_value(\"\(key)\", False)\n"
  }

  private func seed(_ configuration: String = Self.configuration) throws -> TestRepository {
    let repository = try TestRepository.gated(
      configuration,
      files: [
        "flags/search.json": Self.flag("search"), "flags/cart.json": Self.flag("cart"),
        "src/search.py": Self.code("search"), "src/cart.py": Self.code("cart"), "src/shared.py": "NAME = 'shop'\n",
        "tests/__init__.py": "", "src/__init__.py": "",
        "tests/test_search.py":
          "import unittest\n\nfrom src import shared\n\n\nclass Search(unittest.TestCase):\n    def test_name(self):\n"
          + "        self.assertEqual(shared.NAME, 'shop')\n",
        "scripts/switch.sh": Self.switchScript, "notes.md": "# notes\n",
        "config/environments/development.yml": Self.environment(
          "development", mode: "all_enabled", pool: 5, "cache:\n  enabled: false"),
        "config/environments/staging.yml": Self.environment(
          "staging", mode: "gradual_rollout", pool: 20,
          "cache:\n  enabled: true\n  ttl: 3600\nmonitoring:\n  enabled: true\n  sample_rate: 0.1"),
        "config/environments/production.yml": Self.environment(
          "production", mode: "safe_mode", pool: 50,
          "cache:\n  enabled: true\n  ttl: 86400\nmonitoring:\n  enabled: true\n  sample_rate: 0.01"),
      ])
    return repository
  }

  private func edit(_ repository: TestRepository, _ path: RepositoryPath, _ old: String, _ new: String) throws {
    let text = String(decoding: try repository.read(path), as: UTF8.self)
    #expect(text.contains(old), "\(text)")
    try repository.write(path, text.replacingOccurrences(of: old, with: new))
    try repository.git("add", "-A")
  }

  // MARK: - validate:feature-flags

  @Test func `the check of flags and environments passes on the seed and tells what is broken, at its line`() throws {
    let repository = try seed()
    let clean = try repository.gate("check", "--all", "--check", "flags", "--check", "environments")
    #expect(clean.status == 0, "\(clean.everything)")

    try edit(repository, "config/environments/production.yml", "pool_size: 50", "pool_size: 10")
    let pool = try repository.gate("check", "--check", "environments")
    #expect(pool.status == 1)
    #expect(
      pool.everything.contains(
        "config/environments/production.yml:8:14: error: the policy `staging.database.pool_size <= "
          + "production.database.pool_size` is broken"), "\(pool.everything)")

    try edit(repository, "config/environments/production.yml", "pool_size: 10", "pool_size: 50")
    try edit(
      repository, "config/environments/production.yml", "  safe_mode: true", "  safe_mode: true\n  search: true")
    let unsafe = try repository.gate("check", "--check", "environments")
    #expect(unsafe.status == 1)
    #expect(unsafe.everything.contains("config/environments/production.yml:6:11: error:"), "\(unsafe.everything)")
    #expect(unsafe.everything.contains("[flag-safe-mode]"))
  }

  @Test func `what gate.yml says of policies and stories is told at its place where it is wrong`() throws {
    let text = Self.configuration.replacingOccurrences(of: "feature_flags.safe_mode,", with: "\"debug = true\",")
      .replacingOccurrences(of: "\"1.2\": { paths:", with: "\"1.2\": { path:")
    let repository = try seed(text)
    let run = try repository.gate("check")
    #expect(run.status == 2)
    #expect(run.everything.contains("gate.yml:8:29: \"policies\": `=` has no place in a policy"), "\(run.everything)")
    #expect(run.everything.contains("unknown key \"path\""), "\(run.everything)")
  }

  // MARK: - identify-story.sh

  @Test func `the stories of what is staged are printed, one a line`() throws {
    let repository = try seed()
    try repository.write("src/search.py", "A = 1\n")
    try repository.git("add", "-A")
    let one = try repository.gate("stories", "identify")
    #expect(one.status == 0)
    #expect(one.output == "1.3\n")
    #expect(!one.everything.contains("gate:"))

    try repository.write("src/shared.py", "A = 1\n")
    try repository.write("notes.md", "more\n")
    try repository.git("add", "-A")
    let several = try repository.gate("stories", "identify")
    #expect(several.status == 0)
    #expect(several.output == "1.2\n1.3\n")
    #expect(several.everything.contains("gate: 2 stories: 1.2 (src/shared.py), 1.3 (src/search.py, …)"))
    #expect(several.everything.contains("gate: of no story: notes.md"))
  }

  @Test func `a change of no story is said to be one`() throws {
    let repository = try seed()
    try repository.write("notes.md", "more\n")
    try repository.git("add", "-A")
    let none = try repository.gate("stories", "identify")
    #expect(none.status == 1)
    #expect(none.output == "")
    #expect(none.everything.contains("no story: nothing of what changed belongs to one"))
  }

  @Test func `commits and branches name stories too`() throws {
    let repository = try seed()
    try repository.git("checkout", "--quiet", "-b", "story/1.2-cart")
    try repository.write("notes.md", "more\n")
    try repository.git("add", "-A")
    try repository.git("commit", "--quiet", "--no-verify", "-m", "notes\n\nStory: 1.3\nStory: 1.33\n")
    let run = try repository.gate("stories", "identify", "--range", "HEAD~1..HEAD", "--format", "json")
    #expect(run.status == 0)
    let answer = try #require(try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: Any])
    let stories = try #require(answer["stories"] as? [[String: Any]])
    #expect(stories.compactMap { $0["id"] as? String } == ["1.2", "1.3"])
    let kinds = stories.compactMap { ($0["reasons"] as? [[String: Any]])?.first?["kind"] as? String }
    #expect(kinds == ["branch", "trailer"])
    #expect((answer["unknown"] as? [[String: Any]])?.first?["id"] as? String == "1.33")
    #expect((answer["strays"] as? [[String: Any]])?.first?["path"] as? String == "notes.md")
    let told = try repository.gate("stories", "identify", "--range", "HEAD~1..HEAD")
    #expect(told.everything.contains("names story \"1.33\", which gate.yml does not have; did you mean \"1.3\"?"))
  }

  @Test func `a repository without stories says so`() throws {
    let repository = try TestRepository.gated("version: 1\n")
    let run = try repository.gate("stories", "identify")
    #expect(run.status == 2)
    #expect(run.everything.contains("gate.yml has no stories"))
  }

  // MARK: - test-rollback.sh

  @Test func `a story is checked by its files, its tests, its flags and the rehearsal of its rollback`() throws {
    let repository = try seed()
    try repository.write("untracked.txt", "mine\n")
    let run = try repository.gate("check", "--story", "1.3", "--verbose")
    #expect(run.status == 0, "\(run.everything)")
    for check in ["flags", "environments", "unit", "rollback/1.3"] {
      #expect(run.everything.contains(check), "\(check): \(run.everything)")
    }
    #expect(run.everything.contains("rollback: flags/search.json changed"), "\(run.everything)")
    // Nothing of it was done in the working tree.
    #expect(try repository.git("status", "--porcelain").split(separator: "\n") == ["?? untracked.txt"])
    #expect(String(decoding: try repository.read("flags/search.json"), as: UTF8.self) == Self.flag("search"))
  }

  @Test func `what the undo does not restore is told file by file`() throws {
    let repository = try seed(
      Self.configuration.replacingOccurrences(
        of: "undo: sh scripts/switch.sh off on", with: "undo: sh -c 'sh scripts/switch.sh off on; touch left.txt'"))
    let run = try repository.gate("check", "--story", "1.3", "--check", "unit")
    #expect(run.status == 1, "\(run.everything)")
    #expect(
      run.everything.contains("gate.yml:18:16: error: left.txt is added after the rollback of story 1.3 and its undo"),
      "\(run.everything)")
    #expect(run.everything.contains("[story-rollback-lasting]"))
    #expect(try !repository.git("status", "--porcelain").contains("left.txt"))
  }

  @Test func `a rollback that fails, or does nothing, is told`() throws {
    let failing = try seed(
      Self.configuration.replacingOccurrences(of: "command: sh scripts/switch.sh on off", with: "command: \"false\""))
    let failed = try failing.gate("check", "--story", "1.3", "--check", "unit")
    #expect(failed.status == 1)
    #expect(failed.everything.contains("`false` of story 1.3 ended with status 1"), "\(failed.everything)")

    let idle = try seed(
      Self.configuration.replacingOccurrences(of: "command: sh scripts/switch.sh on off", with: "command: \"true\"")
        .replacingOccurrences(of: "undo: sh scripts/switch.sh off on", with: "undo: \"true\""))
    let nothing = try idle.gate("check", "--story", "1.3", "--check", "unit", "--verbose")
    #expect(nothing.status == 0, "\(nothing.everything)")
    #expect(nothing.everything.contains("the rollback of story 1.3 changed nothing"), "\(nothing.everything)")
  }

  @Test func `a flag of the story that nobody defined fails it, and an unknown story is misuse`() throws {
    let repository = try seed(
      Self.configuration.replacingOccurrences(of: "flags: [search]", with: "flags: [serach]"))
    let run = try repository.gate("check", "--story", "1.3")
    #expect(run.status == 1)
    #expect(run.everything.contains("gate.yml:16:13: error: story 1.3 names flag `serach`"), "\(run.everything)")
    #expect(run.everything.contains("did you mean `search`?"))

    let unknown = try repository.gate("check", "--story", "1.33")
    #expect(unknown.status == 2)
    #expect(unknown.everything.contains("gate.yml has no story \"1.33\""), "\(unknown.everything)")
    #expect(unknown.everything.contains("did you mean \"1.3\"?"))
  }
}
