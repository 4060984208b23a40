import DocumentTree
import GateConfiguration
import GateModel
import GitRepository
import LocalFiles
import ResultCache

/// Writes `gate.times.yml`: `gate shards --record`.
struct TimesRecorder {
  let context: CommandContext

  /// Larger files hold no times.
  private static let sizeLimit = 1 << 20

  /// Writes how long the checks of gate.yml take: by `reports`, or where there are none by the store of verdicts. A check of
  /// which neither knows keeps the time that the file has.
  ///
  /// - Throws: `CommandFailure` where there is nothing to write, or it cannot be written.
  func record(_ reports: [DocumentNode]) throws(CommandFailure) -> ExitStatus {
    let repository = try Repository.opened(in: context)
    guard let workTree = repository.location.workTree else {
      throw CommandFailure(.misuse, "a bare repository has no working tree to put \(CheckTimes.fileName) in")
    }
    let content: RepositoryContent
    do throws(GitError) {
      content = try repository.indexContent()
    } catch {
      throw CommandFailure(error)
    }
    let checks = try Project(content: content, location: repository.location).configuration.checks.map(\.id)
    let found = reports.isEmpty ? known(of: checks, in: repository.location) : try Self.times(in: reports)
    let path = workTree.appending(CheckTimes.fileName)
    let times = try earlier(path).merging(found) { $1 }.filter { checks.contains($0.key) }
    if found.isEmpty || times.isEmpty {
      throw CommandFailure(
        .misuse, "no check was executed, so no time is known",
        hint: "`gate check --all`, or the JSON reports of a run with `--no-cache`")
    }
    do throws(FileError) {
      try LocalFiles.writeAtomically(Array(CheckTimes(times).text.utf8), to: path, mode: 0o644)
    } catch {
      throw CommandFailure(.couldNotRun, error.description)
    }
    context.print("wrote \(path)\nnext: commit it; `gate check --shard` reads it from what it checks\n")
    return .passed
  }

  private func earlier(_ path: LocalPath) throws(CommandFailure) -> [CheckID: CheckTime] {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try LocalFiles.read(path, limit: Self.sizeLimit)
    } catch {
      if error.isNotFound { return [:] }
      throw CommandFailure(.couldNotRun, error.description)
    }
    // What is damaged is what this command is there to write anew.
    return (try? CheckTimes.load(bytes).times) ?? [:]
  }

  private func known(of checks: [CheckID], in location: RepositoryLocation) -> [CheckID: CheckTime] {
    let store = LocalStore(path: CacheLocation.database(in: location, context), now: context.now)
    defer { store.close() }
    return store.timings(of: checks).mapValues { timing in
      let (seconds, attoseconds) = timing.duration.components
      return CheckTime(
        milliseconds: Int(clamping: seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000),
        files: Int(min(timing.fileCount, Double(CheckTime.mostFiles)).rounded()))
    }
  }

  /// What the checks of all reports together took to execute, and on how many files.
  private static func times(in reports: [DocumentNode]) throws(CommandFailure) -> [CheckID: CheckTime] {
    var times: [CheckID: (milliseconds: Double, files: Int)] = [:]
    for report in reports {
      guard report["schema"]?.scalarText == "gate-report", case .sequence(let checks) = report["checks"]?.content else {
        throw CommandFailure(.misuse, "one of these files is no report of gate")
      }
      for check in checks {
        guard let id = check["id"]?.scalarText, ["passed", "failed"].contains(check["verdict"]?.scalarText ?? ""),
          let duration = check["duration_ms"]?.scalarText.flatMap(Double.init), duration > 0, duration.isFinite,
          let files = check["files"]?.scalarText.flatMap({ Int($0) }),
          let cached = check["cached_files"]?.scalarText.flatMap({ Int($0) }), files >= 0, (0...files).contains(cached)
        else { continue }
        let sum = times[CheckID(id), default: (0, 0)]
        times[CheckID(id)] = (sum.milliseconds + duration, sum.files &+ (files - cached))
      }
    }
    return times.mapValues { sum in
      CheckTime(
        milliseconds: Int(min(sum.milliseconds.rounded(), Double(CheckTime.mostMilliseconds))), files: sum.files)
    }
  }
}

extension DocumentNode {
  /// The value of a key, `nil` where there is none or this is no mapping.
  subscript(key: String) -> DocumentNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.last { $0.key.scalarText == key }?.value
  }
}
