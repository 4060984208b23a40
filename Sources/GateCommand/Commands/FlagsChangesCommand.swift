internal import ArgumentParser
import FeatureFlags
import GateModel

/// `gate flags changes`: what a change does to flags, and which code that reaches.
struct FlagsChangesCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Say which flags a change adds, removes and turns, where, and which code they reach.",
    discussion: "Without a range it is about what is staged. With --format markdown it can be posted to a pull request."
  )

  /// How the changes are written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown
  }

  @Option(help: ArgumentHelp("What B brings since it left A.", valueName: "A..B"))
  var range: String?

  @ArgumentParser.Flag(help: "What a push would bring to the upstream branch.")
  var push = false

  @ArgumentParser.Flag(help: "The change that this CI job is about.")
  var ci = false

  @Option(
    name: .customLong("check"),
    help: ArgumentHelp("The flags of this check alone; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(help: ArgumentHelp("How the answer is written: text or markdown.", valueName: "format"))
  var format: Format = .text

  mutating func validate() throws {
    if [range != nil, push, ci].count(where: { $0 }) > 1 {
      throw ValidationError("--range, --push and --ci exclude one another.")
    }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let inquiry = try FlagInquiry(request(in: context), checks: checks, in: context)
    for subject in inquiry.subjects {
      guard subject.content.isComplete, let base = subject.base else {
        throw CommandFailure(
          .couldNotRun, "the flags of the check \(subject.check) cannot be read before and after the change",
          hint: "`gate check` says which file does not parse")
      }
      let changes = FlagChanges(from: base, to: subject.content)
      switch format {
      case .text where changes.flags.isEmpty: context.print("\(inquiry.subject): no flag changes\n")
      case .text: context.print(changes.text.map { "\($0)\n" }.joined())
      case .markdown: context.print(changes.markdown)
      }
    }
    return .passed
  }

  private func request(in context: CommandContext) -> ScopeRequest {
    if let range { return .range(range) }
    if push { return .push }
    return ci ? .ci(CIJob.range(in: context)) : .staged
  }
}
