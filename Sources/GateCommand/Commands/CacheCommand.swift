internal import ArgumentParser
import GateModel
import GitRepository
import ResultCache

/// `gate cache`: looks after the kept verdicts.
struct CacheCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache", abstract: "Look after the verdicts that are kept.",
    subcommands: [CacheStatsCommand.self, CachePruneCommand.self, CacheClearCommand.self])

  /// The store of the repository that the process stands in.
  static func store(in context: CommandContext) throws(CommandFailure) -> (store: LocalStore, path: LocalPath) {
    let repository = try Repository.opened(in: context)
    let path = CacheLocation.database(in: repository.location, context)
    return (LocalStore(path: path, now: context.now), path)
  }

  /// Says what went wrong with the store, if anything did.
  static func end(_ store: LocalStore, in context: CommandContext) -> ExitStatus {
    guard let warning = store.warning else { return .passed }
    context.complain("gate: \(warning)")
    return .couldNotRun
  }
}

/// `gate cache stats`: how much is kept.
struct CacheStatsCommand: GateSubcommand {
  static let configuration = CommandConfiguration(commandName: "stats", abstract: "Say how much is kept, and where.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let (store, path) = try CacheCommand.store(in: context)
    let statistics = store.statistics()
    context.print(
      """
      store     \(path)
      verdicts  \(statistics.verdictCount)
      tools     \(statistics.memoCount)
      size      \((statistics.byteCount + 1023) / 1024) KiB

      """)
    return CacheCommand.end(store, in: context)
  }
}

/// `gate cache prune`: drops what is old or too much.
struct CachePruneCommand: GateSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "prune", abstract: "Drop verdicts that were not used for long, and the oldest above a size.")

  @Option(help: ArgumentHelp("Drop what was not used for so many days.", valueName: "days"))
  var days = 30

  @Option(help: ArgumentHelp("Keep at most so much.", valueName: "MiB"))
  var size = 256

  mutating func validate() throws {
    if days < 0 || days > 36_500 { throw ValidationError("--days takes a number from 0 to 36500.") }
    if size < 0 || size > 1 << 20 { throw ValidationError("--size takes a number from 0 to 1048576.") }
  }

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let (store, _) = try CacheCommand.store(in: context)
    store.prune(maximumBytes: Int64(size) << 20, maximumAge: .seconds(days * 86_400))
    return CacheCommand.end(store, in: context)
  }
}

/// `gate cache clear`: drops everything.
struct CacheClearCommand: GateSubcommand {
  static let configuration = CommandConfiguration(commandName: "clear", abstract: "Drop all verdicts.")

  func run(in context: CommandContext) async throws(CommandFailure) -> ExitStatus {
    let (store, _) = try CacheCommand.store(in: context)
    store.clear()
    return CacheCommand.end(store, in: context)
  }
}
