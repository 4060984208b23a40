internal import ArgumentParser
import GateModel
import SecretScanning

/// `gate secrets`: looks for secrets outside of a run.
struct SecretsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secrets", abstract: "Look for secrets in files, directories or standard input.",
    subcommands: [
      SecretsScanCommand.self, SecretsBaselineCommand.self, SecretsRulesCommand.self, SecretsExplainCommand.self,
    ])
}

/// `gate secrets rules`: lists what is looked for.
struct SecretsRulesCommand: GateSubcommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List the rules.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let width = SecretRule.all.map(\.id.count).max() ?? 0
    for rule in SecretRule.all.sorted(by: { $0.id < $1.id }) {
      context.print(rule.id + String(repeating: " ", count: width - rule.id.count + 2) + rule.title + "\n")
    }
    return .passed
  }
}
