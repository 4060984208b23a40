import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// A repository whose files a program watches for git: a script that says what the test lets it say, and a memory of the
/// moments that it may be asked about, so that it can tell the truth.
final class WatchedTree {
  let repository: TestRepository
  /// What there was at the moments that indexes name.
  private var moments: [[UInt8]: [RepositoryPath: [UInt8]]] = [:]
  private var counter = 0

  /// - Parameters:
  ///   - version: which question the script understands.
  ///   - script: what it does besides, before it answers.
  init(_ repository: TestRepository, version: Int = 2, script: String = "") throws {
    self.repository = repository
    let directory = repository.surroundings
    let text = "#!/bin/sh\n\(script)\n[ \"$1\" = \(version) ] || exit 1\nexec cat \(directory)/answer\n"
    try repository.write("../watch", bytes: Array(text.utf8), executable: true)
    try repository.git("config", "core.fsmonitor", "\(directory)/watch")
    try answer(["/"], version: version)
  }

  /// Makes the script say that these have changed.
  func answer(_ names: [String], version: Int = 2) throws {
    try answer(names.map { Array($0.utf8) }, version: version)
  }

  private func answer(_ names: [[UInt8]], version: Int) throws {
    counter += 1
    let token = version == 2 ? Array("moment \(counter)\0".utf8) : []
    try repository.write("../answer", bytes: token + names.joined(separator: [0]))
  }

  /// Makes the script say what has changed since the moment that the index names; everything where that is not known.
  func tellTheTruth(version: Int, generator: inout SeededGenerator) throws {
    guard let token, let then = moments[token] else { return try answer(["/"], version: version) }
    let now = files
    let paths = Set(then.keys).union(now.keys).filter { then[$0] != now[$0] }.sorted()
    // Some watchers name a directory for what is in it.
    let names = paths.map { path in
      if Int.random(in: 0..<4, using: &generator) == 0, let parent = path.parent, !parent.bytes.isEmpty {
        return parent.bytes + (Bool.random(using: &generator) ? [UInt8(ascii: "/")] : [])
      }
      return path.bytes
    }
    try answer(names, version: version)
  }

  /// Remembers what there is, should the index name this moment. To be called after whatever may have written it.
  func remember() {
    if let token, moments[token] == nil { moments[token] = files }
  }

  /// The moment that the index names.
  var token: [UInt8]? {
    guard let file = try? repository.indexFile(), let bytes = file.fileSystemMonitor else { return nil }
    return MonitorRecord(bytes, count: file.count)?.token
  }

  /// Runs the script as gate does.
  var ask: FileMonitor.Ask {
    { [environment = repository.environment] question in
      let script = "\(question.command) \"$@\""
      let arguments = [Array("-c".utf8), Array(script.utf8), Array("sh".utf8)] + question.arguments
      let run = try? runProcess(
        "/bin/sh", bytes: arguments, environment: environment, directory: question.directory)
      return run?.status == 0 ? run?.stdout : nil
    }
  }

  /// Which entries of the index nobody needs to look at; `nil` where that is not known.
  func vouched() throws -> Int? {
    let opened = try repository.open()
    let index = try opened.indexSnapshot()
    let monitor = try #require(FileMonitor(opened.configuration, workTree: repository.root, ask: ask))
    let count = try index.count
    return try VouchedFiles(index, monitor).map { vouched in (0..<count).count { vouched.contains($0) } }
  }

  /// The tracked files that differ, with the program's help.
  func changed() throws -> [RepositoryPath] { try repository.open().workTree(asking: ask).changedFiles() }

  /// Everything below the root that is no directory.
  private var files: [RepositoryPath: [UInt8]] {
    var found: [RepositoryPath: [UInt8]] = [:]
    var pending: [[UInt8]] = [[]]
    while let prefix = pending.popLast() {
      for entry in DirectoryListing.entries(in: repository.root.appending(bytes: prefix)) {
        let path = prefix + entry.name
        let local = repository.root.appending(bytes: path)
        switch entry.kind {
        case .directory: if path != Array(".git".utf8) { pending.append(path + [UInt8(ascii: "/")]) }
        case .regular:
          let mode: UInt8 = FileStatus(of: local)?.isExecutable == true ? 1 : 0
          found[RepositoryPath(bytes: path)] =
            [mode] + (FileBytes.read(local, limit: 1 << 20, followsLinks: false) ?? [])
        default: found[RepositoryPath(bytes: path)] = [2] + (local.linkTarget ?? [])
        }
      }
    }
    return found
  }
}
