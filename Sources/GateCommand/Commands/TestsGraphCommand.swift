internal import ArgumentParser
import GateModel
import GitRepository
import Reporting
import TestSelection

/// `gate tests graph`: draws who needs whom around some files.
struct TestsGraphCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "graph", abstract: "Draw which files some files need, and who needs them.",
    discussion: """
      The files are looked at as they are staged. An arrow leads from a file to what it needs: a full one where it imports it, a \
      dashed one where it lies beside it, and so on. For an image: gate tests graph FILE --format dot | dot -Tsvg -o graph.svg
      """)

  /// How a graph is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, mermaid, dot, json
  }

  @Argument(
    help: ArgumentHelp("Tracked files, or directories for all that is below.", valueName: "file"), completion: .file())
  var files: [String]

  @Option(
    name: .customLong("check"),
    help: ArgumentHelp("The files as this check's tests need them; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Flag(help: "Only who needs the files, not what these need.")
  var reverse = false

  @Option(help: ArgumentHelp("How many links away from the files; 0 for as far as they lead.", valueName: "n"))
  var depth = 2

  @Option(help: ArgumentHelp("How many files at the most; the nearest are kept.", valueName: "n"))
  var limit = 200

  @Option(help: ArgumentHelp("How the graph is written: text, mermaid, dot or json.", valueName: "format"))
  var format: Format = .text

  mutating func validate() throws {
    if depth < 0 { throw ValidationError("--depth takes a number from 0 up.") }
    if limit < 1 { throw ValidationError("--limit takes a number from 1 up.") }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let resolver = ScopeResolver(directory: context.directory)
    let named = try NamedChanges(resolver: resolver).scope(of: files, in: repository)
    let run = try TestSelectionRun(named, checks: checks, in: repository.location, context: context)
    if let note = run.suites.note { context.complain("gate: \(note)") }
    let graphs = try graphs(run)
    let style = TerminalStyle.detect(
      environment: context.environment, isTerminal: context.isOutputTerminal, width: context.terminalWidth)
    switch format {
    case .json: context.print(GraphJSON.render(graphs, gateVersion: GateVersion.current))
    case .mermaid: for graph in graphs { context.print(GraphMermaid.render(graph)) }
    case .dot: for graph in graphs { context.print(GraphDOT.render(graph)) }
    case .text:
      for (number, graph) in graphs.enumerated() {
        if graphs.count > 1 { context.print((number > 0 ? "\n" : "") + "# \(graph.name)\n") }
        context.print(GraphText.render(graph, style: style))
      }
    }
    return .passed
  }

  /// A graph for each suite whose language has something to say of the files.
  private func graphs(_ run: TestSelectionRun) throws(CommandFailure) -> [DependencyGraphReport] {
    do throws(CheckError) {
      let changes = try run.resolved.scope.changes.changes
      var graphs: [DependencyGraphReport] = []
      var names: [String] = []
      for suite in run.suites.suites {
        let name = suite.checks.isEmpty ? suite.runner ?? "tests" : suite.checks.map(\.name).joined(separator: ", ")
        names.append(name)
        guard let stack = suite.stack else { continue }
        let graph = try run.graph(of: suite, stack, gone: TestSelector.gone(changes))
        let centres = changes.compactMap { graph.table.place(of: $0.path) }
        let depth = depth == 0 ? nil : depth
        let part = GraphNeighbourhood(graph, around: centres, depth: depth, isReverse: reverse, limit: limit)
        graphs.append(
          graph.report(
            on: part, around: centres, name: name, runner: suite.runner ?? name, isReverse: reverse, depth: depth))
      }
      // A file of another language is alone in the graph.
      let telling = graphs.filter { !$0.links.isEmpty }
      if let first = graphs.first { return telling.isEmpty ? [first] : telling }
      throw CheckError(
        "nothing is known of the files that these tests need: \(names.joined(separator: ", "))",
        hint: "`runner:` in gate.yml says what the tests are written in")
    } catch {
      throw CommandFailure(.misuse, error.message, hint: error.hint)
    }
  }
}
