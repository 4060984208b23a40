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

  @OptionGroup var change: ChangeOptions

  @Option(
    name: .customLong("check"),
    help: ArgumentHelp("The flags of this check alone; may be repeated.", valueName: "id"))
  var checks: [String] = []

  @Option(help: ArgumentHelp("How the answer is written: text or markdown.", valueName: "format"))
  var format: Format = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let inquiry = try FlagInquiry(change.request(in: context), checks: checks, in: context)
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
}
