import GateConfiguration
import GateModel
import GitRepository
import HookInstallation
import LocalFiles

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Checks of pre-commit that say `await: commit-msg`: they begin before the message is written, and the commit waits for them
/// when it is.
///
/// git makes the tree of the commit before it opens the editor, and what is staged meanwhile in another window is not part of
/// it. So the index is copied at the end of pre-commit, and commit-msg looks at the copy, whatever the index has become.
struct AwaitedChecks {
  let context: CommandContext
  let location: RepositoryLocation

  /// Where the copy of the index lies between the two hooks. That it is there says that commit-msg has something to await.
  private var index: LocalPath { location.gitDirectory.appending("gate/awaited-index") }
  /// An index of a million files has about a hundred megabytes.
  private static let sizeLimit = 1 << 30

  // MARK: - pre-commit

  /// Begins the awaited checks of `run` in the background.
  ///
  /// - Returns: whether they may be left out now. Not where no editor opens (git-commit(1) runs the hooks with `GIT_EDITOR=:`
  ///   then), for a merge, whose hooks are others, where no commit-msg hook of gate's would wait for them, nor where nothing has
  ///   to be executed.
  func begin(_ run: CheckRun) throws(CommandFailure) -> Bool {
    remove()
    let awaited = run.keeping(run.awaitedChecks)
    guard context.environment["GIT_INDEX_FILE"] != nil, context.environment["GIT_EDITOR"] != ":", !location.isMerging,
      try isAwaiting(), awaited.hasToRun
    else { return false }
    do throws(CommandFailure) {
      try keepIndex()
      try BackgroundStart(context: context, location: location).staged(index: index)
    } catch {
      // They run at once instead.
      context.complain(error.text)
      remove()
      return false
    }
    if context.isErrorTerminal {
      let names = awaited.checks.map(\.id.name).joined(separator: ", ")
      context.complain("gate: \(names): under way while the message is written")
    }
    return true
  }

  /// Keeps the index as it is, which is what git is about to record.
  ///
  /// - Throws: `CommandFailure` where it cannot be copied.
  func keepIndex() throws(CommandFailure) {
    do throws(FileError) {
      let status = LocalFiles.status(location.indexFile, followingLinks: true)
      let bytes = try LocalFiles.read(location.indexFile, limit: Self.sizeLimit)
      let draft = index.parent.appending("awaited-index.draft")
      try LocalFiles.createDirectory(index.parent, withParents: true, mode: 0o755)
      try LocalFiles.writeAtomically(bytes, to: draft, mode: 0o600)
      // A file that was modified no earlier than the index was written may have been modified since (git's racy rule): the
      // copy must not look newer than it is.
      try Self.date(draft, status?.modified ?? 0)
      try LocalFiles.rename(draft, to: index)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
  }

  /// Ends what was begun for a commit that is refused already.
  func giveUp() {
    BackgroundRecords(location).askToEnd(BackgroundStart.staged)
    remove()
  }

  private func isAwaiting() throws(CommandFailure) -> Bool {
    let repository = try Repository.opened(in: context)
    let status = try HookWiring.installer(for: repository, gatePath: nil).status(of: "commit-msg")
    if case .ours = status.state { return status.isExecutable }
    return false
  }

  private static func date(_ path: LocalPath, _ modified: Int64) throws(FileError) {
    let (seconds, nanoseconds) = modified.quotientAndRemainder(dividingBy: 1_000_000_000)
    let time = timespec(tv_sec: time_t(seconds), tv_nsec: Int(nanoseconds))
    let times = [time, time]
    guard path.withCString({ utimensat(AT_FDCWD, $0, times, 0) }) == 0 else {
      throw FileError("date", path, code: errno)
    }
  }

  private func remove() {
    // One that stays costs the next commit a look at it, no more.
    try? LocalFiles.removeFile(index)
  }

  // MARK: - commit-msg

  /// Waits for what pre-commit began, where it did, and reports on it.
  ///
  /// - Returns: `passed` where there is nothing to wait for.
  func status() async throws(CommandFailure) -> ExitStatus {
    guard context.environment["GIT_EDITOR"] != ":", !location.isMerging, LocalFiles.status(index) != nil else {
      return .passed
    }
    var context = context
    context.environment["GIT_INDEX_FILE"] = String(decoding: index.bytes, as: UTF8.self)
    let repository = try Repository.opened(in: context)
    let options = CheckRun.Options(hook: "pre-commit", fixes: false, isHookRun: true, part: .awaited)
    let run = try CheckRun(.staged, options: options, in: repository, context: context)
    let status =
      run.checks.isEmpty
      ? .passed : await ReportWriter(context: context, format: .text, isVerbose: false).write(run)
    remove()
    return status
  }
}
