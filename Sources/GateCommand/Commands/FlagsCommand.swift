internal import ArgumentParser
import FeatureFlags
import GateModel
import LocalFiles
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

  /// Larger files define no flags.
  private static let sizeLimit = 16 << 20

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    var findings: [Finding] = []
    for file in files {
      let bytes: [UInt8]
      do throws(FileError) {
        bytes = try LocalFiles.read(context.directory.resolving(LocalPath(file)), limit: Self.sizeLimit)
      } catch {
        throw CommandFailure(.misuse, error.description)
      }
      findings += FlagValidation.read(bytes, path: RepositoryPath(file)).findings
    }
    var check = CheckReport(check: CheckID("flags"), kind: "flags", outcome: .judged(by: findings))
    check.fileCount = files.count
    let report = Report(subject: files.joined(separator: " "), checks: [check], duration: .zero)
    return ReportWriter(context: context, format: format, isVerbose: false).write(report, sources: nil)
  }
}
