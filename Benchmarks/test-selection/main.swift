import Foundation
import GateModel
import TestSelection

// What choosing tests takes by itself, with the graph in memory, as a process does it once: nothing is warm.
// usage: SelectionBenchmark STATE    in the working tree; prints milliseconds and the number of tests.
// STATE holds `files` (`git ls-files -sz`), `changes` (`git diff --cached --raw --no-abbrev -z`), what gate keeps
// (`graph`, `definitions`) and `blobs/ID` with the texts of both versions of what changed.

struct Malformed: Error { var what: String }

let state = URL(filePath: CommandLine.arguments[1])
func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: state.appending(path: name))) }
func entries(_ name: String) throws -> [[UInt8]] { try bytes(name).split(separator: 0).map(Array.init) }

func version(_ mode: some StringProtocol, _ id: some StringProtocol) throws -> FileVersion? {
  guard let number = UInt32(mode, radix: 8) else { throw Malformed(what: "mode \(mode)") }
  guard number != 0 else { return nil }
  guard let mode = FileMode(gitMode: number), let id = ObjectID(hex: String(id)) else { throw Malformed(what: "\(id)") }
  return FileVersion(mode: mode, id: id)
}

func files() throws -> [SnapshotFile] {
  try entries("files").map { entry in
    guard let tab = entry.firstIndex(of: 9) else { throw Malformed(what: "file") }
    let fields = String(decoding: entry[..<tab], as: UTF8.self).split(separator: " ")
    guard let version = try version(fields[0], fields[1]) else { throw Malformed(what: "mode") }
    return SnapshotFile(path: RepositoryPath(bytes: entry[(tab + 1)...]), version: version)
  }
}

func changes() throws -> [Change] {
  let entries = try entries("changes")
  return try stride(from: 0, to: entries.count, by: 2).map { place in
    let fields = String(decoding: entries[place].dropFirst(), as: UTF8.self).split(separator: " ")
    let status: Change.Status = fields[4] == "A" ? .added : fields[4] == "D" ? .deleted : .modified
    return Change(
      status, RepositoryPath(bytes: entries[place + 1]), old: try version(fields[0], fields[2]),
      new: try version(fields[1], fields[3]))
  }
}

@Sendable func text(of file: SnapshotFile) throws -> [UInt8] {
  let blob = state.appending(path: "blobs/\(file.version.id)")
  return Array(try (try? Data(contentsOf: blob)) ?? Data(contentsOf: URL(filePath: "\(file.path)")))
}

@Sendable func spread(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  DispatchQueue.concurrentPerform(iterations: count, execute: body)
}

guard let stack = SourceStacks.named(runner: "pytest") else { throw Malformed(what: "runner") }
let changed = try changes()
let table = FileTable(try files(), gone: TestSelector.gone(changed))
let archive = GraphArchive(try bytes("graph"), mark: stack.mark)
let graph = GraphBuilder(stack, spread: spread).graph(of: table, knowing: archive) { try text(of: $0) }.graph
let kept = try bytes("definitions")
// The texts of what changed, in memory as the rest.
var blobs: [ObjectID: [UInt8]] = [:]
for file in changed.flatMap({ change in [change.old, change.new].compactMap { $0 }.map { (change.path, $0) } }) {
  blobs[file.1.id] = try text(of: SnapshotFile(path: file.0, version: file.1))
}
let texts = DefinitionTexts(spread: spread, load: { kept }) { [blobs] file in
  if let known = blobs[file.version.id] { return known }
  return try text(of: file)
}
let clock = ContinuousClock()
let start = clock.now
let result = TestSelector(graph, stack: stack, texts: texts).select(changed)
let time = clock.now - start
let chosen =
  switch result {
  case .tests(let tests): "\(tests.count)"
  case .everything: "all"
  case .none: "none"
  }
print(Double(time.components.attoseconds) / 1e15 + Double(time.components.seconds) * 1e3, chosen)
