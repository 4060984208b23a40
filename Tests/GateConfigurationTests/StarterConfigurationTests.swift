import GateConfiguration
import GateModel
import Testing

@Suite struct StarterConfigurationTests {
  private static let linters = [
    "black", "flake8", "ruff", "shellcheck", "hadolint", "yamllint", "eslint", "prettier", "swift-format", "actionlint",
  ]

  @Test func `an empty repository gets a scan for secrets`() throws {
    let configuration = try load([:])
    #expect(configuration.checks.map(\.id.name) == ["secrets"])
    #expect(configuration.hooks == ["pre-commit": [CheckID("secrets")], "pre-push": [CheckID("secrets")]])
  }

  @Test(arguments: [
    (["a.py": ""], ["secrets", "ruff"]),
    (["a.py": "", "ruff.toml": ""], ["secrets", "ruff"]),
    (["a.py": "", "pyproject.toml": "[tool.ruff.lint]\nselect = []\n"], ["secrets", "ruff"]),
    (["a.py": "", "pyproject.toml": "[project]\n[tool.black]\n  [tool.ruff]\n"], ["secrets", "ruff", "black"]),
    (["a.py": "", "setup.cfg": "[flake8]\nmax-line-length = 100\n"], ["secrets", "flake8"]),
    (["pyproject.toml": "[tool.ruff]"], ["secrets"]),
    (["run.sh": "", "Dockerfile": "", "x.yml": ""], ["secrets", "shellcheck", "hadolint"]),
    (["x.yml": "", ".yamllint.yml": ""], ["secrets", "yamllint"]),
    ([".github/workflows/ci.yml": ""], ["secrets", "actionlint"]),
    (["a.swift": "", "Package.swift": ""], ["secrets", "swift-test"]),
    (["a.swift": "", ".swift-format": "{}"], ["secrets", "swift-format"]),
    (["package.json": "{\"scripts\": {\"test\": \"node --test\"}}"], ["secrets", "node-test"]),
    (["package.json": "{\"scripts\": {\"test\": \"make -C x test\"}}"], ["secrets", "npm-test"]),
    (["package.json": "{\"scripts\": {\"test\": \"tsc && vitest run --coverage\"}}"], ["secrets", "vitest"]),
    (["package.json": "{\"scripts\": {\"test\": \"CI=1 jest\"}}"], ["secrets", "jest"]),
    (["package.json": "{\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}"], ["secrets"]),
    (
      ["package.json": "{\"eslintConfig\": {}, \"devDependencies\": {\"prettier\": \"3\"}}"],
      ["secrets", "eslint", "prettier"]
    ),
    (["eslint.config.mjs": "", ".prettierrc": ""], ["secrets", "eslint", "prettier"]),
    (["package.json": "{ not json"], ["secrets"]),
    (["node_modules/x/package.json": "{\"scripts\": {\"test\": \"x\"}}"], ["secrets"]),
    (["tests/test_a.py": ""], ["secrets", "ruff", "pytest"]),
    (["a.py": "", "pyproject.toml": "[tool.pytest.ini_options]\n"], ["secrets", "ruff", "pytest"]),
    (["flags/a.json": ""], ["secrets", "flags"]), (["x/y.flagd.json": ""], ["secrets", "flags"]),
    (["go.mod": ""], ["secrets", "go-test"]), (["Cargo.toml": ""], ["secrets", "cargo-test"]),
    (["a/go.mod": "", "b/go.mod": "", "b/c/go.mod": ""], ["secrets", "go-test", "go-test-2"]),
    (
      ["tests/fixtures/test_a.py": "", "Tests/Fixtures/web/package.json": "{\"scripts\": {\"test\": \"x\"}}"],
      ["secrets", "ruff"]
    ),
    (["Cargo.toml": "", ".config/nextest.toml": ""], ["secrets", "nextest"]),
    (["package.json": "{\"scripts\": {\"test\": \"nyc mocha --recursive\"}}"], ["secrets", "mocha"]),
    (["package.json": "{\"scripts\": {\"test\": \"ava\"}}"], ["secrets", "ava"]),
    (["package.json": "{\"scripts\": {\"test\": \"node --import tsx --test\"}}"], ["secrets", "node-test"]),
    (["pom.xml": "", "core/pom.xml": "", "core/src/test/java/com/ATest.java": ""], ["secrets", "maven-test"]),
    (["pom.xml": "", "src/main/java/A.java": ""], ["secrets"]),
    (["app/build.gradle.kts": "", "app/src/test/kotlin/ATest.kt": ""], ["secrets", "gradle-test"]),
    (["settings.gradle": "", "app/build.gradle": "", "app/src/test/java/ATest.java": ""], ["secrets", "gradle-test"]),
    (["pom.xml": "", "build.gradle": "", "src/test/java/ATest.java": ""], ["secrets", "maven-test"]),
    (["test_a.py": "import unittest\n"], ["secrets", "ruff", "unittest"]),
    (["test_a.py": "import unittest\n", "tests/test_b.py": "import pytest\n"], ["secrets", "ruff", "pytest"]),
    (["test_a.py": "import unittest\n", "tests/test_b.py": "def test_b(): pass\n"], ["secrets", "ruff", "pytest"]),
    (["test_a.py": "import unittest\n", "requirements-dev.txt": "pytest>=8\n"], ["secrets", "ruff", "pytest"]),
    (["test_a.py": "import unittest\n", "conftest.py": ""], ["secrets", "ruff", "pytest"]),
    (["vendor/a/go.mod": "", "target/Cargo.toml": ""], ["secrets"]), (["test/a.bats": ""], ["secrets", "bats"]),
  ])
  func `the files decide what is proposed`(files: [String: String], checks: [String]) throws {
    #expect(try load(files).checks.map(\.id.name) == checks)
  }

