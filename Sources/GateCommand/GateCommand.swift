internal import ArgumentParser
internal import GateModel

/// The command line of gate.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Stands between a change and the repository: checks exactly what would be recorded.",
    version: GateVersion.current,
    subcommands: [
      InitCommand.self, InstallCommand.self, UninstallCommand.self, CheckCommand.self, HookCommand.self,
      PlanCommand.self, ExplainCommand.self, ShardsCommand.self, SecretsCommand.self, FlagsCommand.self,
      StoriesCommand.self,
      TestsCommand.self, CacheCommand.self, WarmCommand.self, DoctorCommand.self,
    ])
}

/// A subcommand of gate: does its work in a context and says how the process should end.
protocol GateSubcommand: ParsableCommand, Sendable {
  /// - Throws: `CommandFailure` for what keeps the command from having a result.
  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus
}

/// The version of this gate.
enum GateVersion {
  static let current = "0.1.0"
}

/// Makes signals that ask the process to end wait until ``runGate(_:)`` can answer them. For the first thing that the process does.
package func prepareForSignals() { Interruption.prepare() }

/// Runs the command that `arguments` (without the program's name) say, in this process's surroundings.
///
/// - Returns: the status to exit with.
package func runGate(_ arguments: [String]) async -> Int32 {
  let context = CommandContext.ofProcess()
  if let frequent = frequentCommand(arguments) { return await run(in: context, frequent) }
  let command: any ParsableCommand
  do {
    command = try GateCommand.parseAsRoot(arguments)
  } catch {
    return end(with: error, in: context)
  }
  guard let subcommand = command as? any GateSubcommand else {
    do {
      var command = command
      try command.run()
      return ExitStatus.passed.rawValue
    } catch {
      return end(with: error, in: context)
    }
  }
  return await run(in: context) { context throws(CommandFailure) in try await subcommand.run(in: context) }
}

private typealias CommandBody = @Sendable (CommandContext) async throws(CommandFailure) -> ExitStatus

/// The calls that happen fifty times a day, `gate hook NAME …` from a shim and `gate check`, alone or with `--all`, and
/// `gate secrets scan PATH`, which may be asked for every file: understood without ArgumentParser, which takes a third of the
/// instructions of such a run.
private func frequentCommand(_ arguments: [String]) -> CommandBody? {
  if arguments == ["check"] {
    return { context throws(CommandFailure) in try await CheckInvocation().run(in: context) }
  }
  if arguments == ["check", "--all"] {
    return { context throws(CommandFailure) in try await CheckInvocation(request: .all).run(in: context) }
  }
  if arguments.count == 3, arguments[..<2] == ["secrets", "scan"], !arguments[2].hasPrefix("-") {
    let paths = [arguments[2]]
    return { context throws(CommandFailure) in try await SecretsScan(paths: paths).run(in: context) }
  }
  guard arguments.count >= 2, arguments[0] == "hook", !arguments[1].hasPrefix("-") else { return nil }
  let hook = HookRun(name: arguments[1], arguments: Array(arguments.dropFirst(2)))
  return { context throws(CommandFailure) in try await hook.run(in: context) }
}

/// Runs `body` so that a signal ends it in good order, and says what went wrong where something did.
private func run(in context: CommandContext, _ body: @escaping CommandBody) async -> Int32 {
  await Interruption.run {
    do throws(CommandFailure) {
      return try await body(context).rawValue
    } catch {
      context.complain(error.text)
      return error.status.rawValue
    }
  }
}

/// Says what ArgumentParser has to say: help and version on standard output, wrong usage on standard error.
private func end(with error: any Error, in context: CommandContext) -> Int32 {
  let text = GateCommand.fullMessage(for: error)
  if GateCommand.exitCode(for: error) == .success {
    context.print(text + "\n")
    return ExitStatus.passed.rawValue
  }
  context.complain(text)
  return ExitStatus.misuse.rawValue
}
