import GateConfiguration
import GateModel

/// Values that the tests of this target share.
enum Sample {
  /// A gate.yml that uses every key.
  static let everything = """
    version: 1
    fail_fast: true
    fix: { pre-commit: apply, pre-push: off }
    jobs: 4
    warm: pre-push
    link: [node_modules, "apps/web/node_modules/"]
    cache:
      remote:
        url: https://cache.example.com/gate/
        key: GATE_CACHE_KEY
        read: { user: CACHE_USER, password: CACHE_PASSWORD }
        write: { token: CACHE_TOKEN }
        timeout: 1s
    x-shared: &shared
      exclude: "**/generated/**"
      timeout: 90s
    hooks:
      pre-commit: [format, secrets, unit]
      pre-push:
        - suite
        - flags
    checks:
      format: { preset: black, args: [--line-length, 100, --fast], <<: *shared }
      secrets: { kind: secrets, max_size: 64MiB, disable: [generic-key], archives: true }
      flags:
        kind: flags
        definitions: "flags/*.json"
        references: ["src/**", "!src/vendor/"]
      unit: { kind: tests, runner: pytest, select: affected, await: commit-msg, inputs: [pyproject.toml] }
      suite: { kind: tests, run: "pytest -q {files}", timeout: 1h, cache: false, retries: 2 }
      explicit/lint: { kind: lint, preset: black, fix: false }
      anything.else_2:
        kind: command
        run: npx eslint --format json {files}
        fix: npx eslint --fix {files}
        format: unix
        files: "src/**/*.{ts,tsx}"
        exclude: ["**/generated/**", "*.d.ts"]
        types: [typescript, tsx]
        inputs: [package.json, .eslintrc.json]
        env: [NODE_ENV, CI]
        timeout: 500ms
        isolation: in-place
        cache: true
        root: apps/web

    """

  /// A preset of the tests, so that they do not depend on what gate ships.
  static let black = """
    name: black
    summary: Python's formatter
    types: [python, python-stub]
    command: [black, --check, --quiet, "{files}"]
    fix: [black, --quiet, "{files}"]
    version: [--version]
    format: black
    grain: file
    configuration: [pyproject.toml]
    exit: { passed: [0], failed: [1] }
    install: pip install black

    """

  static let presets = PresetLibrary(texts: [
    "black": Array(black.utf8), "ruff": Array(black.replacingName(with: "ruff").utf8),
    // One that cannot fix.
    "flake8": Array(black.replacingName(with: "flake8").withoutLine(beginning: "fix:").utf8),
  ])

  static func load(_ text: String) throws(ConfigurationErrors) -> Configuration {
    try ConfigurationLoader.load(Array(text.utf8), path: "gate.yml", presets: presets)
  }

  /// The errors of `text`, a line each; none where it loads.
  static func errors(_ text: String) -> [String] {
    do throws(ConfigurationErrors) {
      _ = try load(text)
      return []
    } catch {
      return error.lines
    }
  }
}

extension String {
  fileprivate func withoutLine(beginning start: String) -> String {
    split(separator: "\n").filter { !$0.hasPrefix(start) }.joined(separator: "\n")
  }

  fileprivate func replacingName(with name: String) -> String {
    split(separator: "\n").map { $0.hasPrefix("name:") ? "name: \(name)" : String($0) }.joined(separator: "\n")
  }
}
