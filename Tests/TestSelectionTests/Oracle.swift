import Foundation
import GateModel
import TestSelection

/// The tools of the ecosystems, which know what needs what.
enum Oracle {
  /// What the tool prints; `nil` where it is not installed, which is said.
  static func run(_ words: [String], in directory: URL? = nil, _ environment: [String: String] = [:]) throws -> Data? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = directory
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 127 || data.isEmpty {
      print("skipped: \(words[0]) is not there, or knows nothing (status \(process.terminationStatus))")
      return nil
    }
    return data
  }

  /// A directory with these files, removed when `body` is done.
  static func with<Result>(_ texts: [String: String], _ body: (URL) throws -> Result) throws -> Result {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("gate-oracle-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    for (path, text) in texts {
      let file = directory.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    return try body(directory.resolvingSymlinksInPath())
  }
}

/// All that a file needs, at any distance.
enum Reach {
  static func of(_ path: String, _ graph: SourceGraph) -> Set<String> {
    guard let start = graph.table.place(of: RepositoryPath(path)) else { return [] }
    var seen: Set<Int> = [start]
    var queue = [start]
    while let node = queue.popLast() {
      for link in graph.needs[node] where seen.insert(link.target).inserted { queue.append(link.target) }
    }
    return Set(seen.map { graph.path(of: $0).description })
  }
}
