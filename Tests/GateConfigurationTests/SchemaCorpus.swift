import GateConfiguration

/// Texts on which schema and decoder must agree.
enum SchemaCorpus {
  /// What a check of each kind cannot do without.
  static let least: [CheckKind: [String: String]] = [
    .command: ["run": "make"], .lint: ["preset": "black"], .tests: ["runner": "pytest"], .secrets: [:],
    .flags: ["definitions": "flags/*.json"],
  ]

  static let good = [
    "version: 1", "version: 1\nhooks: {}\nchecks: {}", Sample.everything,
    "version: 1\nchecks: {a: {run: make}}\nhooks: {pre-commit: [a], commit-msg: []}",
    "version: 1\nx-anything: [1, {2: 3}]",
    "version: 1\nx-b: &b {run: x}\nchecks: {a: *b, c: {<<: *b, timeout: 5s}}",
    "version: 1\nchecks: {a: {kind: tests, run: x, runner: pytest}}",
    "version: 1\nchecks: {'2024': {kind: secrets}, a.b/c_d-e: {kind: secrets}}",
    "version: 1\nlink: vendor",
    "version: 1\nfix: off", "version: 1\nfix: apply", "version: 1\nfix: {pre-commit: apply, pre-push: suggest}",
    "version: 1\ncache: {}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K}}",
    "version: 1\ncache: {remote: {url: 'http://a:80/b/', key: K, timeout: 2s, read: {user: U, password: P}}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, write: {token: T}}}",
    "version: 1\nfix: {}", "version: 1\nchecks: {a: {run: x, await: commit-msg}}",
    "version: 1\nwarm: pre-push\nhooks: {pre-push: []}",
    "version: 1\nchecks: {a: {run: x, fix: x --fix}, b: {preset: black, fix: true}, c: {preset: flake8, fix: false}}",
    "version: 1\nbudget: {pre-commit: 2s}", "version: 1\nbudget: {}",
    "version: 1\nchecks: {a: {run: x, writes: true, isolation: in-place}, b: {preset: black, needs: a}}",
    "version: 1\nchecks: {a: {kind: secrets, needs: [b, c]}, b: {run: x}, c: {run: x, needs: b}}",
    "version: 1\nchecks: {a: {kind: secrets, baseline: known, allow: []}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{rule: x, reason: y}, {path: 'a/**', until: '2027-01-31', reason: y}]}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{fingerprint: x, until: 2027-01-31, owner: z, reason: y}]}}",
  ]

