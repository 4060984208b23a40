import Foundation
import GateModel
import GateTestSupport
import Testing

/// `gate init --ci`, and what it writes run step by step.
@Suite struct CIWorkflowTests {
  /// The `run:` steps of a job with their variables, expressions filled in as GitHub would for a run with no secrets.
  private static let steps = #"""
    import json, re, sys, yaml
    values = dict(pair.split("=", 1) for pair in sys.argv[2:])
    def filled(text):
        return re.sub(r"\$\{\{ *(.*?) *\}\}", lambda match: values.get(match[1], ""), str(text))
    job = yaml.safe_load(sys.stdin)["jobs"][sys.argv[1]]
    steps = [step for step in job["steps"] if "run" in step]
    print(json.dumps([
        {"name": step["name"], "run": step["run"], "env": {k: filled(v) for k, v in step.get("env", {}).items()}}
        for step in steps
    ]))
    """#

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
    for wrong in [
      ["--ci", "nosuch"], ["--ci", "gitlab", "--sarif"], ["--sarif"], ["--ci", "github", "--shards", "0"],
    ] {
      #expect(try repository.gate(["init"] + wrong).status == 2)
    }
  }

  @Test
  func `a workflow installs what gate.yml names, hands over the cache's secrets, and says what it cannot install`()
    throws
  {
    let repository = try TestRepository.gated(
      """
      version: 1
      cache: { remote: { url: "https://cache.example", key: SIGN, read: { token: READ }, write: { user: U, password: P } } }
      checks:
        lint: { run: "oxlint {files}" }
        build: { run: make }
        unit: { kind: tests, runner: pytest }
        all: { kind: tests, run: "nose2 -v", files: "*.py" }

      """)
    let github = try repository.gate("init", "--ci", "github", "--print").output
    #expect(github.contains("# oxlint, which the check lint runs\n") && github.contains("# nose2, which"), "\(github)")
    #expect(github.contains("python3 -m pip install pytest\n") && !github.contains("# make"))
    for name in ["SIGN", "READ"] { #expect(github.contains("          \(name): ${{ secrets.\(name) }}\n")) }
    for name in ["U", "P"] { #expect(github.contains("          \(name): ${{ github.event_name == 'push' && ")) }
    let gitlab = try repository.gate("init", "--ci", "gitlab", "--print", "--shards", "3").output
    #expect(
      gitlab.contains("masked: SIGN, READ\n") && gitlab.contains("write: U, P\n") && gitlab.contains("parallel: 3"))
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
    let written = try repository.gate("init", "--ci", "github", "--sarif")
    #expect(written.status == 0, "\(written.everything)")
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

    let job = try run("check", in: repository)
    #expect(job.statuses == ["Install gate": 0, "Install what the checks run": 0, "Check the change": 1])
    #expect(try sarif(job.clone) == expected)
    let page = try String(contentsOfFile: "\(job.clone)-page.md", encoding: .utf8)
    #expect(page.contains("F401") && page.contains("digest.js"), "\(page)")

    // The same over two machines, and what shows them to be the whole.
    #expect(try repository.gate("init", "--ci", "github", "--sarif", "--shards", "2", "--force").status == 0)
    var together: Set<String> = []
    for shard in ["1", "2"] {
      let part = try run("check", in: repository, ["matrix.shard=\(shard)"])
      let found = try sarif(part.clone)
      #expect(!found.isEmpty && found.isDisjoint(with: together) && found != expected)
      together.formUnion(found)
      let folder = repository.surroundings.appending("whole/shards/gate-report-\(shard)")
      try FileManager.default.createDirectory(atPath: folder.description, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: "\(part.clone)/gate-report.json", toPath: "\(folder)/gate-report.json")
    }
    #expect(together == expected)
    let whole = repository.surroundings.appending("whole")
    let proof = try run("whole", in: repository, ["needs.check.result=success"], directory: whole)
    #expect(proof.statuses.values.allSatisfy { $0 == 0 } && proof.statuses.count == 3, "\(proof.statuses)")
    try FileManager.default.removeItem(atPath: "\(whole)/shards/gate-report-2")
    let short = try run("whole", in: repository, ["needs.check.result=failure"], directory: whole)
    #expect(short.statuses["See that every shard passed"] == 1)
    #expect(short.statuses["See that the shards leave nothing out"] == 1)
  }

  /// Executes each `run:` step of a job of the workflow, as it stands there, in a fresh clone of `topic` or in `directory`:
  /// by bash as GitHub starts it, with the files that GitHub gives a step. pip has no index here, and finds what the
  /// workflow installs to be there.
  private func run(
    _ job: String, in repository: TestRepository, _ values: [String] = [], directory: LocalPath? = nil
  ) throws -> (clone: LocalPath, statuses: [String: Int32]) {
    let clone = directory ?? repository.surroundings.appending("job-\(UInt32.random(in: 0...UInt32.max))")
    if directory == nil {
      try repository.git(["clone", "--quiet", "--branch=topic", "file://\(repository.root)", clone.description])
    }
    let workflow = try repository.read(".github/workflows/gate.yml")
    let listed = try runProcess(
      GateProgram.tools + "/python3", ["-c", Self.steps, job] + values, environment: repository.gateEnvironment,
      stdin: workflow)
    let steps = try #require(
      try JSONSerialization.jsonObject(with: Data(listed.stdout)) as? [[String: Any]], "\(listed.everything)")
    let variables = [
      "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main",
      "GITHUB_PATH": "\(clone)-path", "GITHUB_STEP_SUMMARY": "\(clone)-page.md", "GITHUB_ENV": "\(clone)-env",
      "GITHUB_OUTPUT": "\(clone)-output", "PIP_NO_INDEX": "1",
    ]
    var statuses: [String: Int32] = [:]
    for step in steps {
      let name = try #require(step["name"] as? String)
      let own = try #require(step["env"] as? [String: String])
      let script = try #require(step["run"] as? String)
      let run = try runProcess(
        "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        environment: repository.gateEnvironment.merging(variables) { $1 }.merging(own) { $1 }, directory: clone)
      statuses[name] = run.status
      if name.hasPrefix("Install") { #expect(run.status == 0, "\(run.everything)") }
    }
    return (clone, statuses)
  }

  /// The same of each result in the SARIF that the job left.
  private func sarif(_ clone: LocalPath) throws -> Set<String> {
    let text = try String(contentsOfFile: "\(clone)/gate.sarif", encoding: .utf8)
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let results = try #require((document?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    return Set(
      results.map { result in
        let place = ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]) ?? [:]
        let path = (place["artifactLocation"] as? [String: Any])?["uri"] ?? ""
        let line = (place["region"] as? [String: Any])?["startLine"] ?? ""
        return "\(result["ruleId"] ?? "") \(path) \(line)"
      })
  }

  /// Check, rule, file and line of each finding in a JSON report.
  private func findings(_ report: String) throws -> Set<String> {
    let document = try JSONSerialization.jsonObject(with: Data(report.utf8)) as? [String: Any]
    let checks = try #require(document?["checks"] as? [[String: Any]])
    return Set(
      checks.flatMap { check in
        (check["findings"] as? [[String: Any]] ?? []).map { finding in
          let values = ["rule", "path", "line"].map { finding[$0].flatMap { $0 is NSNull ? nil : "\($0)" } ?? "" }
          return "\(check["id"] ?? "")/" + values.joined(separator: " ")
        }
      })
  }
}
