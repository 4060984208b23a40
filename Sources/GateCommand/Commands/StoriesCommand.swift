internal import ArgumentParser
import GateModel
import Reporting

/// `gate stories`: looks at what gate.yml says about the work in hand.
struct StoriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stories", abstract: "Look at stories.",
    subcommands: [StoriesIdentifyCommand.self, StoriesListCommand.self])
}

/// `gate stories identify`: prints the stories that a change belongs to.
struct StoriesIdentifyCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "identify", abstract: "Print the stories that a change belongs to.",
    discussion: """
      What is staged where nothing else is asked for. A story is meant where a file of its `paths` or `tests` changed, where a \
      commit of the range says so by the trailer `Story: ID`, and where the branch has its id in its name. On standard output \
      are the ids alone, one a line, in the order of gate.yml; what else there is to say is on standard error. Exit status: 0 \
      one story or several, 1 none, 2 usage or configuration is wrong, 3 the content could not be read.
      """)

  /// How the answer is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @OptionGroup var change: ChangeOptions

  @Option(help: ArgumentHelp("The branch; the one that is checked out where nothing is said.", valueName: "name"))
  var branch: String?

  @Option(help: ArgumentHelp("How the answer is written: text or json.", valueName: "format"))
  var format: Format = .text

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let found = try StoryInquiry(change.request(in: context), branch: branch, in: context)
    switch format {
    case .json: context.print(StoryJSON.render(found.answer, gateVersion: GateVersion.current))
    case .text:
      for match in found.answer.matches { context.print(match.story + "\n") }
      for line in StoryText.remarks(on: found.answer, known: found.stories.map(\.id)) {
        context.complain("gate: \(line)")
      }
    }
    return found.answer.matches.isEmpty ? .failed : .passed
  }
}

/// `gate stories list`: prints the stories of gate.yml.
struct StoriesListCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print the stories of gate.yml, with how many tracked files each is about.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let found = try StoryInquiry(.all, branch: nil, in: context)
    for story in found.stories {
      let count = found.paths.count { story.isAbout($0) }
      var parts = ["\(count) \(count == 1 ? "file" : "files")"]
      if !story.flags.isEmpty { parts.append("flags " + story.flags.map(\.text).joined(separator: ", ")) }
      parts.append(story.rollback == nil ? "no rollback" : "rollback")
      context.print("\(story.id): \(parts.joined(separator: "; "))\n")
    }
    return .passed
  }
}
