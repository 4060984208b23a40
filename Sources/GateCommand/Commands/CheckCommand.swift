internal import ArgumentParser
import GateModel
import GitRepository
import Reporting

/// Options that every command which checks has.
struct CheckOptions: ParsableArguments {
  @Flag(help: "Check every tracked file.")
  var all = false

  @Option(help: ArgumentHelp("Check what B brings since it left A.", valueName: "A..B"))
  var range: String?

  @Flag(help: "Check what a push would bring to the upstream branch.")
  var push = false

  @Flag(help: "Check the change that this CI job is about; gate asks the service and git where it began.")
  var ci = false

  @Option(help: ArgumentHelp("Run the checks of this hook.", valueName: "name"))
  var hook: String?

  @Option(name: .customLong("check"), help: ArgumentHelp("Run this check alone; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(
    help: ArgumentHelp(
      "Check what concerns this story of gate.yml: its files and tests, its flags, and its rollback, which is rehearsed.",
      valueName: "id"))
  var story: String?

  @Argument(help: ArgumentHelp("Check these tracked files and directories.", valueName: "file"))
  var files: [String] = []

  mutating func validate() throws {
    let count = (all ? 1 : 0) + (range == nil ? 0 : 1) + (push ? 1 : 0) + (ci ? 1 : 0) + (files.isEmpty ? 0 : 1)
    if story != nil, !files.isEmpty { throw ValidationError("--story and files exclude one another.") }
    if count > 1 { throw ValidationError("--all, --range, --push, --ci and files exclude one another.") }
  }

  /// The content that is asked for.
  func request(in context: CommandContext) -> ScopeRequest {
    if ci { return .ci(CIJob.range(in: context)) }
    if all { return .all }
    if let range { return .range(range) }
    if push { return .push }
    if story != nil { return .all }
    return files.isEmpty ? .staged : .files(files)
  }
}

/// `gate check`: runs checks and says what they found.
struct CheckCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Run checks on what is staged, or on other content.",
    discussion: "Exit status: 0 passed, 1 a check failed, 2 usage or configuration is wrong, 3 a check could not run.")

  @OptionGroup var what: CheckOptions

  @Flag(name: .customLong("no-cache"), help: "Neither look verdicts up nor keep them.")
  var isUncached = false

  @Flag(
    help: """
      Execute also what has a known verdict, and say which of those verdicts are wrong; exit status 1 where one is. The wrong \
      ones are replaced.
      """)
  var verifyCache = false

  @Flag(
    help: """
      Execute everything under strace (Linux), and list the files that the checks' tools read and no input of the check names. \
      Variables of the environment are not traced.
      """)
  var trace = false

  @Flag(
    inversion: .prefixedNo,
    help:
      "Write what the checks can fix, to the index and the working tree; or leave fixes alone, whatever gate.yml says.")
  var fix: Bool?

  @Flag(help: "Stop at the first check that fails.")
  var failFast = false

  @Option(help: ArgumentHelp("How many processes may run at once.", valueName: "n"))
  var jobs: Int?

  @Option(help: ArgumentHelp("How the report is written: \(OutputFormat.names).", valueName: "format"))
  var format: OutputFormat = .text

  @Option(help: ArgumentHelp("Write the report to this file instead of standard output.", valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("report"),
    help: ArgumentHelp(
      "Write a report in this format to this file, besides; may be repeated.", valueName: "format=file"))
  var reports: [ReportFile] = []

  @Option(help: ArgumentHelp("Do this part of the work, of so many: 2/5.", valueName: "i/n"))
  var shard: Shard?

  @Flag(name: .shortAndLong, help: "Show checks that passed and what they printed, too.")
  var verbose = false

  mutating func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 up.") }
    let paths = reports.map(\.path) + (output.map { [$0] } ?? [])
    if Set(paths).count < paths.count { throw ValidationError("Two reports cannot go to the same file.") }
    if isUncached, verifyCache { throw ValidationError("--verify-cache and --no-cache exclude one another.") }
    if trace, fix == true { throw ValidationError("--trace and --fix exclude one another.") }
    if verifyCache, fix == true { throw ValidationError("--verify-cache and --fix exclude one another.") }
    if shard != nil, fix == true { throw ValidationError("--shard and --fix exclude one another.") }
    if output?.isEmpty == true { throw ValidationError("--output takes the name of a file.") }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    var invocation = CheckInvocation(request: what.request(in: context), format: format, isVerbose: verbose)
    invocation.output = output
    invocation.reports = reports
    invocation.options = CheckRun.Options(
      hook: what.hook, story: what.story, checks: what.checks, isCached: !isUncached, failFast: failFast ? true : nil,
      jobs: jobs,
      fixes: fix, shard: shard, isVerifying: verifyCache, isTracing: trace)
    return try await invocation.run(in: context)
  }
}

extension Shard: ExpressibleByArgument {
  init?(argument: String) { self.init(argument) }
}
