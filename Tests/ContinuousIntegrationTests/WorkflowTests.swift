import ContinuousIntegration
import Foundation
import GateTestSupport
import Testing

/// The workflows that gate writes, before the linters of their services.
@Suite struct WorkflowTests {
  private static let installation = CIInstallation(
    commands: ["npm ci", "python3 -m pip install black flake8"], notes: ["eslint: npm install --save-dev eslint"])

  private static let tools: String = {
    if let given = ProcessInfo.processInfo.environment["GATE_TOOLS"] { return given }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appending(path: ".build/tools/bin").path
  }()

  private func linted(_ text: String, _ program: String, _ arguments: String...) throws -> String {
    let run = try runProcess(
      Self.tools + "/" + program, arguments, environment: ["PATH": "\(Self.tools):/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
      stdin: Array(text.utf8))
    return run.status == 0 ? "" : "\(run.status): \(run.output)\(run.errors)"
  }

  private static let yamllint =
    "{extends: default, rules: {document-start: disable, line-length: {max: 130}, truthy: disable}}"

  private static let secrets = CISecrets(
    reading: ["GATE_KEY", "USER_NAME"], writing: ["USER_NAME", "WRITE_TOKEN"])

  /// Everything that a workflow can be asked for, each with and without the others.
  private static let plans: [CIWorkflowPlan] = [installation, CIInstallation()].flatMap { installation in
    [nil, secrets].flatMap { secrets in
      [(1, false), (3, false), (1, true), (2, true)].map { shards, sarif in
        CIWorkflowPlan(
          installation: installation, branch: "main", secrets: secrets, shards: shards, uploadsSARIF: sarif)
      }
    }
  }

  @Test(arguments: plans) func `actionlint and shellcheck accept GitHub's`(plan: CIWorkflowPlan) throws {
    var plan = plan
    for branch in ["main", "release/1.x", "a\"b"] {
      plan.branch = branch
      let text = GitHubWorkflow().text(plan)
      #expect(try linted(text, "actionlint", "-shellcheck", Self.tools + "/shellcheck", "-") == "")
      #expect(try linted(text, "yamllint", "--strict", "-d", Self.yamllint, "-") == "")
    }
  }

  /// YAML as GitLab reads it: `!reference` is a list, and what a job extends is merged into it.
  private static let gitlab = """
    import json, sys, yaml
    yaml.SafeLoader.add_constructor("!reference", lambda loader, node: {"reference": loader.construct_sequence(node)})
    print(json.dumps(yaml.safe_load(sys.stdin), sort_keys=True))
    """

  @Test(arguments: plans) func `GitLab's is YAML whose jobs have what GitLab asks for`(plan: CIWorkflowPlan) throws {
    let text = GitLabWorkflow().text(plan)
    #expect(try linted(text, "yamllint", "--strict", "-d", Self.yamllint, "-") == "")
    let run = try runProcess(
      Self.tools + "/python3", ["-I", "-c", Self.gitlab], environment: ["PATH": Self.tools], stdin: Array(text.utf8))
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(run.stdout)) as? [String: [String: Any]], "\(run.errors)")
    #expect(Set(document.keys) == (plan.shards > 1 ? [".gate", "gate", "gate-shards"] : [".gate", "gate"]))
    let gate = try #require(document["gate"])
    let known: Set = [
      "extends", "parallel", "variables", "cache", "before_script", "script", "artifacts", "image", "rules", "needs",
    ]
    for job in document.values { #expect(Set(job.keys).isSubset(of: known)) }
    #expect(gate["parallel"] as? Int == (plan.shards > 1 ? plan.shards : nil))
    #expect((gate["cache"] as? [[String: Any]])?.count == 2)
    let script = try #require((gate["script"] as? [String])?.first)
    #expect(script.hasPrefix("gate check --ci ") && script.contains("--report junit=gate-junit.xml"))
    #expect(script.contains("--shard \"$CI_NODE_INDEX/$CI_NODE_TOTAL\"") == (plan.shards > 1))
    let variables = try #require(gate["variables"] as? [String: String])
    #expect(variables["GIT_DEPTH"] == "0")
    // GitLab hands a project's own variables to its jobs; set here, they would hide those.
    #expect(!text.contains("GATE_KEY:") && text.contains("WRITE_TOKEN") == (plan.secrets != nil))
    let before = try #require(document[".gate"]?["before_script"] as? [String])
    for part in before + [script] { #expect(try linted(part, "shellcheck", "--shell=bash", "-") == "") }
  }

  @Test func `both have the whole history, the cache and the one command`() {
    for workflow in CIWorkflows.all {
      let text = workflow.text(CIWorkflowPlan(installation: Self.installation, branch: "main"))
      #expect(text.contains("gate check --ci"))
      #expect(text.contains("GATE_CACHE_DIR"))
      #expect(text.contains("fetch-depth: 0") || text.contains("GIT_DEPTH: \"0\""))
      #expect(text.contains("python3 -m pip install black flake8"))
    }
  }

  @Test(arguments: plans) func `GitHub's names every action by its commit, and asks for no more than it needs`(
    plan: CIWorkflowPlan
  ) throws {
    let text = GitHubWorkflow().text(plan)
    for line in text.split(separator: "\n") where line.contains("uses:") {
      #expect(line.contains(/uses: [a-z\/-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+$/), "\(line)")
    }
    #expect(text.contains("\npermissions:\n  contents: read\n"))
    #expect(text.components(separatedBy: ": write").count == (plan.uploadsSARIF ? 2 : 1))
    #expect(text.contains("github/codeql-action/upload-sarif") == plan.uploadsSARIF)
    #expect(text.contains("matrix:") == (plan.shards > 1) && text.contains("needs: check") == (plan.shards > 1))
  }

  @Test func `only the default branch gets what writing to the remote cache takes`() {
    let text = GitHubWorkflow().text(
      CIWorkflowPlan(installation: Self.installation, branch: "main", secrets: Self.secrets))
    #expect(text.contains("GATE_KEY: ${{ secrets.GATE_KEY }}\n"))
    #expect(text.contains("WRITE_TOKEN: ${{ github.event_name == 'push' && secrets.WRITE_TOKEN || '' }}\n"))
    // The same variable serves reading and writing, so that it cannot be left out.
    #expect(text.contains("USER_NAME: ${{ secrets.USER_NAME }}\n"))
    #expect(text.contains("GATE_REMOTE_CACHE: ${{ github.event_name != 'push' && 'read' || '' }}\n"))
  }

  @Test(arguments: [("main", "main"), ("Release/1.x", "release-1-x"), ("/é/", ""), ("-a-", "a")])
  func `GitLab's fallback is the default branch's cache, by the name that GitLab gives it`(
    branch: String, slug: String
  ) {
    let text = GitLabWorkflow().text(CIWorkflowPlan(installation: Self.installation, branch: branch))
    #expect(text.contains("fallback_keys: [gate-\(slug)]\n"))
  }
}
