import GateModel
import LocalFiles
import SecretScanning
import Synchronization

/// Looks for secrets in files and directories, on all cores.
///
/// Workers share one stack of what is to be done. A directory is listed by the worker that takes it, which puts its directories
/// and then its files there, a few at a time: the files are taken first, so that few directories are open and little waits.
struct FileScan: Sendable {
  /// What came of it.
  struct Result: Sendable {
    var fileCount = 0
    /// In the order of their paths.
    var findings: [Finding] = []
    /// What was found and is known, in the same order.
    var silenced: [SilencedFinding] = []
    /// What was not scanned, and why, in the order of the paths.
    var failures: [String] = []
  }

  let scanner: SecretScanner
  /// What relative paths start from.
  let directory: LocalPath
  let width: Int
  var opensArchives = false
  /// What is known and stays, `nil` where only comments say so.
  var lists: SecretLists?

  private static let batchSize = 32

  enum Item: Sendable {
    /// To be listed.
    case directory(LocalPath)
    case files([[UInt8]], in: OpenDirectory, shownAs: LocalPath)
    /// Their targets are text that git records; nobody follows them.
    case links([[UInt8]], in: OpenDirectory, shownAs: LocalPath)
    /// Named by the user: links are followed.
    case file(LocalPath)
    case standardInput

    var isDirectory: Bool { if case .directory = self { true } else { false } }
  }

  /// Scans what `paths` name; `-` is standard input.
  ///
  /// - Throws: `CommandFailure` if one of them does not exist.
  func run(_ paths: [LocalPath]) async throws(CommandFailure) -> Result {
    var items: [Item] = []
    for path in paths {
      if path == LocalPath("-") {
        items.append(.standardInput)
      } else if let status = LocalFiles.status(directory.resolving(path), followingLinks: true) {
        items.append(status.isDirectory ? .directory(path) : .file(path))
      } else {
        throw CommandFailure(.misuse, "\(path): no such file or directory")
      }
    }
    let stack = WorkStack(items)
    let parts = await withTaskGroup(of: FileScanWorker.self) { group in
      for _ in 0..<max(1, width) {
        group.addTask {
          var worker = FileScanWorker(
            scanner: scanner, directory: directory, opensArchives: opensArchives, lists: lists)
          while true {
            switch stack.take() {
            case .item(let item):
              if case .directory(let path) = item {
                stack.finishListing(worker.list(path, batchSize: Self.batchSize))
              } else {
                worker.scan(item)
              }
            case .later:
              // Another worker lists a directory, which is over soon.
              await Task.yield()
            case .nothing:
              return worker
            }
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    return Self.joined(parts)
  }

  private static func joined(_ parts: [FileScanWorker]) -> Result {
    var result = Result()
    var told: [FileScanWorker.Told] = []
    for part in parts {
      result.fileCount += part.fileCount
      told += part.told
    }
    told.sort { $0.path.lexicographicallyPrecedes($1.path) }
    result.findings = told.flatMap { $0.scan.findings }
    result.silenced = told.flatMap { $0.scan.silenced }
    result.failures = told.compactMap { $0.failure }
    return result
  }
}

/// What is to be done, the last first.
private final class WorkStack: Sendable {
  enum Answer {
    case item(FileScan.Item)
    /// Nothing now, but a worker may still find something.
    case later
    case nothing
  }

  private struct State {
    var items: [FileScan.Item]
    /// Workers that list a directory: nothing else comes to more.
    var listingCount = 0
  }

  private let state: Mutex<State>

  init(_ items: [FileScan.Item]) { state = Mutex(State(items: items.reversed())) }

  func take() -> Answer {
    state.withLock { state in
      guard let item = state.items.popLast() else { return state.listingCount > 0 ? .later : .nothing }
      if item.isDirectory { state.listingCount += 1 }
      return .item(item)
    }
  }

  /// Ends the listing of a directory, which came to these.
  func finishListing(_ more: [FileScan.Item]) {
    state.withLock { state in
      state.listingCount -= 1
      state.items += more
    }
  }
}
