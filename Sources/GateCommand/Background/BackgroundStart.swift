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

  /// Begins to check `commit` as a push of it would. Returns at once; of two runs about the same commit the second is not begun.
  ///
  /// - Throws: `CommandFailure` where it cannot be started.
  func warm(_ commit: ObjectID) throws(CommandFailure) {
    let records = BackgroundRecords(location)
    if records.running(commit.description) != nil { return }
    guard let executable = context.executable else { return }
    do {
      let lock = try records.begin(commit.description)
      do {
        let id = try BackgroundProcess.start(
          executable, ["warm", "run", String(decoding: lock.path.name, as: UTF8.self)], in: context.directory,
          environment: context.environment.filter { !Self.passing.contains($0.key) }, log: records.log,
          giving: lock.descriptor)
        try lock.write(BackgroundRecords.Record.text(id: id, since: context.now()))
      } catch {
        lock.remove()
        throw error
      }
    } catch {
      throw CommandFailure(.couldNotRun, "the checks of a push could not be begun ahead of it: \(error)")
    }
  }
}
