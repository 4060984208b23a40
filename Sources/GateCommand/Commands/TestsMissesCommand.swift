internal import ArgumentParser
import GateConfiguration
import GateModel
import GitRepository
import ResultCache

/// `gate tests misses`: the tests that failed although choosing tests would have left them out.
struct TestsMissesCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "misses",
    abstract: "List tests that failed though the change was not known to reach them, or forget them.",
    discussion: """
      A certain miss (!) had passed with all that it is known to need and failed twice with the same: until it is cleared, every \
      change runs all tests of its check. A possible one (?) failed in a run of all tests, beside what the change reaches: it may \
      have failed before as well.
      """)

  @Argument(help: ArgumentHelp("The checks; else all of gate.yml that run tests.", valueName: "check"))
  var checks: [String] = []

  @Flag(help: "Forget them.")
  var clear = false

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    let content: RepositoryContent
    do throws(GitError) {
      content = try repository.indexContent()
    } catch {
      throw CommandFailure(error)
    }
    let configuration = try Project(content: content, location: repository.location).configuration
    let store = LocalStore(path: CacheLocation.database(in: repository.location, context), now: context.now)
    defer { store.close() }
    let chosen = try chosen(configuration)
    if clear {
      for check in chosen { SelectionMisses(store: store, check: check).clear() }
      return CacheCommand.end(store, in: context)
    }
    var isEmpty = true
    for check in chosen {
      for entry in SelectionMisses(store: store, check: check).entries {
        isEmpty = false
        context.print(Self.text(entry, check, now: context.now()))
      }
    }
    if isEmpty { context.print("no test failed that choosing tests would have left out\n") }
    return CacheCommand.end(store, in: context)
  }

  private func chosen(_ configuration: Configuration) throws(CommandFailure) -> [CheckID] {
    let known = configuration.checks.filter { $0.testSettings != nil }.map(\.id)
    if checks.isEmpty { return known }
    for name in checks where !known.contains(CheckID(name)) {
      throw CommandFailure(
        .misuse, "gate.yml has no check \"\(name)\" that runs tests",
        hint: NearestName.match(for: name, among: known.map(\.name)).map { "did you mean \"\($0)\"?" })
    }
    return known.filter { checks.contains($0.name) }
  }

  private static func text(_ entry: SelectionMisses.Entry, _ check: CheckID, now: Int64) -> String {
    let miss = entry.miss
    let days = max(0, now - entry.recordedAt) / 86_400
    let age = days == 0 ? "today" : days == 1 ? "yesterday" : "\(days) days ago"
    let change = miss.changed.isEmpty ? "" : ": " + miss.changed.prefix(5).map { "\($0)" }.joined(separator: ", ")
    let more = miss.changed.count > 5 ? ", …" : ""
    return "\(miss.isCertain ? "!" : "?") \(check): \(miss.test), \(age)\(change)\(more)\n"
  }
}
