internal import ArgumentParser
import GateModel

/// `gate secrets scan`: looks for secrets in files as they lie on the disk, repository or not.
struct SecretsScanCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "scan", abstract: "Look for secrets in files and directories, or with `-` in standard input.")

  @Argument(help: ArgumentHelp("Files and directories; `-` is standard input.", valueName: "path"))
  var paths: [String] = ["."]

  @Option(help: ArgumentHelp("How the report is written: text or json.", valueName: "format"))
  var format: OutputFormat = .text

  @Flag(help: "Look into zip, tar and gzip archives too.")
  var archives = false

  @Flag(help: "All that the repository holds: every version of every file once, and the messages of commits and tags.")
  var history = false

  @Flag(
    help: """
      Ask the issuers of the secrets that are found whether they still accept them. Each secret is sent to the host of its \
      issuer over TLS, and nowhere else.
      """)
  var validate = false

  @Option(
    name: .customLong("server"),
    help: ArgumentHelp(
      "With --validate: the server that secrets of an issuer are for, where it is not the issuer's own: gitlab=HOST.",
      valueName: "name=host"))
  var servers: [String] = []

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    if !validate, !servers.isEmpty { throw CommandFailure(.misuse, "--server says nothing without --validate") }
    if history, archives { throw CommandFailure(.misuse, "--archives looks into files, and not into --history") }
    if history, paths != ["."] {
      throw CommandFailure(.misuse, "--history looks at the whole repository", hint: "leave out the paths")
    }
    let scan = SecretsScan(
      paths: paths, format: format, opensArchives: archives,
      inquiry: validate ? try SecretInquiry(servers: servers, context: context) : nil)
    return history ? try await scan.runOnHistory(in: context) : try await scan.run(in: context)
  }
}
