internal import ArgumentParser
import FeatureFlags
import GateModel
import Reporting

/// `gate flags evaluate`: what one flag serves in one context.
struct FlagsEvaluateCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Say what a flag serves in a context.",
    discussion: """
      The definitions are those of gate.yml's checks of kind flags, as they are staged, or the files that are named. Flags of flagd \
      are evaluated as flagd does; of other formats gate says what everybody gets, and else that it is not known.
      """)

  /// How the result is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: ArgumentHelp("The flag.", valueName: "key"))
  var key: String

  @Option(
    name: .customLong("context"),
    help: ArgumentHelp(
      "The attributes: a JSON object, @FILE, or the name of a context of gate.yml.", valueName: "context"))
  var attributes = "{}"

  @Option(help: ArgumentHelp("The type that the code asks for.", valueName: "type"))
  var type: FlagValueType?

  @OptionGroup var definitions: FlagDefinitions

  @Option(help: ArgumentHelp("How the result is written: text or json.", valueName: "format"))
  var format: Format = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let found = try definitions.found(in: context)
    let attributes = try attributes(found, in: context)
    let evaluations = try definitions.require(key, in: found).map { definition in
      found.evaluator.evaluate(
        definition, context: attributes, environment: definitions.environment, as: type)
    }
    guard let evaluation = evaluations.first else { return .failed }
    if evaluations.contains(where: { $0.result != evaluation.result }) {
      let places = evaluations.map { "\($0.path.map { "\($0)" } ?? ""): \($0.result)" }
      throw CommandFailure(
        .misuse, "flag \"\(key)\" is defined differently in several files: \(places.joined(separator: "; "))",
        hint: "say which counts, by --env or --file")
    }
    switch format {
    case .json: context.print(evaluation.json.document)
    case .text:
      context.print("\(evaluation.result)\n  \(evaluation.reason.rawValue): \(evaluation.explanation)\n")
      context.print("  \(evaluation.path.map { "\($0)" } ?? "")\n")
      for note in others(evaluation, attributes, found) { context.print("  \(note)\n") }
    }
    return evaluation.reason == .error ? .failed : .passed
  }

  /// What other versions of flagd give, where that is something else.
  private func others(
    _ evaluation: FlagEvaluation, _ attributes: FlagValue, _ found: FlagDefinitions.Found
  ) -> [String] {
    Bucketing.allCases.filter { $0 != found.bucketing }.compactMap { bucketing in
      let evaluator = FlagEvaluator(found.files, bucketing: bucketing, timestamp: found.timestamp)
      guard let definition = evaluator.definitions(of: key, in: definitions.environment).first else { return nil }
      let other = evaluator.evaluate(definition, context: attributes, environment: definitions.environment).result
      return other == evaluation.result || evaluation.failure != nil
        ? nil : "where people are dealt out by \(bucketing.rawValue): \(other)"
    }
  }

  private func attributes(
    _ found: FlagDefinitions.Found, in context: CommandContext
  ) throws(CommandFailure) -> FlagValue {
    if let declared = found.contexts.first(where: { $0.name == attributes }) { return declared.value }
    let text =
      attributes.hasPrefix("@")
      ? try FlagDefinitions.bytes(of: String(attributes.dropFirst()), in: context) : Array(attributes.utf8)
    do throws(EvaluationFailure) {
      return try FlagContexts.context(text)
    } catch {
      throw CommandFailure(
        .misuse, "--context: \(error.message)",
        hint: NearestName.match(for: attributes, among: found.contexts.map(\.name)).map { "did you mean \"\($0)\"?" })
    }
  }
}
