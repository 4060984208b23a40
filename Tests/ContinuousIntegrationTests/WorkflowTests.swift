import ContinuousIntegration
import GateTestSupport
import Testing

/// The workflows that gate writes, before the linters of their services.
@Suite struct WorkflowTests {
  private static let installation = CIInstallation(
    commands: ["npm ci", "python3 -m pip install black flake8"], notes: ["eslint: npm install --save-dev eslint"])

  private func linted(_ text: String, _ program: String, _ arguments: String...) throws -> String {
    let run = try runProcess(
      Tools.directory + "/" + program, arguments,
      environment: ["PATH": "\(Tools.directory):/usr/bin:/bin", "LC_ALL": "C.UTF-8"],
      stdin: Array(text.utf8))
    return run.status == 0 ? "" : "\(run.status): \(run.output)\(run.errors)"
  }

  private static let yamllint =
    "{extends: default, rules: {document-start: disable, line-length: {max: 130}, truthy: disable}}"

  @Test(arguments: [installation, CIInstallation()])
  func `actionlint and shellcheck accept GitHub's`(installing: CIInstallation) throws {
    for branch in ["main", "release/1.x", "a\"b"] {
      let text = GitHubWorkflow().text(installing: installing, branch: branch)
      #expect(try linted(text, "actionlint", "-shellcheck", Tools.directory + "/shellcheck", "-") == "")
      #expect(try linted(text, "yamllint", "--strict", "-d", Self.yamllint, "-") == "")
    }
  }

  @Test(arguments: [installation, CIInstallation()])
  func `yamllint accepts GitLab's`(installing: CIInstallation) throws {
    let text = GitLabWorkflow().text(installing: installing, branch: "main")
    #expect(try linted(text, "yamllint", "--strict", "-d", Self.yamllint, "-") == "")
  }

  @Test func `both have the whole history, the cache and the one command`() {
    for workflow in CIWorkflows.all {
      let text = workflow.text(installing: Self.installation, branch: "main")
      #expect(text.contains("gate check --ci"))
      #expect(text.contains("GATE_CACHE_DIR"))
      #expect(text.contains("fetch-depth: 0") || text.contains("GIT_DEPTH: \"0\""))
      #expect(text.contains("python3 -m pip install black flake8"))
    }
  }
}
