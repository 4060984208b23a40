internal import ArgumentParser
import GateModel
import GitRepository
import Reporting

/// `gate tests select`: prints the tests that a change can affect.
struct TestsSelectCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "select", abstract: "Print the tests that a change can affect, the nearest first.",
    discussion: """
      On standard output are the test files alone, one a line, relative to the working directory, for `gate tests select -z | \
      xargs -0r pytest`; how many they are, and why none or all, is said on standard error. Without a range or files it is about \
      what is staged. Without a gate.yml the runner is guessed from the files. Exit status: 0, whether or not a test is affected; \
      2 usage or configuration is wrong; 3 the content could not be read.
      """)

  /// How a selection is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(help: ArgumentHelp("The tests that what B brings since it left A can affect.", valueName: "A..B"))
  var range: String?

  @Flag(help: "What a push would bring to the upstream branch.")
  var push = false

  @Flag(help: "The change that this CI job is about.")
  var ci = false

  @Flag(help: "Every test.")
  var all = false

  @Argument(
    help: ArgumentHelp("Tracked files and directories that are taken to have changed.", valueName: "file"),
    completion: .file())
  var files: [String] = []

  @Flag(
    name: .customLong("stdin0"),
    help: """
      Read the changed files from standard input, a NUL behind each, relative to the root: what `git diff --name-only -z` prints.
      """)
  var readsInput = false

  @Option(
    name: .customLong("check"),
    help: ArgumentHelp("The tests of this check alone; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Flag(help: "Say what leads from the change to each test, and why everything is affected where it is.")
  var explain = false

  @Option(help: ArgumentHelp("How the answer is written: text or json.", valueName: "format"))
  var format: Format = .text

  @Flag(name: .customShort("z"), help: "End each path with a NUL instead of a line end, and quote none.")
  var isSeparatedByNUL = false

  /// Longer lists of files are none.
  private static let inputLimit = 256 << 20

  mutating func validate() throws {
    let count = [range != nil, push, ci, all, !files.isEmpty, readsInput].count { $0 }
    if count > 1 {
      throw ValidationError("--range, --push, --ci, --all, --stdin0 and files exclude one another.")
    }
    if isSeparatedByNUL, explain || format == .json {
      throw ValidationError("-z is for the list of tests, not for --explain or --format json.")
    }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let run = try TestSelectionRun(
      scope(in: repository, context), checks: checks, in: repository.location, context: context)
    let report = try run.report()
    for note in [run.resolved.note, run.suites.note].compactMap({ $0 }) { context.complain("gate: \(note)") }
    if format == .json {
      context.print(TestSelectionJSON.render(report, gateVersion: GateVersion.current))
      return .passed
    }
    if explain {
      let style = TerminalStyle.detect(
        environment: context.environment, isTerminal: context.isOutputTerminal, width: context.terminalWidth)
      context.print(TestSelectionText.explanation(report, style: style))
      return .passed
    }
    for line in TestSelectionText.summary(report) { context.complain("gate: \(line)") }
    let directory = repository.location.workTree.flatMap { context.directory.relative(to: $0) }
    context.print(
      bytes: TestSelectionText.paths(
        report, from: directory ?? RepositoryPath(bytes: []), isSeparatedByNUL: isSeparatedByNUL))
    return .passed
  }

  private func scope(
    in repository: borrowing Repository, _ context: CommandContext
  ) throws(CommandFailure) -> ResolvedScope {
    let resolver = ScopeResolver(directory: context.directory)
    if readsInput {
      let input = context.readStandardInput(limit: Self.inputLimit)
      guard input.count <= Self.inputLimit else {
        throw CommandFailure(.misuse, "standard input is longer than \(Self.inputLimit >> 20) MB")
      }
      return try NamedChanges(resolver: resolver).scope(ofInput: input, in: repository)
    }
    if !files.isEmpty { return try NamedChanges(resolver: resolver).scope(of: files, in: repository) }
    return try resolver.resolve(request(in: context), in: repository)
  }

  private func request(in context: CommandContext) -> ScopeRequest {
    if let range { return .range(range) }
    if push { return .push }
    if ci { return .ci(CIJob.range(in: context)) }
    return all ? .all : .staged
  }
}
