import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate init --ci`, and what it writes run step by step.
@Suite struct CIWorkflowTests {
  private static let steps = """
    import json, sys, yaml
    document = yaml.safe_load(sys.stdin)
    jobs = document["jobs"].values()
    print(json.dumps([[step.get("name", ""), step["run"]] for job in jobs for step in job["steps"] if "run" in step]))
    """

  @Test func `a workflow that is there stays`() throws {
    let repository = try TestRepository.gated("version: 1\nchecks:\n  lint: { preset: black }\n")
    for (service, path) in [("github", ".github/workflows/gate.yml"), ("gitlab", ".gitlab-ci.yml")] {
      let first = try repository.gate("init", "--ci", service)
      #expect(first.status == 0 && first.output.contains(path), "\(first.everything)")
      let file = RepositoryPath(path)
      #expect(String(decoding: try repository.read(file), as: UTF8.self).contains("python3 -m pip install black"))
      try repository.write(file, "mine\n")
      #expect(try repository.gate("init", "--ci", service).status == 2)
      #expect(String(decoding: try repository.read(file), as: UTF8.self) == "mine\n")
      let shown = try repository.gate("init", "--ci", service, "--print")
      #expect(shown.status == 0 && shown.output.contains("gate check --ci"))
      #expect(try repository.gate("init", "--ci", service, "--force").status == 0)
      #expect(try String(decoding: repository.read(file), as: UTF8.self) == shown.output)
    }
    #expect(try repository.gate("init", "--ci", "nosuch").status == 2)
  }

  @Test func `a workflow needs a gate.yml to know what to install`() throws {
    let run = try TestRepository().gate("init", "--ci", "github")
    #expect(run.status == 2 && run.errors.contains("gate init"), "\(run.everything)")
  }

  @Test func `the fixture's workflow, run step by step, finds what the hooks find`() throws {
    let repository = try TestRepository()
    let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/seed-pipeline").path
    try runProcess("cp", ["-R", "\(fixture)/.", "\(repository.root)"])
    #expect(try repository.gate("init", "--ci", "github").status == 0)
    try repository.git("add", "-A")
    try repository.commit("all")
    try repository.git("checkout", "--quiet", "-b", "topic")
    try repository.write(
      "data_practitioner/batches.py", "import os\n\n\ndef batches( items, size ):\n    return []\n\n\nWORKERS = 1\n")
    let source = String(decoding: try repository.read("src/story-digest.js"), as: UTF8.self)
    try repository.write("src/story-digest.js", source.replacingOccurrences(of: "story-digest", with: "story-digset"))
    try repository.git("add", "-A")
    var expected: Set<String> = []
    for hook in ["pre-commit", "pre-push"] {
      expected.formUnion(try findings(repository.gate("check", "--hook", hook, "--format", "json").output))
    }
    #expect(expected.contains { $0.contains("F401") } && expected.contains { $0.contains("story-digest.js") })
    try repository.commit("worse")

    let clone = repository.surroundings.appending("job")
    try repository.git(["clone", "--quiet", "--branch=topic", "file://\(repository.root)", clone.description])
    let workflow = try repository.read(".github/workflows/gate.yml")
    let listed = try runProcess(
      Tools.directory + "/python3", ["-c", Self.steps], environment: repository.gateEnvironment, stdin: workflow)
    let steps = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.stdout)) as? [[String]], "\(listed.everything)")
    #expect(steps.map { $0[0] } == ["Install gate", "Install what the checks run", "Check the change"])
    let path = repository.surroundings.appending("path")
    let report = repository.surroundings.appending("report.json")
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
      "GITHUB_PATH": path.description, "GITHUB_STEP_SUMMARY": repository.surroundings.appending("page.md").description,
    ]
    var status: Int32 = 0
    // What the checks run is here already, and the network is not.
    for step in steps where step[0] != "Install what the checks run" {
      let script = step[1].replacingOccurrences(of: "gate check --ci", with: "gate check --ci --report json=\(report)")
      let run = try runProcess(
        "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        environment: repository.gateEnvironment.merging(variables) { $1 }, directory: clone)
      status = run.status
      if step[0] == "Install gate" { #expect(run.status == 0, "\(run.everything)") }
    }
    #expect(status == 1)
    let found = try findings(String(contentsOfFile: report.description, encoding: .utf8))
    #expect(found == expected)
  }

  /// Check, rule, file and line of each finding in a JSON report.
  private func findings(_ report: String) throws -> Set<String> {
    let document = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    let checks = try #require(document?["checks"] as? [[String: Any]])
    return Set(
      checks.flatMap { check in
        (check["findings"] as? [[String: Any]] ?? []).map { finding in
          ["rule", "path", "line"].map { "\(finding[$0] ?? "")" }.joined(separator: " ") + " \(check["id"] ?? "")"
        }
      })
  }
}
