internal import ArgumentParser

/// `gate tests`: which tests a change can break.
struct TestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tests", abstract: "Say which tests a change can break, and what choosing them missed.",
    subcommands: [TestsMissesCommand.self])
}
