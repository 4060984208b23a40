internal import ArgumentParser
import GateModel

/// `gate hook NAME`: what an installed shim calls.
struct HookCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "hook", abstract: "Run a hook, as its installed shim does.", shouldDisplay: false)

  @Argument(help: "The hook's name.")
  var name: String

  @Argument(parsing: .captureForPassthrough, help: "What git gives to the hook.")
  var arguments: [String] = []

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    try await HookRun(name: name, arguments: arguments).run(in: context)
  }
}
