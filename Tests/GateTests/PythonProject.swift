import Foundation
import GateModel
import GateTestSupport
import Testing

/// A small Python project whose affected tests gate runs with the real pytest.
struct PythonProject {
  /// What a run said of its one check of tests.
  struct Run {
    var result: ProcessResult
    var verdict: String
    var reason: String
    /// How many test files the check looked at, and of how many it knew the verdict.
    var files: Int
    var cached: Int
    var note: String
    /// Rule and path of each finding, in order.
    var findings: [String]

    /// How many test files were executed.
    var executed: Int { files - cached }
    /// For a failed expectation.
    var comment: Comment { Comment(rawValue: result.everything) }
  }

  let repository: TestRepository

  /// Five modules, each with a test of its own, and these further files.
  ///
  /// - Parameter options: further keys of the check, such as `, full: never`.
  init(
    _ options: String = ", full: never", hooks: String = "{ pre-commit: [unit], pre-push: [unit] }",
    files: [RepositoryPath: String] = [:]
  ) throws {
    var all: [RepositoryPath: String] = [
      "pkg/__init__.py": "", "README.md": "Read me.\n", ".gitignore": "__pycache__\n.pytest_cache\n",
    ]
    for number in 1...5 {
      all[RepositoryPath("pkg/m\(number).py")] = "def value():\n    return \(number)\n"
      all[RepositoryPath("tests/test_\(number).py")] = Self.test(number)
    }
    all["conftest.py"] = ""
    all["gate.yml"] = """
      version: 1
      hooks: \(hooks)
      checks:
        unit: { kind: tests, runner: pytest, select: affected\(options) }

      """
    repository = try TestRepository()
    for (path, text) in all.merging(files, uniquingKeysWith: { $1 }) { try repository.write(path, text) }
    try repository.git("add", "-A")
    try repository.commit("base")
  }

  static func test(_ number: Int, of module: String? = nil) -> String {
    "from pkg.\(module ?? "m\(number)") import value\n\n\ndef test_\(number)():\n    assert value() == \(number)\n"
  }

  /// Writes and stages these; `nil` removes.
  func stage(_ changes: [RepositoryPath: String?]) throws {
    for (path, text) in changes {
      if let text { try repository.write(path, text) } else { try repository.remove(path) }
    }
    try repository.git("add", "-A")
  }

  func check(_ arguments: String..., adding variables: [String: String] = [:]) throws -> Run {
    try run(try repository.gate(["check"] + arguments + ["--format", "json"], adding: variables))
  }

  private func run(_ result: ProcessResult) throws -> Run {
    guard let report = try? JSONSerialization.jsonObject(with: Data(result.stdout)) as? [String: Any],
      let check = (report["checks"] as? [[String: Any]])?.first
    else { throw TestSupportError(result.everything) }
    let findings = (check["findings"] as? [[String: Any]] ?? []).map { finding in
      "\(finding["rule"] ?? "") \(finding["path"] as? String ?? "")"
    }
    return Run(
      result: result, verdict: check["verdict"] as? String ?? "", reason: check["reason"] as? String ?? "",
      files: check["files"] as? Int ?? 0, cached: check["cached_files"] as? Int ?? 0,
      note: check["note"] as? String ?? "", findings: findings)
  }
}
