internal import ArgumentParser
import GateModel

/// `gate secrets scan`: looks for secrets in files as they lie on the disk, repository or not.
struct SecretsScanCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Look for secrets in files and directories, in standard input, or in what git records.",
    discussion: """
      What is known and stays is told as a number: comments, the lists at the top of the repository, and the check for \
      secrets in gate.yml, where there is one, count here as in `gate check`.
      Exit status: 0 nothing found, 1 something found, 2 usage, gate.yml or a list is wrong, 3 something could not be scanned.
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and directories, the working directory where none is named; `-` is standard input.", valueName: "path"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("How the report is written: text or json.", valueName: "format"))
  var format: OutputFormat = .text

  @Flag(help: "Look into zip, tar and gzip archives too.")
  var archives = false

  @Flag(
    name: .customLong("no-ignore"),
    help: """
      Tell also what is known and stays: no comment counts, no list (.gate-secrets, .gitleaksignore, .gitleaks.toml, \
      .secrets.baseline), and nothing that gate.yml says.
      """)
  var ignoresNothing = false

  @Flag(help: "All that the repository holds: every version of every file once, and the messages of commits and tags.")
  var history = false

  @Flag(help: "What the next commit would record, new files as a whole, of others what is new in them.")
  var staged = false

  @Option(
    help: ArgumentHelp(
      "What the commits of B record that A does not have, with their messages.", valueName: "A..B"))
  var range: String?

  @Option(help: ArgumentHelp("The message that is being written, as git gives it to commit-msg.", valueName: "file"))
  var message: String?

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
    let recorded = [
      (history, "--history"), (staged, "--staged"), (range != nil, "--range"), (message != nil, "--message"),
    ].filter(\.0).map(\.1)
    if recorded.count > 1 {
      throw CommandFailure(.misuse, "\(recorded.joined(separator: " and ")) exclude one another")
    }
    if let what = recorded.first, !paths.isEmpty {
      throw CommandFailure(.misuse, "\(what) looks at what git records", hint: "leave out the paths")
    }
    if let what = recorded.first, validate, !history {
      throw CommandFailure(.misuse, "\(what) validates nothing", hint: "--validate is for files and for --history")
    }
    let paths = paths.isEmpty ? ["."] : paths
    let scan = SecretsScan(
      paths: paths, format: format, opensArchives: archives,
      inquiry: validate ? try SecretInquiry(servers: servers, paths: paths, context: context) : nil,
      ignoresNothing: ignoresNothing)
    if history { return try await scan.runOnHistory(in: context) }
    if let range { return try await scan.runOnRecorded(.range(range), in: context) }
    if let message { return try await scan.runOnRecorded(.staged, messageFile: message, in: context) }
    return staged ? try await scan.runOnRecorded(.staged, in: context) : try await scan.run(in: context)
  }
}
