internal import ArgumentParser
import GateModel
import GitRepository
import Reporting

/// `gate plan`: says what would run, on which files, and why; runs nothing.
struct PlanCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Say what would run, on which files, where and why; run nothing.")

  @OptionGroup var what: CheckOptions

  @Option(help: ArgumentHelp("How the plan is written: text or json.", valueName: "format"))
  var format: OutputFormat = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let options = CheckRun.Options(hook: what.hook, story: what.story, checks: what.checks)
    let run = try CheckRun(what.request(in: context), options: options, in: repository, context: context)
    let plan = run.plan()
    switch format {
    case .sarif, .junit, .github, .gitlab, .checkstyle:
      throw CommandFailure(.misuse, "a plan has no findings to write as \(format.rawValue)", hint: "use text or json")
    case .text:
      let style = TerminalStyle.detect(
        environment: context.environment, isTerminal: context.isOutputTerminal, width: context.terminalWidth)
      context.print(PlanText.render(plan, style: style))
    case .json:
      context.print(PlanJSON.render(plan, gateVersion: GateVersion.current))
    }
    run.finish()
    return .passed
  }
}
