internal import ArgumentParser
import FeatureFlags
import GateModel
import Reporting

/// `gate flags table`: what flags serve in each of some contexts, and what a change does to that.
struct FlagsTableCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Show what a flag serves in each context, before and after the change.",
    discussion: """
      The contexts are those that gate.yml declares, or a file's. What is staged is put beside the last commit; a row that begins \
      with * changes.
      """)

  /// How the tables are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(help: ArgumentHelp("The flags.", valueName: "key"))
  var keys: [String] = []

  @ArgumentParser.Flag(help: "All flags.")
  var all = false

  @ArgumentParser.Flag(help: "Only flags that serve something else than before.")
  var changed = false

  @Option(
    help: ArgumentHelp("The contexts: an object of attributes by name, JSON or YAML.", valueName: "file"),
    completion: .file())
  var contexts: String?

  @Option(
    name: .customLong("before"),
    help: ArgumentHelp("A definition file as it was before; may be repeated.", valueName: "file"), completion: .file())
  var before: [String] = []

  @OptionGroup var definitions: FlagDefinitions

  @Option(help: ArgumentHelp("How the tables are written: text, markdown or json.", valueName: "format"))
  var format: Format = .text

  mutating func validate() throws {
    if keys.isEmpty && !all && !changed { throw ValidationError("Name a flag, or say --all or --changed.") }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let found = try definitions.found(base: before, in: context)
    let contexts = try contexts(found, in: context)
    for key in keys { _ = try definitions.require(key, in: found) }
    var tables = (keys.isEmpty ? found.evaluator.keys : keys).flatMap { key in
      FlagTable.tables(
        of: key, found.evaluator, base: found.base, environment: definitions.environment, contexts: contexts)
    }
    if changed { tables.removeAll { !$0.rows.contains(where: \.isChanged) } }
    switch format {
    case .text: context.print(tables.map(\.text).joined(separator: "\n"))
    case .markdown: context.print(tables.map(\.markdown).joined(separator: "\n"))
    case .json: context.print(FlagValue.list(tables.map(\.json)).document)
    }
    return .passed
  }

  private func contexts(
    _ found: FlagDefinitions.Found, in context: CommandContext
  ) throws(CommandFailure) -> [FlagValue.Member] {
    guard let file = contexts else {
      if !found.contexts.isEmpty { return found.contexts }
      throw CommandFailure(
        .misuse, "there are no contexts to show flags in",
        hint: "declare some in gate.yml, `contexts: { staff: { email: \"x@example.org\" } }`, or give --contexts FILE")
    }
    let bytes = try FlagDefinitions.bytes(of: file, in: context)
    do throws(EvaluationFailure) {
      return try FlagContexts.contexts(bytes)
    } catch {
      throw CommandFailure(.misuse, "\(file): \(error.message)")
    }
  }
}
