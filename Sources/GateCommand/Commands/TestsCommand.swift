internal import ArgumentParser

/// `gate tests`: asks what is known of tests, without running any.
struct TestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tests", abstract: "Say which tests a change can break, and who needs which file; run none.",
    subcommands: [TestsSelectCommand.self, TestsGraphCommand.self])
}
