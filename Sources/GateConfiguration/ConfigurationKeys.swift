/// Every key of gate.yml: what the loader accepts and what the schema must describe.
package enum ConfigurationKeys {
  /// A key of a check.
  package struct CheckKey: Hashable, Sendable {
    package var name: String
    /// The kinds of check that have it.
    package var kinds: [CheckKind]
  }

  /// The keys at the top of the file. Keys that begin with `x-` are the user's own, a place for anchors.
  package static let top = [
    "version", "hooks", "checks", "fail_fast", "fix", "budget", "jobs", "link", "cache", "warm", "stories",
  ]

  /// The keys of an entry of `checks`.
  package static let check: [CheckKey] =
    common.map { CheckKey(name: $0, kinds: CheckKind.allCases) } + [
      CheckKey(name: "run", kinds: [.command, .tests]),
      CheckKey(name: "writes", kinds: [.command, .tests]),
      CheckKey(name: "format", kinds: [.command]),
      CheckKey(name: "fix", kinds: [.command, .lint]),
      CheckKey(name: "preset", kinds: [.lint]),
      CheckKey(name: "args", kinds: [.lint]),
      CheckKey(name: "runner", kinds: [.tests]),
      CheckKey(name: "select", kinds: [.tests]),
      CheckKey(name: "map", kinds: [.tests]),
      CheckKey(name: "command", kinds: [.tests]),
      CheckKey(name: "coverage", kinds: [.tests]),
      CheckKey(name: "budget", kinds: [.tests]),
      CheckKey(name: "full", kinds: [.tests]),
      CheckKey(name: "retries", kinds: [.tests]),
      CheckKey(name: "max_size", kinds: [.secrets]),
      CheckKey(name: "disable", kinds: [.secrets]),
      CheckKey(name: "archives", kinds: [.secrets]),
      CheckKey(name: "baseline", kinds: [.secrets]),
      CheckKey(name: "allow", kinds: [.secrets]),
      CheckKey(name: "definitions", kinds: [.flags]),
      CheckKey(name: "references", kinds: [.flags]),
      CheckKey(name: "key_style", kinds: [.flags]),
      CheckKey(name: "aliases", kinds: [.flags]),
      CheckKey(name: "wrappers", kinds: [.flags]),
      CheckKey(name: "require", kinds: [.flags]),
      CheckKey(name: "owners", kinds: [.flags]),
      CheckKey(name: "lifetimes", kinds: [.flags]),
      CheckKey(name: "expiry_warning", kinds: [.flags]),
      CheckKey(name: "settled_after", kinds: [.flags]),
      CheckKey(name: "max_step", kinds: [.flags]),
      CheckKey(name: "rules", kinds: [.flags, .environments]),
      CheckKey(name: "environments", kinds: [.flags, .environments]),
      CheckKey(name: "differs", kinds: [.environments]),
      CheckKey(name: "policies", kinds: [.environments]),
      CheckKey(name: "contexts", kinds: [.flags]),
      CheckKey(name: "bucketing", kinds: [.flags]),
      CheckKey(name: "individuals", kinds: [.flags]),
    ]

  /// The keys of an entry of `allow` in a check for secrets.
  package static let allowance = ["rule", "path", "fingerprint", "until", "owner", "reason"]

  /// The keys of an entry of `wrappers` in a check of flags.
  package static let wrapper = ["name", "key", "type"]

  /// The keys of `coverage` in a check for tests.
  package static let coverage = ["changed_lines", "report", "files", "exclude"]

  /// The keys of an entry of `stories`.
  package static let story = ["paths", "tests", "flags", "checks", "rollback"]

  /// The keys of `rollback` in a story.
  package static let rollback = ["command", "undo", "probes", "timeout"]

  /// The keys of a probe that is no file.
  package static let probe = ["run"]

  /// The keys of `cache` at the top.
  package static let cache = ["remote"]

  /// The keys of `remote` in `cache`.
  package static let remote = ["url", "key", "read", "write", "timeout"]

  /// The keys of `read` and `write` in `remote`.
  package static let credential = ["token", "user", "password"]

  /// The keys of a preset, in `Config/presets/*.yml`.
  package static let preset = [
    "name", "summary", "files", "types", "command", "fix", "version", "format", "grain", "configuration",
    "user_configuration", "exit", "install",
  ]

  /// The keys of `exit` in a preset.
  package static let exit = ["passed", "failed"]

  private static let common = [
    "kind", "files", "exclude", "types", "inputs", "env", "timeout", "isolation", "cache", "root", "needs", "await",
  ]
}

/// What a check does: the value of `kind`.
package enum CheckKind: String, Hashable, Sendable, CaseIterable {
  case command
  case lint
  case tests
  case secrets
  case flags
  case environments
}
