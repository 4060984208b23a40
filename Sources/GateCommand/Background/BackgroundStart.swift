import GateConfiguration
import GateModel
import GitRepository
import LocalFiles
import ToolProcess

/// Starts, in a hook, a gate that goes on in the background when git has long ended.
struct BackgroundStart {
  let context: CommandContext
  let location: RepositoryLocation

  /// Variables that git sets for one hook, and that say nothing true afterwards.
  private static let passing = ["GIT_INDEX_FILE", "GIT_PREFIX", "GIT_EDITOR", "GIT_REFLOG_ACTION", "GIT_EXEC_PATH"]

  /// The subject of a run about what is staged.
  static let staged = "staged"

  /// Begins the checks of what is staged that commit-msg awaits. Returns at once.
  ///
  /// - Parameter index: the copy of the index that they look at.
  /// - Throws: `CommandFailure` where it cannot be started.
  func staged(index: LocalPath) throws(CommandFailure) {
    try start(Self.staged, adding: ["GIT_INDEX_FILE": String(decoding: index.bytes, as: UTF8.self)])
  }

  /// Begins to check `commit` as a push of it would. Returns at once; of two runs about the same commit the second is not begun.
  ///
  /// - Throws: `CommandFailure` where it cannot be started.
  func warm(_ commit: ObjectID) throws(CommandFailure) {
    if BackgroundRecords(location).running(commit.description) == nil { try start(commit.description) }
  }

  private func start(_ subject: String, adding variables: [String: String] = [:]) throws(CommandFailure) {
    let records = BackgroundRecords(location)
    guard let executable = context.executable else {
      throw CommandFailure(.couldNotRun, "nothing was begun in the background: the system does not say where gate lies")
    }
    let environment = context.environment.filter { !Self.passing.contains($0.key) }
    do {
      let lock = try records.begin(subject)
      do {
        let id = try BackgroundProcess.start(
          executable, ["warm", "run", String(decoding: lock.path.name, as: UTF8.self)], in: context.directory,
          environment: environment.merging(variables) { $1 }, log: records.log, giving: lock.descriptor)
        try lock.write(BackgroundRecords.Record.text(id: id, since: context.now()))
      } catch {
        lock.remove()
        throw error
      }
    } catch {
      throw CommandFailure(.couldNotRun, "nothing was begun in the background: \(error)")
    }
  }
}
