internal import ArgumentParser
import FeatureFlags
import GateModel
import Reporting

/// `gate flags rules`: what can be wrong with flags, each rule with its examples.
struct FlagsRulesCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "List the rules for feature flags, or explain some.",
    discussion: "Each rule is explained by the examples that its own tests run: «…» marks what is found.")

  /// How the rules are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(help: ArgumentHelp("The rules to explain; without any all are listed.", valueName: "rule"))
  var rules: [String] = []

  @Option(help: ArgumentHelp("How they are written: text, markdown or json.", valueName: "format"))
  var format: Format = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    var chosen: [FlagRule] = []
    for name in rules {
      guard let rule = FlagRule.named(name) else {
        let nearest = NearestName.match(for: name, among: FlagRule.all.map(\.id))
        throw CommandFailure(
          .misuse, "no rule is called \"\(name)\"",
          hint: nearest.map { "did you mean \"\($0)\"?" } ?? "`gate flags rules` lists them")
      }
      chosen.append(rule)
    }
    switch format {
    case .text where rules.isEmpty: context.print(FlagRuleText.list(FlagRule.all))
    case .text: context.print(chosen.map(FlagRuleText.explanation).joined(separator: "\n"))
    case .markdown: context.print(FlagRuleText.markdown(rules.isEmpty ? FlagRule.all : chosen))
    case .json: context.print(FlagRuleText.json(rules.isEmpty ? FlagRule.all : chosen))
    }
    return .passed
  }
}
