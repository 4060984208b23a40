package import GateModel

/// Writes the gate.yml that `gate init` proposes, from what a repository contains.
package enum StarterConfiguration {
  /// A check that is proposed.
  struct Proposal {
    var id: String
    /// What it is for, a comment above it.
    var comment: String
    /// The lines of the check's mapping.
    var body: [String]
    var hooks: [String]
    /// Why it is proposed as a comment that somebody has to make a check of; `nil` for a check.
    var reserve: String?
    /// The hooks of a check that stand there as a comment, and what has to be known before the sign is taken away.
    var later: (hooks: [String], why: String)?
  }

  /// The text for a repository that tracks `paths`.
  ///
  /// `read` yields the bytes of a tracked file and is asked for a few configuration files and tests only (`package.json`,
  /// `pyproject.toml`, …). Of the linters only those in `presets` are proposed: those that the repository configures, and
  /// those that need no configuration to be right about most code. One that is not installed stands there as a comment, and so
  /// do tests before a commit, for nobody knows yet whether they pass here: the first commit is not refused for what it did
  /// not bring. The text loads without errors, and yamllint likes it.
  ///
  /// - Parameters:
  ///   - isInstalled: whether the program of the preset of that name is on this machine.
  ///   - selects: whether it is known which tests of the runner of that name a change can affect.
  package static func text(
    for paths: [RepositoryPath], presets: [String] = PresetLibrary.bundled.names,
    isInstalled: (String) -> Bool = { _ in true }, selects: (String) -> Bool = { _ in true },
    read: (RepositoryPath) -> [UInt8]?
  ) -> String {
    let survey = ProjectSurvey(paths, read: read)
    let secrets = Proposal(
      id: "secrets", comment: "Keys and passwords that must not be recorded.", body: ["kind: secrets"],
      hooks: ["pre-commit", "pre-push"])
    let proposals = [secrets] + linters(survey, presets, isInstalled) + tests(survey, selects) + flags(survey)
    return render(proposals)
  }

  // MARK: - What is proposed

  private static func linters(
    _ survey: ProjectSurvey, _ presets: [String], _ isInstalled: (String) -> Bool
  ) -> [Proposal] {
    let isPython = survey.has("python")
    let table: [(preset: String, isWanted: Bool, comment: String)] = [
      ("ruff", isPython && (survey.usesRuff || !survey.usesBlack && !survey.usesFlake8), "Python: lint."),
      ("black", isPython && survey.usesBlack, "Python: formatting, as black is configured here."),
      ("flake8", isPython && survey.usesFlake8, "Python: lint, as flake8 is configured here."),
      ("eslint", survey.usesESLint, "JavaScript and TypeScript: lint, as eslint is configured here."),
      ("prettier", survey.usesPrettier, "Formatting, as prettier is configured here."),
      ("swift-format", survey.has("swift") && survey.hasFile(".swift-format"), "Swift: formatting."),
      ("shellcheck", survey.has("shell"), "Shell scripts."),
      ("hadolint", survey.has("dockerfile"), "Dockerfiles."),
      ("yamllint", survey.usesYamllint, "YAML, as yamllint is configured here."),
      ("actionlint", survey.has("github-workflow"), "Workflows of GitHub Actions."),
    ]
    return table.filter { $0.isWanted && presets.contains($0.preset) }.map {
      Proposal(
        id: $0.preset, comment: $0.comment, body: ["preset: \($0.preset)"], hooks: ["pre-commit"],
        reserve: isInstalled($0.preset) ? nil : "Not found on this machine: install it, then take the signs away.")
    }
  }

  private static func tests(_ survey: ProjectSurvey, _ selects: (String) -> Bool) -> [Proposal] {
    var count: [String: Int] = [:]
    return survey.tests.map { found in
      let isTool = ["pytest", "unittest", "jest", "vitest", "mocha", "ava", "nextest", "bats"].contains(found.runner)
      let base = isTool ? found.runner : "\(found.runner)-test"
      count[base, default: 0] += 1
      let number = count[base] ?? 1
      let place = found.root.bytes.isEmpty ? [] : ["root: \(yamlString(found.root))"]
      var proposal = Proposal(
        id: number == 1 ? base : "\(base)-\(number)", comment: "All tests, before a push.",
        body: ["kind: tests", "runner: \(found.runner)"] + place, hooks: ["pre-push"])
      if found.runner == "npm" {
        proposal.comment = "The tests that package.json names."
        proposal.body = ["kind: tests", "run: npm test"] + place
      } else if selects(found.runner) {
        proposal.comment = "Tests: before a commit what the change can break, before a push all that has no pass yet."
        proposal.body.insert("select: affected", at: 2)
        proposal.hooks = ["pre-commit", "pre-push"]
        proposal.later = (["pre-commit"], "Where they pass, take the sign away in pre-commit.")
      }
      return proposal
    }
  }

  private static func flags(_ survey: ProjectSurvey) -> [Proposal] {
    guard !survey.flagPatterns.isEmpty else { return [] }
    let definitions = survey.flagPatterns.map { "  - \(yamlString($0))" }
    return [
      Proposal(
        id: "flags", comment: "Definitions of feature flags, and the code that asks for them.",
        body: ["kind: flags", "definitions:"] + definitions, hooks: ["pre-commit", "pre-push"])
    ]
  }

  // MARK: - Text

  private static func render(_ proposals: [Proposal]) -> String {
    var text = """
      ---
      # What gate checks, and when: `gate plan` shows it, `gate check` does it.
      version: 1

      # The checks of each git hook; `gate install` puts the hooks in place.
      hooks:

      """
    for hook in ["pre-commit", "pre-push"] {
      text += "  \(hook):\n"
      for proposal in proposals where proposal.hooks.contains(hook) {
        let isCheck = proposal.reserve == nil && proposal.later?.hooks.contains(hook) != true
        text += "    \(isCheck ? "" : "# ")- \(proposal.id)\n"
      }
    }
    text += "\nchecks:\n"
    for proposal in proposals {
      text += "  # \(proposal.comment)\n"
      for note in [proposal.later?.why, proposal.reserve].compactMap({ $0 }) { text += "  # \(note)\n" }
      let sign = proposal.reserve == nil ? "" : "# "
      text += "  \(sign)\(proposal.id):\n"
      for line in proposal.body { text += "  \(sign)  \(line)\n" }
    }
    return text
  }

  private static func yamlString(_ path: RepositoryPath) -> String {
    yamlString(String(decoding: path.bytes, as: UTF8.self))
  }

  /// `text` as a double-quoted YAML scalar.
  private static func yamlString(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) || scalar.value >= 0xd800:
        let digits = String(scalar.value, radix: 16)
        result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
