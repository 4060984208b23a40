internal import ArgumentParser
import GateModel
import SecretScanning
import SecretValidation

/// `gate secrets explain`: what a rule finds, and what to do about it.
struct SecretsExplainCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule finds, how it is told apart, and what to do about it.")

  @Argument(help: ArgumentHelp("The rule, as `gate secrets rules` lists it.", valueName: "rule"))
  var rule: String

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    guard let found = SecretRule.all.first(where: { $0.id == rule }) else {
      let nearest = NearestName.match(for: rule, among: SecretRule.all.map(\.id).sorted())
      throw CommandFailure(
        .misuse, "no rule is called \"\(rule)\"",
        hint: nearest.map { "did you mean \"\($0)\"?" } ?? "`gate secrets rules` lists them")
    }
    context.print(Self.text(found))
    return .passed
  }

  static func text(_ rule: SecretRule) -> String {
    var facts = [("form", rule.form)]
    facts += rule.structure.map { ("verified", $0) }
    if let example = rule.maskedExample { facts.append(("example", example)) }
    let effect = rule.severity == .error ? "fails the check" : "does not fail the check"
    facts += [
      ("weighs", "\(rule.severity.rawValue): \(effect)"), ("issuer", rule.family.name), ("source", rule.source),
    ]
    if let request = ValidationRequest.byRule[rule.id] {
      facts.append(("asked at", request.place + ", with `gate secrets scan --validate`"))
    }
    let width = facts.map(\.0.count).max() ?? 0
    let lines = facts.map { name, value in
      "  " + name + String(repeating: " ", count: width - name.count + 2) + value
    }
    return """
      \(rule.id): \(rule.title)
      \(lines.joined(separator: "\n"))

      \(SecretMending.text(Mend(rule).guides))
      A false alarm:
        - the comment `gate:allow \(rule.id) REASON` on its line, or on a line of its own above it
        - `exclude:` in the check, for files of test data; `disable: [\(rule.id)]`, for the whole rule

      """
  }
}