  @Test func `a pipeline of two languages gets all of it`() throws {
    let configuration = try load([
      "services/api/app.py": "", "services/api/tests/test_app.py": "",
      "web/package.json": "{\"scripts\":{\"test\":\"x\"}}",
      "config/flags/flags.json": "", "odd {name}/flags/x.json": "", "scripts/run.sh": "", "Dockerfile": "",
    ])
    #expect(
      configuration.checks.map(\.id.name) == [
        "secrets", "ruff", "shellcheck", "hadolint", "pytest", "npm-test", "flags",
      ])
    #expect(configuration.checks.first { $0.id.name == "npm-test" }?.selector.root == "web")
    guard case .flags(let flags) = configuration.checks.last?.kind else {
      Issue.record("no flags")
      return
    }
    #expect(flags.definitions.contains { $0.matches("config/flags/flags.json") })
    #expect(flags.definitions.contains { $0.matches("odd {name}/flags/x.json") })
    #expect(configuration.hooks["pre-push"]?.map(\.name) == ["secrets", "pytest", "npm-test", "flags"])
  }

  @Test func `tests before a commit are proposed, and wait for somebody who knows that they pass`() throws {
    let text = StarterConfiguration.text(for: ["tests/test_a.py"]) { _ in nil }
    #expect(text.contains("  pytest:\n    kind: tests\n    runner: pytest\n    select: affected\n"))
    var configuration = try ConfigurationLoader.load(Array(text.utf8), path: "gate.yml")
    #expect(configuration.hooks["pre-commit"]?.map(\.name).contains("pytest") == false)
    #expect(configuration.hooks["pre-push"]?.map(\.name).contains("pytest") == true)
    let taken = text.replacing("    # - pytest\n", with: "    - pytest\n")
    configuration = try ConfigurationLoader.load(Array(taken.utf8), path: "gate.yml")
    #expect(configuration.hooks["pre-commit"]?.map(\.name).contains("pytest") == true)
  }

  @Test func `each project of a repository gets the tests of its own runner`() throws {
    let text = StarterConfiguration.text(
      for: [
        "api/pom.xml", "api/src/test/java/com/ATest.java", "tools/test_a.py", "web/package.json", "cli/Cargo.toml",
        "svc/go.mod", "app/build.gradle", "app/src/test/kotlin/BTest.kt",
      ], presets: []
    ) { path in
      switch path {
      case "web/package.json": Array("{\"scripts\": {\"test\": \"mocha\"}}".utf8)
      case "tools/test_a.py": Array("import unittest".utf8)
      default: nil
      }
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).drop { $0 != "checks:" }
    #expect(
      lines.filter { !$0.hasPrefix("  #") }.joined(separator: "\n") == """
        checks:
          secrets:
            kind: secrets
          unittest:
            kind: tests
            runner: unittest
            select: affected
          mocha:
            kind: tests
            runner: mocha
            select: affected
            root: "web"
          go-test:
            kind: tests
            runner: go
            select: affected
            root: "svc"
          cargo-test:
            kind: tests
            runner: cargo
            select: affected
            root: "cli"
          maven-test:
            kind: tests
            runner: maven
            select: affected
            root: "api"
          gradle-test:
            kind: tests
            runner: gradle
            select: affected
            root: "app"

        """, "\(text)")
  }

  @Test func `tests whose files are not known are proposed as a whole, before a push`() throws {
    let text = StarterConfiguration.text(for: ["go.mod"], selects: { _ in false }) { _ in nil }
    #expect(!text.contains("affected"))
    #expect(!text.contains("# - go-test"))
    #expect(text.contains("    - go-test\n"))
  }

  @Test func `only presets that exist are proposed`() {
    let text = StarterConfiguration.text(for: ["a.py", "a.sh"], presets: ["shellcheck"]) { _ in nil }
    #expect(!text.contains("black"))
    #expect(text.contains("shellcheck:\n    preset: shellcheck\n"))
  }

  @Test func `paths that are no text do no harm`() throws {
    let odd = RepositoryPath(bytes: [0xff, 0xfe] + Array("/flags/x.json".utf8))
    let manifest = RepositoryPath(bytes: [0xff] + Array("/package.json".utf8))
    let text = StarterConfiguration.text(for: [odd, manifest, "new\nline/flags/a.json"], presets: []) { _ in
      Array("{\"scripts\": {\"test\": \"x\"}}".utf8)
    }
    let configuration = try Sample.load(text)
    #expect(configuration.checks.map(\.id.name) == ["secrets", "flags"])
  }

  @Test func `only a few configuration files are read`() {
    var asked: [RepositoryPath] = []
    let paths: [RepositoryPath] = ["a.py", "big.json", "pyproject.toml", "package.json", "x/y/package.json"]
    _ = StarterConfiguration.text(for: paths, presets: Self.linters) {
      asked.append($0)
      return nil
    }
    #expect(Set(asked).isSubset(of: ["pyproject.toml", "package.json", "x/y/package.json"]))
  }

  /// What the starter of a repository of these files loads as.
  private func load(_ files: [String: String]) throws -> Configuration {
    let text = StarterConfiguration.text(for: files.keys.sorted().map { RepositoryPath($0) }, presets: Self.linters) {
      files[$0.description].map { Array($0.utf8) }
    }
    let presets = Dictionary(
      uniqueKeysWithValues: Self.linters.map { name in
        (
          name,
          Preset(
            name: name, summary: "", files: [], types: [], command: [name], versionArguments: [], format: "",
            grain: .file, configuration: [], passedStatuses: [0], failedStatuses: [1], install: "")
        )
      })
    return try ConfigurationLoader.load(Array(text.utf8), path: "gate.yml", presets: presets)
  }
}

extension StarterConfigurationTests {
  @Test func `a linter that is not installed stands there as a comment and is no check`() throws {
    let text = StarterConfiguration.text(for: ["a.sh", "Dockerfile"], isInstalled: { $0 == "hadolint" }) { _ in nil }
    let configuration = try ConfigurationLoader.load(Array(text.utf8), path: "gate.yml")
    #expect(configuration.checks.map(\.id.name) == ["secrets", "hadolint"])
    #expect(text.contains("    # - shellcheck\n"))
    #expect(text.contains("  # shellcheck:\n  #   preset: shellcheck\n"))
  }
}
