internal import ArgumentParser
import GateModel
import GitRepository
import Reporting

/// `gate explain`: says what a verdict is looked up by, and why the cache does not have it.
struct ExplainCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a check's verdict depends on, and what changed since the last one.")

  @Argument(help: ArgumentHelp("The check.", valueName: "check"))
  var check: String

  @Argument(help: ArgumentHelp("The verdict on this tracked file; else on what is staged.", valueName: "file"))
  var file: String?

  @Flag(help: "The verdict on every tracked file.")
  var all = false

  @Option(help: ArgumentHelp("The verdict on what B brings since it left A.", valueName: "A..B"))
  var range: String?

  @Option(help: ArgumentHelp("How the answer is written: text or json.", valueName: "format"))
  var format: OutputFormat = .text

  mutating func validate() throws {
    if (all ? 1 : 0) + (range == nil ? 0 : 1) + (file == nil ? 0 : 1) > 1 {
      throw ValidationError("--all, --range and a file exclude one another.")
    }
  }

  private var request: ScopeRequest {
    if all { return .all }
    if let range { return .range(range) }
    return file.map { .files([$0]) } ?? .staged
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    guard format == .text || format == .json else {
      throw CommandFailure(
        .misuse, "an explanation has no findings to write as \(format.rawValue)", hint: "use text or json")
    }
    let repository = try Repository.opened(in: context)
    let options = CheckRun.Options(checks: [check])
    let run = try CheckRun(request, options: options, in: repository, context: context)
    guard let explanation = run.explanation() else {
      throw CommandFailure(.misuse, "the check \(check) is skipped by GATE_SKIP")
    }
    if format == .json {
      context.print(ExplanationJSON.render(explanation, gateVersion: GateVersion.current))
    } else {
      let style = TerminalStyle.detect(
        environment: context.environment, isTerminal: context.isOutputTerminal, width: context.terminalWidth)
      context.print(ExplanationText.render(explanation, style: style, now: context.now()))
    }
    return .passed
  }
}
