import GateConfiguration
import GateModel
import Testing

@Suite struct ConfigurationLoaderTests {
  @Test func `every key arrives where it belongs`() throws {
    let configuration = try Sample.load(Sample.everything)
    #expect(configuration.failFast)
    #expect(configuration.jobs == 4)
    #expect(configuration.warmedHook == .prePush)
    #expect(configuration.installedHooks == ["commit-msg", "post-commit", "pre-commit", "pre-push"])
    #expect(configuration.linkedDirectories == ["node_modules", "apps/web/node_modules"])
    #expect(
      configuration.remoteCache
        == RemoteCacheConfiguration(
          url: "https://cache.example.com/gate", keyVariable: "GATE_CACHE_KEY",
          read: .password(userVariable: "CACHE_USER", passwordVariable: "CACHE_PASSWORD"),
          write: .token(variable: "CACHE_TOKEN"), timeout: .seconds(1)))
    #expect(configuration.hooks["pre-commit"] == ["format", "secrets", "unit"].map { CheckID($0) })
    #expect(configuration.hooks["pre-push"] == ["suite", "flags"].map { CheckID($0) })
    #expect(
      configuration.checks.map(\.id.name) == [
        "format", "secrets", "flags", "unit", "suite", "explicit/lint", "anything.else_2",
      ])
    let last = try #require(configuration.checks.last)
    #expect(last.kind == .command(run: "npx eslint --format json {files}", format: "unix"))
    #expect(last.selector.include == [try PathPattern("src/**/*.{ts,tsx}")])
    #expect(last.selector.exclude == [try PathPattern("**/generated/**"), try PathPattern("*.d.ts")])
    #expect(Set(last.selector.types.map(\.name)) == ["typescript", "tsx"])
    #expect(last.selector.root == "apps/web")
    #expect(last.inputs.map(\.description) == ["package.json", ".eslintrc.json"])
    #expect(last.environment == ["NODE_ENV", "CI"])
    #expect(last.timeout == .milliseconds(500))
    #expect(last.isolation == .inPlace)
    #expect(last.isCached)
    #expect(last.fix == .command("npx eslint --fix {files}"))
  }

  @Test func `a remote cache is read for at most 300 ms, unless gate.yml says otherwise`() throws {
    let text = "version: 1\ncache: {remote: {url: 'http://10.0.0.1:8080', key: K}}"
    let remote = try #require(try Sample.load(text).remoteCache)
    #expect(remote == RemoteCacheConfiguration(url: "http://10.0.0.1:8080", keyVariable: "K"))
    #expect(remote.timeout == .milliseconds(300))
    #expect(remote.write == nil)
    #expect(try Sample.load("version: 1\ncache: {}").remoteCache == nil)
  }

  @Test func `a hook suggests fixes, unless gate.yml says otherwise`() throws {
    let silent = try Sample.load("version: 1")
    #expect(silent.fixPolicy(for: "pre-commit") == .suggest)
    #expect(silent.fixPolicy(for: nil) == .suggest)

    let general = try Sample.load("version: 1\nfix: apply")
    #expect(general.fixPolicy(for: "pre-commit") == .apply)
    #expect(general.fixPolicy(for: nil) == .suggest, "by hand nothing is written without --fix")

    let some = try Sample.load("version: 1\nfix: {pre-commit: apply, pre-push: off}")
    #expect(some.fixPolicy(for: "pre-commit") == .apply)
    #expect(some.fixPolicy(for: "pre-push") == .off)
    #expect(some.fixPolicy(for: "commit-msg") == .suggest)

    #expect(try Sample.load("version: 1\nfix: off").fixPolicy(for: nil) == .off)
  }

  @Test func `a preset that can fix does, unless the check says otherwise`() throws {
    let text = """
      version: 1
      checks:
        a: { preset: black }
        b: { preset: black, fix: false }
        c: { preset: flake8 }
        d: { run: make }
      """
    #expect(try Sample.load(text).checks.map(\.fix) == [.preset, .none, .none, .none])
  }

  @Test func `what is wrong about fixes is said with its place`() {
    let text = """
      version: 1
      fix: { pre-comit: apply, pre-push: aply }
      checks:
        a: { preset: flake8, fix: true }
        b: { preset: black, fix: black }
        c: { kind: secrets, fix: x }
      """
    #expect(
      Sample.errors(text) == [
        "gate.yml:2:8: unknown hook \"pre-comit\"; did you mean \"pre-commit\"?",
        "gate.yml:2:36: unknown fix policy \"aply\"; did you mean \"apply\"?",
        "gate.yml:4:29: \"fix\": the preset flake8 cannot fix what it finds",
        "gate.yml:5:28: \"fix\": expected true or false, found a string",
        "gate.yml:6:23: \"fix\" belongs to kind: command and kind: lint; check \"c\" is kind: secrets",
      ])
  }

  @Test func `each kind has its own settings`() throws {
    let checks = try Sample.load(Sample.everything).checks
    guard case .lint(let preset, let arguments) = checks[0].kind else {
      Issue.record("no lint")
      return
    }
    #expect(preset.name == "black")
    #expect(arguments == ["--line-length", "100", "--fast"])
    #expect(
      checks[1].kind == .secrets(.init(maximumSize: 64 << 20, disabledRules: ["generic-key"], opensArchives: true)))
    #expect(
      checks[2].kind
        == .flags(
          .init(
            definitions: [try PathPattern("flags/*.json")],
            references: [try PathPattern("src/**"), try PathPattern("!src/vendor/")])))
    #expect(checks[3].kind == .tests(.init(run: nil, runner: "pytest", choice: .affected)))
    var suite = CheckConfiguration.TestSettings(run: "pytest -q {files}", runner: nil, choice: .all)
    suite.retries = 2
    #expect(checks[4].kind == .tests(suite))
    #expect(checks[3].awaitedHook == .commitMessage)
    #expect(checks[4].awaitedHook == nil)
    #expect(!checks[4].isCached)
    #expect(checks[4].timeout == .seconds(3600))
  }

  @Test func `exceptions of a check for secrets know their lines`() throws {
    let text = """
      version: 1
      checks:
        a:
          kind: secrets
          baseline: ./ci/known.txt
          allow:
            - { rule: generic-secret, path: "test/**", reason: made up, until: 2027-01-31, owner: ann }
            - fingerprint: abc
              reason: revoked
      """
    guard case .secrets(let settings) = try Sample.load(text).checks[0].kind else {
      Issue.record("no check for secrets")
      return
    }
    #expect(settings.baseline == "ci/known.txt")
    #expect(
      settings.allowed == [
        SecretAllowance(
          rule: "generic-secret", path: try PathPattern("test/**"), until: CalendarDay("2027-01-31"), owner: "ann",
          reason: "made up", line: 7),
        SecretAllowance(fingerprint: "abc", reason: "revoked", line: 8),
      ])
  }

  @Test func `what is wrong about exceptions is said with its place`() {
    let text = """
      version: 1
      checks:
        a:
          kind: secrets
          allow:
            - { rule: x, reason: y, until: 2027-02-29 }
            - { reason: y }
            - { path: "a[", reason: y }
            - { rule: x, owner: y }
      """
    #expect(
      Sample.errors(text) == [
        "gate.yml:6:38: \"until\": expected a day, as in 2027-01-31",
        "gate.yml:7:9: one of \"rule\", \"path\" and \"fingerprint\" is missing in an entry of \"allow\"",
        "gate.yml:8:19: \"a[\" is no pattern: \"[\" is never closed",
        "gate.yml:9:9: \"reason\" is missing in an entry of \"allow\"",
      ])
  }

  @Test func `a preset selects its files where gate.yml says nothing`() throws {
    let text = """
      version: 1
      checks:
        a: { preset: black }
        b: { preset: black, files: "src/**" }
        c: { preset: black, types: python }
      """
    let selectors = try Sample.load(text).checks.map(\.selector)
    #expect(Set(selectors[0].types.map(\.name)) == ["python", "python-stub"])
    #expect(selectors[1].types == selectors[0].types)
    #expect(selectors[1].include == [try PathPattern("src/**")])
    #expect(selectors[2].types.map(\.name) == ["python"])
  }

  @Test func `shared bodies are merged, and a check's own keys win`() throws {
    let text = """
      version: 1
      x-body: &body { run: make lint, timeout: 2m, env: CI }
      checks:
        a: *body
        b: { <<: *body, timeout: 3m }
      """
    let checks = try Sample.load(text).checks
    #expect(checks[0].kind == .command(run: "make lint", format: nil))
    #expect(checks.map(\.timeout) == [.seconds(120), .seconds(180)])
    #expect(checks[1].environment == ["CI"])
  }

  @Test func `the least that loads`() throws {
    let configuration = try Sample.load("version: 1")
    #expect(configuration == Configuration(hooks: [:], checks: []))
    #expect(configuration.linkedDirectories.contains("node_modules"))
    #expect(configuration.jobs == nil)
    #expect(try Sample.load("version: 1\nchecks: {}\nhooks: {pre-commit: []}\nlink: []").linkedDirectories.isEmpty)
  }

  @Test func `only presets that are named are decoded`() throws {
    let presets = PresetLibrary(texts: ["good": Array(Sample.black.utf8), "broken": [0xff]])
    let text = Array("version: 1\nchecks: {a: {run: x}}".utf8)
    #expect(try ConfigurationLoader.load(text, presets: presets).checks.count == 1)
    let broken = Array("version: 1\nchecks: {a: {preset: broken}}".utf8)
    let error = #expect(throws: ConfigurationErrors.self) { try ConfigurationLoader.load(broken, presets: presets) }
    #expect(error?.lines.count == 1)
    #expect(error?.description.contains("is damaged") == true)
  }

  @Test func `presets may be given as values, formats as names`() throws {
    let preset = try PresetLoader.load(Array(Sample.black.utf8), name: "black")
    let text = Array("version: 1\nchecks: {a: {preset: black}, b: {run: x, format: own}}".utf8)
    let configuration = try ConfigurationLoader.load(text, path: "g", presets: ["black": preset], formats: ["own"])
    #expect(
      configuration.checks.map(\.kind) == [.lint(preset: preset, arguments: []), .command(run: "x", format: "own")])
  }

  @Test(arguments: [
    ("1ms", Duration.milliseconds(1)), ("500ms", .milliseconds(500)), ("60s", .seconds(60)), ("2m", .seconds(120)),
    ("24h", .seconds(86400)),
  ])
  func `durations have a unit`(text: String, duration: Duration) throws {
    #expect(try Sample.load("version: 1\nchecks: {a: {run: x, timeout: \(text)}}").checks[0].timeout == duration)
  }

  @Test(arguments: [
    "0s", "25h", "-1s", "1.5s", "s", "1 s", "1d", "99999999999999999999s", "1e3s", "''", "[1s]", "true",
  ])
  func `what is no duration is refused`(text: String) {
    #expect(Sample.errors("version: 1\nchecks: {a: {run: x, timeout: \(text)}}").count == 1)
  }

  @Test(arguments: [
    ("1B", UInt64(1)), ("5kB", 5000), ("100MB", 100_000_000), ("64MiB", 64 << 20), ("1GiB", 1 << 30),
    ("2GB", 2_000_000_000),
  ])
  func `sizes have a unit`(text: String, size: UInt64) throws {
    let check = try Sample.load("version: 1\nchecks: {a: {kind: secrets, max_size: \(text)}}").checks[0]
    #expect(check.kind == .secrets(.init(maximumSize: size)))
  }

  @Test(arguments: ["0B", "100", "9999999GiB", "18446744073709551615GiB", "MB", "1TB"])
  func `what is no size is refused`(text: String) {
    #expect(Sample.errors("version: 1\nchecks: {a: {kind: secrets, max_size: \(text)}}").count == 1)
  }

  @Test func `errors come in the order of the file and are all reported`() {
    let errors = Sample.errors("hoks: {}\nchecks:\n  a: {run: x, timeout: 5, fils: y}\nversion: 2\njobs: 0\n")
    #expect(
      errors.map { $0.prefix { $0 != " " } } == [
        "gate.yml:1:1:", "gate.yml:3:24:", "gate.yml:3:27:", "gate.yml:4:10:", "gate.yml:5:7:",
      ])
  }

  @Test func `a check with errors may be listed all the same`() {
    #expect(Sample.errors("version: 1\nhooks: {pre-commit: [a]}\nchecks: {a: {run: x, cache: 1}}").count == 1)
  }

  @Test func `many errors are cut short on the screen`() {
    let text = "version: 1\n" + (0..<80).map { "bad\($0): 1\n" }.joined()
    let error = #expect(throws: ConfigurationErrors.self) { try Sample.load(text) }
    #expect(error?.errors.count == 80)
    #expect(error?.description.hasSuffix("gate.yml: 30 more errors") == true)
  }

  @Test func `a name in a message cannot steer the terminal`() {
    let errors = Sample.errors("version: 1\n\"a\\e[31m\\nb\": 1")
    #expect(errors == ["gate.yml:2:1: unknown key \"a\\u{1b}[31m\\nb\""])
  }
}
