internal import ArgumentParser
import GateModel
import GitRepository

/// `gate warm`: what runs in the background (`warm:` and `await:` in gate.yml).
struct WarmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warm", abstract: "Look after the checks that run in the background of a commit.",
    subcommands: [WarmStatusCommand.self, WarmStopCommand.self, WarmRunCommand.self])
}

/// `gate warm status`: says what runs in the background of this work tree.
struct WarmStatusCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say what runs in the background of this work tree.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let records = BackgroundRecords(try Repository.opened(in: context).location)
    let running = records.all().filter(\.isRunning)
    if running.isEmpty { context.print("nothing runs in the background\n") }
    for record in running {
      let process = record.process.map { "process \($0.id), for \(max(0, context.now() - $0.since)) s" } ?? "starting"
      let subject =
        record.subject == BackgroundStart.staged ? "what is staged" : "a push of \(record.subject.prefix(10))"
      context.print("\(subject) is being checked: \(process); \(records.log)\n")
    }
    return .passed
  }
}

/// `gate warm stop`: ends what runs in the background of this work tree.
struct WarmStopCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "End what runs in the background of this work tree.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let records = BackgroundRecords(try Repository.opened(in: context).location)
    let count = await records.endAll()
    context.print(count == 0 ? "nothing runs in the background\n" : "ended\n")
    return records.all().contains(where: \.isRunning) ? .couldNotRun : .passed
  }
}

/// `gate warm run`: what a hook starts.
struct WarmRunCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run in the background; for gate's own hooks.", shouldDisplay: false)

  @Argument(help: "The name of the run's record.")
  var record: String

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    try await BackgroundRun(context: context, name: record).run()
  }
}
