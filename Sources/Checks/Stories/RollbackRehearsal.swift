import GateModel
import ToolProcess

/// One rehearsal of a rollback, in a directory of its own.
struct RollbackRehearsal {
  let story: String
  let rollback: Story.Rollback
  let settings: CheckSettings
  let context: ToolContext
  let directory: LocalPath
  let slots: Slots

  /// So many paths are named one by one.
  private static let maximumPaths = 20

  /// The tree and what the probes say of it.
  private struct State: Equatable {
    var tree: TreeState
    var probes: [[UInt8]?]
  }

  /// A command that did not do what it should.
  private struct Failure: Error {
    var outcome: CheckOutcome
  }

  func outcome() async -> CheckOutcome {
    do throws(Failure) {
      let before = try await state()
      var output = try await run(rollback.command, as: "story-rollback-failed")
      let after = try await state()
      let changes = before.tree.differences(to: after.tree)
      output += summary(changes, probes: before.probes, after.probes)
      var findings: [Finding] = []
      if changes.isEmpty, before.probes == after.probes {
        findings.append(
          finding(
            "story-rollback-void", "the rollback of story \(story) changed nothing", severity: .warning,
            help: "say what it does: `probes` show what no file does"))
      }
      if let undo = rollback.undo {
        output += try await run(undo, as: "story-rollback-undo-failed")
        findings += judge(before, try await state())
      }
      return .judged(by: findings, output: output)
    } catch {
      return error.outcome
    }
  }

  // MARK: - What is compared

  private func judge(_ before: State, _ restored: State) -> [Finding] {
    let differences = before.tree.differences(to: restored.tree)
    var findings = differences.prefix(Self.maximumPaths).map { path, difference in
      finding(
        "story-rollback-lasting", "\(path) is \(difference.rawValue) after the rollback of story \(story) and its undo",
        help: "`undo` has to leave every file as it was")
    }
    if differences.count > findings.count {
      findings.append(
        finding(
          "story-rollback-lasting", "\(differences.count - findings.count) more files are not as before", help: nil))
    }
    for (index, probe) in rollback.probes.enumerated() where before.probes[index] != restored.probes[index] {
      findings.append(
        finding(
          "story-rollback-probe",
          "\(name(of: probe)) does not say the same after the rollback of story \(story) and its undo",
          help: "before: \(shown(before.probes[index])); now: \(shown(restored.probes[index]))"))
    }
    return findings
  }

  private func finding(_ rule: String, _ message: String, severity: Severity = .error, help: String?) -> Finding {
    Finding(rule: rule, severity: severity, message: message, path: "gate.yml", range: rollback.range, help: help)
  }

  private func summary(
    _ changes: [(path: RepositoryPath, difference: TreeState.Difference)], probes before: [[UInt8]?],
    _ after: [[UInt8]?]
  ) -> String {
    var lines = changes.prefix(Self.maximumPaths).map { "rollback: \($0.path) \($0.difference.rawValue)" }
    if changes.count > lines.count { lines.append("rollback: \(changes.count - lines.count) more files") }
    for (index, probe) in rollback.probes.enumerated() where before[index] != after[index] {
      lines.append("rollback: \(name(of: probe)): \(shown(before[index])) → \(shown(after[index]))")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func name(of probe: Story.Rollback.Probe) -> String {
    switch probe {
    case .file(let path): "\(path)"
    case .command(let line): "`\(line)`"
    }
  }

  /// The beginning of what a probe says, in one line.
  private func shown(_ bytes: [UInt8]?) -> String {
    guard let bytes else { return "no such file" }
    let text = OutputText.text(bytes).split(separator: "\n").joined(separator: " ")
    let start = String(text.prefix(80))
    return start.isEmpty ? "nothing" : start == text ? "\"\(start)\"" : "\"\(start)…\""
  }

  // MARK: - What is run

  private func state() async throws(Failure) -> State {
    // The probes first: what they write is part of what is compared, and they write it each time.
    var probes: [[UInt8]?] = []
    for probe in rollback.probes {
      switch probe {
      case .command(let line): probes.append(try await result(of: line, as: "story-rollback-probe").standardOutput)
      case .file: probes.append(nil)
      }
    }
    do throws(CheckError) {
      for (index, probe) in rollback.probes.enumerated() {
        if case .file(let path) = probe { probes[index] = try ProbedFile.bytes(of: path, in: directory) }
      }
      return State(tree: try TreeState(directory, digest: context.digest), probes: probes)
    } catch {
      throw Failure(outcome: .errored(error))
    }
  }

  /// Runs a command line, and gives what it printed.
  private func run(_ line: String, as rule: String) async throws(Failure) -> String {
    OutputText.text(try await result(of: line, as: rule).combined)
  }

  /// - Throws: `Failure` with a finding where the command ends with another status than 0.
  private func result(of line: String, as rule: String) async throws(Failure) -> ToolResult {
    let hint = "mend the rollback of story \(story) in gate.yml"
    let command: ToolCommand
    do throws(CheckError) {
      command = try self.command(line)
    } catch {
      throw Failure(outcome: .errored(error.message, hint: error.hint ?? hint))
    }
    let results = await ToolBatch(commands: [command], slots: slots, timeout: rollback.timeout).run()
    guard let only = results.first else { throw Failure(outcome: .errored("`\(line)` gave no result")) }
    if let undecided = CheckOutcome.undecided(only, name: line, timeout: rollback.timeout, hint: hint) {
      throw Failure(outcome: undecided)
    }
    guard case .success(let result) = only, case .exited(let status) = result.end else {
      throw Failure(outcome: .errored("`\(line)` gave no result"))
    }
    guard status == 0 else {
      let finding = finding(rule, "`\(line)` of story \(story) ended with status \(status)", help: nil)
      throw Failure(outcome: .judged(by: [finding], output: OutputText.text(result.combined)))
    }
    return result
  }

  private func command(_ line: String) throws(CheckError) -> ToolCommand {
    let template = try CommandTemplate(line)
    if template.takesFiles { throw CheckError("{files} means nothing in a rollback") }
    guard let executable = context.locator(settings, in: directory).locate(template.program) else {
      throw CheckError("the program \(template.program) was not found")
    }
    return ToolCommand(
      executable: executable, arguments: template.arguments([]), directory: directory,
      environment: context.commandEnvironment(settings), timeout: rollback.timeout)
  }
}
