/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
package struct GitHubWorkflow: CIWorkflow {
  package let name = "github"
  package let path = ".github/workflows/gate.yml"
  package let takesSARIF = true

  package init() {}

  /// By commit, since a tag can be moved to another (https://docs.github.com/actions/reference/security/secure-use).
  private enum Action {
    static let checkout = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8  # v5.0.0"
    static let cache = "actions/cache@9255dc7a253b0ccc959486e2bca901246202afeb  # v5.0.1"
    static let upload = "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02  # v4.6.2"
    static let download = "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093  # v4.3.0"
    static let codeScanning = "github/codeql-action/upload-sarif@f443b600d91635bebf5b0d9ebc620189c0d6fba5  # v4.30.8"
  }

  package func text(_ plan: CIWorkflowPlan) -> String {
    let steps = checkout + program + verdicts(plan) + installation(plan) + check(plan) + uploads(plan)
    let lines = Self.head(plan) + job(plan) + steps.indented(by: 6) + (plan.shards > 1 ? whole.indented(by: 2) : [])
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ plan: CIWorkflowPlan) -> [String] {
    [
      "# Written by `gate init --ci github`; yours from here on.",
      "name: gate",
      "",
      "on:",
      "  pull_request:",
      "  merge_group:",
      "  push:",
      "    branches: [\"\(escaped(plan.branch))\"]",
      "",
      "permissions:",
      "  contents: read",
      "",
      "concurrency:",
      "  group: gate-${{ github.ref }}",
      "  cancel-in-progress: ${{ github.event_name == 'pull_request' }}",
      "",
      "jobs:",
    ]
  }

  private func job(_ plan: CIWorkflowPlan) -> [String] {
    var lines = ["check:"]
    if plan.shards > 1 {
      let shards = (1...plan.shards).map(String.init).joined(separator: ", ")
      lines += ["  strategy:", "    # A shard that fails keeps nobody from what the others find."]
      lines += ["    fail-fast: false", "    matrix:", "      shard: [\(shards)]"]
    }
    lines += ["  runs-on: ubuntu-24.04", "  timeout-minutes: 60"]
    if plan.uploadsSARIF { lines += ["  permissions:", "    contents: read", "    security-events: write"] }
    return (lines + ["  steps:"]).indented(by: 2)
  }

  private let checkout = [
    "- uses: \(Action.checkout)",
    "  with:",
    "    # The whole history: where a push began may lie any number of commits back, and what an earlier commit of the",
    "    # change recorded is searched for secrets. For pull requests alone, 2 would show the change but not its commits.",
    "    fetch-depth: 0",
    "    persist-credentials: false",
  ]

  private let program =
    [
      "# gate itself, which takes minutes to build.",
      "- uses: \(Action.cache)",
      "  with:",
      "    path: ~/.local/bin/gate",
      "    key: gate-program-${{ runner.os }}-${{ runner.arch }}-${{ vars.GATE_REF }}",
      "- name: Install gate",
      "  env:",
      "    GATE_SOURCE: ${{ vars.GATE_SOURCE }}",
      "    GATE_REF: ${{ vars.GATE_REF }}",
      "  run: |",
      "    echo \"$HOME/.local/bin\" >> \"$GITHUB_PATH\"",
      "    export PATH=\"$HOME/.local/bin:$PATH\"",
    ] + GateInstallation.script(prefix: "$HOME/.local").indented(by: 4)

  private func verdicts(_ plan: CIWorkflowPlan) -> [String] {
    let machine = "gate-${{ runner.os }}-${{ runner.arch }}-"
    let shard = plan.shards > 1 ? "${{ matrix.shard }}-" : ""
    return [
      "# Verdicts of earlier runs, by content. What a pull request keeps no other branch reads: GitHub holds caches apart,",
      "# so nobody's change can vouch for the default branch. The key is new each time, for an entry is never written again.",
      "- uses: \(Action.cache)",
      "  with:",
      "    path: ~/.cache/gate-verdicts",
      "    key: \(machine)\(shard)${{ github.run_id }}-${{ github.run_attempt }}",
      "    restore-keys: |",
    ] + (shard.isEmpty ? [machine] : [machine + shard, machine]).indented(by: 6)
  }

  private func installation(_ plan: CIWorkflowPlan) -> [String] {
    ["- name: Install what the checks run", "  run: |"] + plan.installation.script.indented(by: 4)
  }

  private func check(_ plan: CIWorkflowPlan) -> [String] {
    var variables: [String] = []
    if plan.shards > 1 { variables.append("SHARD: ${{ matrix.shard }}/\(plan.shards)") }
    var comment: [String] = []
    if let secrets = plan.secrets {
      variables += secrets.reading.map { "\($0): ${{ secrets.\($0) }}" }
      variables += secrets.writing.map { "\($0): ${{ github.event_name == 'push' && secrets.\($0) || '' }}" }
      variables.append("GATE_REMOTE_CACHE: ${{ github.event_name != 'push' && 'read' || '' }}")
      comment = ["# The remote cache: read by every run that has the secrets, written by the default branch alone."]
    }
    let command =
      "gate check --ci" + (plan.shards > 1 ? " --shard \"$SHARD\" --report json=gate-report.json" : "")
      + (plan.uploadsSARIF ? " --report sarif=gate.sarif" : "")
    return ["- name: Check the change"] + comment.indented(by: 2)
      + (variables.isEmpty ? [] : ["  env:"] + variables.indented(by: 4))
      + ["  run: |", "    export GATE_CACHE_DIR=\"$HOME/.cache/gate-verdicts\"", "    \(command)"]
  }

  private func uploads(_ plan: CIWorkflowPlan) -> [String] {
    var lines: [String] = []
    if plan.uploadsSARIF {
      lines += [
        "# Runs of forks may not write to code scanning; their findings are annotations alone.",
        "- uses: \(Action.codeScanning)",
        "  if: >-",
        "    ${{ !cancelled() && hashFiles('gate.sarif') != '' && (github.event_name != 'pull_request'",
        "    || github.event.pull_request.head.repo.full_name == github.repository) }}",
        "  with:",
        "    sarif_file: gate.sarif",
      ]
    }
    if plan.shards > 1 {
      lines += [
        "- uses: \(Action.upload)",
        "  if: ${{ !cancelled() }}",
        "  with:",
        "    name: gate-report-${{ matrix.shard }}",
        "    path: gate-report.json",
        "    if-no-files-found: error",
      ]
    }
    return lines
  }

  /// The job that shows the shards to be the whole, and the one status that a branch rule needs to ask for.
  private var whole: [String] {
    let steps =
      [
        "- name: See that every shard passed",
        "  env:",
        "    RESULT: ${{ needs.check.result }}",
        "  run: test \"$RESULT\" = success",
      ] + program + [
        "- uses: \(Action.download)",
        "  with:",
        "    path: shards",
        "    pattern: gate-report-*",
        "- name: See that the shards leave nothing out",
        "  run: gate shards shards/*/gate-report.json",
      ]
    return [
      "whole:",
      "  needs: check",
      "  # Also after a failure, for a skipped job counts as one that passed.",
      "  if: ${{ !cancelled() }}",
      "  runs-on: ubuntu-24.04",
      "  timeout-minutes: 60",
      "  steps:",
    ] + steps.indented(by: 4)
  }

  /// A branch name within quotes. Of what means something there, git allows the quote alone (git-check-ref-format(1)).
  private static func escaped(_ branch: String) -> String {
    branch.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
  }
}
