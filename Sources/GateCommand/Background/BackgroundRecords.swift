import GateModel
import GitRepository
import LocalFiles
import ToolProcess

/// What runs in the background of one work tree, as files in its git directory:
///
///     gate/background/NUMBER.SUBJECT    one for each run: its process id and the time of its start, locked while it goes on
///     gate/background.log               what the last one said
///
/// The hook that starts a run makes the file, locks it and hands the lock on, so that from the end of the hook to the end of the
/// run there is no instant at which nobody holds it. Numbers grow: of two runs, the one with the greater number is wanted.
struct BackgroundRecords: Sendable {
  /// A run that was begun.
  struct Record: Hashable, Sendable {
    var path: LocalPath
    var number: UInt64
    /// What it checks: the name of a commit, or ``BackgroundStart/staged``.
    var subject: String

    /// Whether it still goes on.
    var isRunning: Bool { LockedFile.isHeld(path) }

    /// Its process id and when it began, in seconds since 1970; `nil` while they are not known yet.
    var process: (id: Int32, since: Int64)? {
      // What cannot be read is what is not known.
      guard let bytes = try? LocalFiles.read(path, limit: 256) else { return nil }
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
      guard words.count == 2, let id = Int32(words[0]), let since = Int64(words[1]) else { return nil }
      return (id, since)
    }

    static func text(id: Int32, since: Int64) -> String { "\(id) \(since)" }
  }

  let directory: LocalPath
  let log: LocalPath

  init(_ location: RepositoryLocation) {
    let gate = location.gitDirectory.appending("gate")
    directory = gate.appending("background")
    log = gate.appending("background.log")
  }

  /// All that are recorded, running or not, the newest last.
  func all() -> [Record] {
    // No directory, no run.
    let names = (try? LocalFiles.list(directory)) ?? []
    return names.compactMap { record(named: String(decoding: $0, as: UTF8.self)) }.sorted {
      ($0.number, $0.subject) < ($1.number, $1.subject)
    }
  }

  /// The record whose file has this name.
  func record(named name: String) -> Record? {
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let number = UInt64(parts[0]), !parts[1].isEmpty, !parts[1].contains("/") else {
      return nil
    }
    return Record(path: directory.appending(name), number: number, subject: String(parts[1]))
  }

  /// The run about `subject` that goes on.
  func running(_ subject: String) -> Record? { all().last { $0.subject == subject && $0.isRunning } }

  /// Makes the record of a new run, which is wanted instead of all others, and locks it.
  ///
  /// - Throws: `FileError` where the git directory cannot be written to.
  func begin(_ subject: String) throws(FileError) -> LockedFile {
    try LocalFiles.createDirectory(directory, withParents: true, mode: 0o700)
    let number = (all().last?.number ?? 0) &+ 1
    return try LockedFile(making: directory.appending("\(number).\(subject)"))
  }

  /// Whether another run is wanted instead of `record`.
  func isSuperseded(_ record: Record) -> Bool {
    all().contains { ($0.number, $0.subject) > (record.number, record.subject) && $0.isRunning }
  }

  // MARK: - Ending

  /// Asks the run about `subject` to end, and does not wait for it.
  func askToEnd(_ subject: String) {
    if let process = running(subject)?.process { BackgroundProcess.end(process.id) }
  }

  /// How long a run that was asked to end may take, before it is asked again and at last killed.
  private static let patience = Duration.seconds(3)
  private static let pause = Duration.milliseconds(10)

  /// Ends the runs that are older than `record`, all where it is `nil`, and takes their files away. Each is asked first; asked
  /// a second time it kills what it runs and ends at once.
  ///
  /// - Returns: how many were running.
  func endAll(before record: Record? = nil) async -> Int {
    var count = 0
    for other in all() {
      if let record, (other.number, other.subject) >= (record.number, record.subject) { continue }
      if other.isRunning {
        count += 1
        await end(other)
      }
      // Who is not ended yet keeps its file, and is met again.
      if !other.isRunning { try? LocalFiles.removeFile(other.path) }
    }
    return count
  }

  private func end(_ record: Record) async {
    for byForce in [false, false, true] {
      let limit = ContinuousClock.now + Self.patience
      var isAsked = false
      while record.isRunning, .now < limit {
        if Task.isCancelled { return }
        // The lock says that the process lives, so the number is still its own.
        if !isAsked, let process = record.process {
          BackgroundProcess.end(process.id, byForce: byForce)
          isAsked = true
        }
        // Ends early with the cancellation, which the next round sees.
        try? await Task.sleep(for: Self.pause)
      }
      if !record.isRunning { return }
    }
  }
}
