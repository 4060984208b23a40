/// https://docs.gitlab.com/ci/yaml/
package struct GitLabWorkflow: CIWorkflow {
  package let name = "gitlab"
  package let path = ".gitlab-ci.yml"
  package let takesSARIF = false

  package init() {}

  package func text(_ plan: CIWorkflowPlan) -> String {
    let isSplit = plan.shards > 1
    var lines = ["# Written by `gate init --ci gitlab`; yours from here on."] + Self.base + ["", "gate:"]
    var job = ["extends: .gate"]
    if isSplit { job.append("parallel: \(plan.shards)") }
    job += Self.variables(plan) + Self.caches(plan)
    job += [
      "before_script:", "  - echo /.gate-cache/ >> .git/info/exclude", "  - echo /.gate-program/ >> .git/info/exclude",
    ]
    job += ["  - !reference [.gate, before_script]", "  - |"] + Self.script(plan.installation).indented(by: 4)
    job += ["script:", "  - >-", "    gate check --ci"]
    if isSplit {
      job += ["    --shard \"$CI_NODE_INDEX/$CI_NODE_TOTAL\"", "    --report \"json=gate-report-$CI_NODE_INDEX.json\""]
    }
    job += ["    --report gitlab=gl-code-quality-report.json", "    --report junit=gate-junit.xml"]
    job += ["artifacts:", "  when: always"]
    if isSplit { job.append("  paths: [gate-report-*.json]") }
    job += ["  reports:", "    codequality: gl-code-quality-report.json", "    junit: gate-junit.xml"]
    lines += job.indented(by: 2)
    if isSplit { lines += Self.whole }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What both jobs have: when they run, and gate itself.
  private static let base =
    [
      ".gate:",
      "  image: swift:6.3-noble",
      "  rules:",
      "    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"",
      "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
      "  cache: &program",
      "    # gate itself, which takes minutes to build.",
      "    key: gate-program-$GATE_REF",
      "    paths: [.gate-program/]",
      "  before_script:",
      "    - export PATH=\"$CI_PROJECT_DIR/.gate-program/bin:$PATH\"",
      "    - |",
      "      (",
    ]
    + (["\(aptInstall) ca-certificates git make"] + GateInstallation.script(prefix: "$CI_PROJECT_DIR/.gate-program"))
    .indented(by: 8) + ["      )"]

  private static let aptInstall = "apt-get -q update && apt-get -qy install --no-install-recommends"

  /// What the image has not: it is one for Swift, and Debian's Python takes packages into a virtual environment only
  /// (https://peps.python.org/pep-0668/).
  private static func script(_ installation: CIInstallation) -> [String] {
    var lines: [String] = []
    if installation.commands.contains(where: { $0.hasPrefix("npm ") }) { lines.append("\(aptInstall) nodejs npm") }
    if installation.commands.contains(where: { $0.hasPrefix("python3 ") }) {
      lines += [
        "\(aptInstall) python3-venv", "python3 -m venv /tmp/gate-python", "export PATH=\"/tmp/gate-python/bin:$PATH\"",
      ]
    }
    return lines + installation.script
  }

  private static func variables(_ plan: CIWorkflowPlan) -> [String] {
    var lines = [
      "variables:",
      "  # The whole history: where a push began may lie any number of commits back, and what an earlier commit of the change",
      "  # recorded is searched for secrets.",
      "  GIT_DEPTH: \"0\"",
      "  GATE_CACHE_DIR: $CI_PROJECT_DIR/.gate-cache",
    ]
    if let secrets = plan.secrets {
      // GitLab hands the variables of a project to its jobs by itself.
      lines.append(
        "  # The remote cache takes these variables of the project, masked: \(secrets.reading.joined(separator: ", "))")
      if !secrets.writing.isEmpty {
        lines.append(
          "  # and, protected so that only protected branches write: \(secrets.writing.joined(separator: ", "))")
      }
    }
    return lines
  }

  private static func caches(_ plan: CIWorkflowPlan) -> [String] {
    let shard = plan.shards > 1 ? "-$CI_NODE_INDEX" : ""
    return [
      "cache:",
      "  - *program",
      "  # Verdicts of earlier runs, by content. GitLab keeps those of protected branches apart from the others.",
      "  - key: gate-$CI_COMMIT_REF_SLUG\(shard)",
      "    fallback_keys: [gate-\(slug(plan.branch))\(shard)]",
      "    paths: [.gate-cache/]",
      "    when: always",
    ]
  }

  /// The job that shows the shards to be the whole.
  private static let whole = [
    "",
    "gate-shards:",
    "  extends: .gate",
    "  needs: [gate]",
    "  variables:",
    "    GIT_STRATEGY: none",
    "  script:",
    "    - gate shards ./gate-report-*.json",
  ]

  /// `CI_COMMIT_REF_SLUG` of a branch (https://docs.gitlab.com/ci/variables/predefined_variables/): lower case, 63 bytes at
  /// most, everything but letters and digits a dash, none at the ends.
  private static func slug(_ branch: String) -> String {
    let bytes = branch.lowercased().utf8.map { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        ? byte : UInt8(ascii: "-")
    }
    let slug = bytes.prefix(63).drop { $0 == UInt8(ascii: "-") }
    let end = slug.lastIndex { $0 != UInt8(ascii: "-") }.map { slug.index(after: $0) } ?? slug.startIndex
    return String(decoding: slug[..<end], as: UTF8.self)
  }
}
