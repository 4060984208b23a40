import Checks
import GateConfiguration
import GateModel
import GitRepository

/// Finds the stories of a change.
struct StoryInquiry {
  /// Those of gate.yml, in order.
  let stories: [Story]
  /// The paths that changed, also those that are gone, in order.
  let paths: [RepositoryPath]
  let answer: StoryIdentification

  /// - Parameters:
  ///   - request: which change.
  ///   - branch: its branch; `nil` for the one that is checked out, where the change ends there.
  /// - Throws: `CommandFailure` where the request or gate.yml is wrong, or the content cannot be read.
  init(_ request: ScopeRequest, branch: String?, in context: CommandContext) throws(CommandFailure) {
    let repository = try Repository.opened(in: context)
    let resolved = try ScopeResolver(directory: context.directory).resolve(request, in: repository)
    let project = try Project(content: resolved.scope.content, location: repository.location)
    stories = project.configuration.stories
    guard !stories.isEmpty else {
      throw CommandFailure(
        .misuse, "gate.yml has no stories", hint: "add them: stories: { \"1.3\": { paths: [\"src/search/**\"] } }")
    }
    do {
      let changes = try resolved.scope.changes.changes
      paths = Set(changes.flatMap { [$0.oldPath, $0.path].compactMap(\.self) }).sorted()
      var messages: [(commit: String, message: String)] = []
      if let history = resolved.history {
        messages = try CommitMessages.recorded(in: history, repository).map { message in
          (String(message.id.description.prefix(10)), String(decoding: message.bytes, as: UTF8.self))
        }
      }
      answer = StoryIdentification(
        stories: stories, paths: paths, messages: messages,
        branch: try branch ?? Self.branch(of: resolved, in: repository))
    } catch let error as GitError {
      throw CommandFailure(error)
    } catch let error as CheckError {
      throw CommandFailure(error)
    } catch {
      throw CommandFailure(.couldNotRun, "\(error)")
    }
  }

  /// The branch that is checked out, where the change ends at it.
  private static func branch(
    of resolved: ResolvedScope, in repository: borrowing Repository
  ) throws(GitError) -> String? {
    if case .commit(let commit) = resolved.source {
      guard let head = try? repository.resolveCommit("HEAD"), head == commit else { return nil }
    }
    return try repository.currentBranch
  }
}
