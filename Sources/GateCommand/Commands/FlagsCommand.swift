internal import ArgumentParser
import FeatureFlags
import GateModel
import Reporting

/// `gate flags`: looks at flag definitions outside of a run.
struct FlagsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flags", abstract: "Look at feature flags.",
    subcommands: [
      FlagsValidateCommand.self, FlagsRulesCommand.self, FlagsReferencesCommand.self, FlagsChangesCommand.self,
      FlagsEvaluateCommand.self, FlagsTableCommand.self,
    ])
}

/// `gate flags validate`: checks flag definition files as they lie on the disk.
struct FlagsValidateCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Check definition files of feature flags.")

  @Argument(help: ArgumentHelp("The definition files.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("How the report is written: text or json.", valueName: "format"))
  var format: OutputFormat = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let findings = try FlagDefinitions.read(files, in: context).flatMap(\.findings)
    var check = CheckReport(check: CheckID("flags"), kind: "flags", outcome: .judged(by: findings))
    check.fileCount = files.count
    let report = Report(subject: files.joined(separator: " "), checks: [check], duration: .zero)
    return ReportWriter(context: context, format: format, isVerbose: false).write(report, sources: nil)
  }
}
