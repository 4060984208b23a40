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

/// `gate secrets rules`: lists what is looked for: name, issuer, title and where the format is documented.
struct SecretsRulesCommand: GateSubcommand {
  static let configuration = CommandConfiguration(commandName: "rules", abstract: "List the rules.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let rules = SecretRule.all.sorted { $0.id < $1.id }
    let width = Self.width(of: rules.map(\.id))
    let familyWidth = Self.width(of: rules.map(\.family.name))
    let titleWidth = Self.width(of: rules.map(\.title))
    for rule in rules {
      context.print(
        Self.padded(rule.id, to: width) + Self.padded(rule.family.name, to: familyWidth)
          + Self.padded(rule.title, to: titleWidth) + rule.source + "\n")
    }
    return .passed
  }

  /// The column that the longest of `texts` needs, a gap included.
  private static func width(of texts: [String]) -> Int { (texts.map(\.count).max() ?? 0) + 2 }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: width - text.count)
  }
}
