import GateModel
import GitRepository

/// What `gate check` was asked for.
struct CheckInvocation: Sendable {
  var request = ScopeRequest.staged
  var options = CheckRun.Options()
  var format = OutputFormat.text
  var isVerbose = false
  /// The file that the report goes to, `nil` for standard output.
  var output: String?
  /// Reports besides it.
  var reports: [ReportFile] = []

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let run = try prepared(in: context)
    if let note = run.resolved.note { context.complain("gate: \(note)") }
    var writer = ReportWriter(context: context, format: format, isVerbose: isVerbose, output: output, files: reports)
    if case .ci = request { writer.isNative = true }
    return await writer.write(run)
  }

  private func prepared(in context: CommandContext) throws(CommandFailure) -> CheckRun {
    let repository = try Repository.opened(in: context)
    return try CheckRun(request, options: options, in: repository, context: context)
  }
}

extension Repository {
  /// The repository that the process stands in.
  ///
  /// - Throws: `CommandFailure` where there is none, or git's rules forbid to open it.
  static func opened(in context: CommandContext) throws(CommandFailure) -> Repository {
    do throws(GitError) {
      return try open(from: context.directory, environment: context.environment)
    } catch {
      throw CommandFailure(error)
    }
  }
}