  /// Both must refuse these.
  static let bad = [
    "version: 1\nchecks: {a: {kind: secrets, baseline: [x]}}", "version: 1\nchecks: {a: {run: x, allow: []}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [x]}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: {rule: x}}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{rule: x}]}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{reason: x}]}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{rule: x, reason: y, until: soon}]}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{rule: x, reason: y, by: z}]}}",
    "version: 1\nchecks: {a: {kind: secrets, allow: [{path: [x], reason: y}]}}",
    "hooks: {}", "version: 2", "version: '1'", "version: true", "- version: 1", "version: 1\nhoks: {}",
    "version: 1\nhooks: []", "version: 1\nhooks:", "version: 1\nchecks: []", "version: 1\nhooks: {pre-comit: []}",
    "version: 1\nhooks: {pre-commit: a}\nchecks: {a: {run: x}}", "version: 1\nhooks: {pre-commit: [1]}",
    "version: 1\nhooks: {pre-commit: [a, a]}\nchecks: {a: {run: x}}", "version: 1\nfail_fast: 1",
    "version: 1\nfail_fast: yes", "version: 1\njobs: 0", "version: 1\njobs: 1025", "version: 1\njobs: two",
    "version: 1\nlink: {}", "version: 1\nchecks: {a: make}", "version: 1\nchecks: {a: {}}",
    "version: 1\nchecks: {a b: {run: x}}", "version: 1\nchecks: {a: {run: x, preset: black}}",
    "version: 1\nchecks: {a: {kind: command}}", "version: 1\nchecks: {a: {kind: lint}}",
    "version: 1\nchecks: {a: {kind: lint, preset: black, run: x}}", "version: 1\nchecks: {a: {kind: tests}}",
    "version: 1\nchecks: {a: {kind: flags}}", "version: 1\nchecks: {a: {kind: flags, definitions: []}}",
    "version: 1\nchecks: {a: {kind: other}}", "version: 1\nchecks: {a: {run: x, runner: pytest}}",
    "version: 1\nchecks: {a: {preset: black, disable: [x]}}", "version: 1\nchecks: {a: {kind: secrets, run: x}}",
    "version: 1\nchecks: {a: {run: x, fils: y}}", "version: 1\nchecks: {a: {run: x, timeout: 60}}",
    "version: 1\nchecks: {a: {run: x, timeout: 1d}}", "version: 1\nchecks: {a: {run: x, cache: 'true'}}",
    "version: 1\nchecks: {a: {run: x, types: klingon}}", "version: 1\nchecks: {a: {run: x, env: 'A=b'}}",
    "version: 1\nchecks: {a: {run: x, env: [1x]}}", "version: 1\nchecks: {a: {run: [x]}}",
    "version: 1\nchecks: {-a: {run: x}}", "version: 1\nfix: aply", "version: 1\nfix: true", "version: 1\nfix: [apply]",
    "version: 1\nfix: {pre-comit: apply}", "version: 1\nfix: {pre-commit: aply}", "version: 1\nfix: {pre-commit: {}}",
    "version: 1\nchecks: {a: {run: x, fix: true}}", "version: 1\nchecks: {a: {preset: black, fix: black}}",
    "version: 1\ncache: true", "version: 1\ncache: {remotes: {}}", "version: 1\ncache: {remote: {}}",
    "version: 1\ncache: {remote: 'https://a'}", "version: 1\ncache: {remote: {url: 'https://a'}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: [K]}}",
    "version: 1\ncache: {remote: {url: 'ftp://a', key: K}}",
    "version: 1\ncache: {remote: {url: 'https://u:p@a', key: K}}",
    "version: 1\ncache: {remote: {url: 'https://a?b', key: K}}",
    "version: 1\ncache: {remote: {url: 'https:// a', key: K}}",
    "version: 1\ncache: {remote: {url: 'https://', key: K}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: a b}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, timeout: 300}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, write: T}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, write: {}}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, write: {user: U}}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, write: {token: T, user: U, password: P}}}",
    "version: 1\ncache: {remote: {url: 'https://a', key: K, mode: read}}",
    "version: 1\nbudget: 2s", "version: 1\nbudget: {pre-push: 2s}", "version: 1\nbudget: {pre-commit: 2}",
    "version: 1\nchecks: {a: {run: x, writes: 1}}", "version: 1\nchecks: {a: {preset: black, writes: true}}",
    "version: 1\nchecks: {a: {run: x, needs: {}}}",
    "version: 1\nchecks: {a: {kind: tests, run: x, fix: y}}", "version: 1\nwarm: true\nhooks: {pre-push: []}",
    "version: 1\nchecks: {a: {run: x, await: pre-push}}", "version: 1\nchecks: {a: {run: x, await: true}}",
    "version: 1\nwarm: pre-commit\nhooks: {pre-push: []}", "version: 1\nwarm: [pre-push]\nhooks: {pre-push: []}",
  ]

  /// A schema cannot see these.
  static let wrongInMeaning = [
    "version: 1\nhooks: {pre-commit: [a]}", "version: 1\nchecks: {a: {preset: nobody}}",
    "version: 1\nchecks: {a: {run: x, files: '[a'}}", "version: 1\nchecks: {a: {run: x, timeout: 0s}}",
    "version: 1\nchecks: {a: {run: x, root: ../x}}", "version: 1\nlink: /etc",
    "version: 1\nchecks: {a: {preset: flake8, fix: true}}",
    "version: 1\nchecks: {a: {run: x, needs: a}}", "version: 1\nchecks: {a: {run: x, needs: b}}",
    "version: 1\nbudget: {pre-commit: 0s}",
    "version: 1\nchecks: {a: {run: x}, a: {run: y}}", "version: 1\nchecks: {a: {run: '  '}}",
    "version: 1\nwarm: pre-push", "version: 1\nchecks: {a: {run: x, await: commit-msg, cache: false}}",
    "version: 1\nchecks: {a: {run: x, await: commit-msg, isolation: in-place}}",
  ]
}
