import Checks
import Foundation
import GateModel
import GateTestSupport
import LocalFiles
import Testing

/// A directory of files that is at once the content under check; gone with the last reference.
final class TestTree: Sendable {
  let directory: LocalPath
  let content: TestContent

  init(_ files: [RepositoryPath: String], links: [RepositoryPath: String] = [:]) throws {
    directory = try LocalFiles.makeTemporaryDirectory(
      in: LocalPath(FileManager.default.temporaryDirectory.path), prefix: "gate-tests-")
    for (path, text) in files {
      let place = directory.appending(path)
      try LocalFiles.createDirectory(place.parent, withParents: true)
      try LocalFiles.writeAtomically(Array(text.utf8), to: place, mode: text.hasPrefix("#!") ? 0o755 : 0o644)
    }
    for (path, target) in links {
      try LocalFiles.createSymbolicLink(at: directory.appending(path), to: LocalPath(target))
    }
    content = TestContent(
      files.map { ($0.key, FileMode.regular, Array($0.value.utf8)) }
        + links.map { ($0.key, FileMode.symbolicLink, Array($0.value.utf8)) })
  }

  deinit { try? LocalFiles.removeTree(directory) }

  /// Everything, as if it were new.
  var all: CheckScope {
    CheckScope(
      kind: .all, changes: ChangeSet(content.entries.map { Change(.added, $0.path, new: $0.version) }),
      content: content)
  }

  /// Only these paths changed.
  func staged(_ paths: [RepositoryPath], deleted: [RepositoryPath] = []) -> CheckScope {
    let changes = content.entries.filter { paths.contains($0.path) }.map { Change(.modified, $0.path, new: $0.version) }
    let old = ObjectID(bytes: [UInt8](repeating: 1, count: 20)).map { FileVersion(mode: .regular, id: $0) }
    return CheckScope(
      kind: .staged, changes: ChangeSet(changes + deleted.map { Change(.deleted, $0, old: old) }), content: content)
  }

  /// Selects and runs.
  func run(_ check: some Check, in scope: CheckScope? = nil, width: Int = 2) async throws -> CheckOutcome {
    let scope = scope ?? all
    let selection = try check.selection(in: scope)
    return await check.run(
      CheckJob(files: selection.files, scope: scope, directory: directory, slots: Slots(count: width)))
  }

  /// The surroundings of a check in this tree.
  func context(_ environment: [String: String] = [:], width: Int = 2) -> ToolContext {
    var variables = [
      "PATH": "\(Tools.directory):\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
      "HOME": "\(directory)", "TMPDIR": FileManager.default.temporaryDirectory.path, "LANG": "C.UTF-8",
    ]
    variables.merge(environment) { $1 }
    return ToolContext(
      environment: variables, workTree: directory, identifier: NameIdentifier(), width: width,
      temporaryDirectory: LocalPath(FileManager.default.temporaryDirectory.path),
      digest: { String(decoding: $0, as: UTF8.self) })
  }
}

/// Content in memory; a blob's id is made of its bytes.
struct TestContent: ContentSource {
  let entries: [SnapshotFile]
  private let blobs: [ObjectID: [UInt8]]

  init(_ files: [(RepositoryPath, FileMode, [UInt8])]) {
    var blobs: [ObjectID: [UInt8]] = [:]
    entries = files.sorted { $0.0 < $1.0 }.map { path, mode, bytes in
      let id = Self.id(of: bytes)
      blobs[id] = bytes
      return SnapshotFile(path: path, version: FileVersion(mode: mode, id: id))
    }
    self.blobs = blobs
  }

  func files() -> [SnapshotFile] { entries }

  func version(at path: RepositoryPath) -> FileVersion? { entries.first { $0.path == path }?.version }

  func size(of id: ObjectID) throws(CheckError) -> UInt64 { UInt64(try bytes(of: id, limit: .max).count) }

  func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] {
    guard let bytes = blobs[id], UInt64(bytes.count) <= limit else { throw CheckError("no blob \(id)") }
    return bytes
  }

  static func id(of bytes: [UInt8]) -> ObjectID {
    var words: [UInt64] = [14_695_981_039_346_656_037, 7, 11]
    for byte in bytes {
      for index in words.indices {
        words[index] = (words[index] ^ UInt64(byte)) &* (1_099_511_628_211 &+ UInt64(2 * index))
      }
    }
    let raw = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    guard let id = ObjectID(bytes: raw.prefix(20)) else { preconditionFailure("twenty bytes are an id") }
    return id
  }
}

/// Content that says which tree it is.
struct NamedContent: ContentSource {
  let content: TestContent
  let whole: WholeTree

  func files() -> [SnapshotFile] { content.files() }
  func version(at path: RepositoryPath) -> FileVersion? { content.version(at: path) }
  func wholeTree() -> WholeTree? { whole }
  func size(of id: ObjectID) throws(CheckError) -> UInt64 { try content.size(of: id) }
  func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] { try content.bytes(of: id, limit: limit) }
}

/// Tells programs apart by name alone.
struct NameIdentifier: ToolIdentifier {
  func identify(
    executable: LocalPath, versionArguments: [String], environment: [String: String], directory: LocalPath
  ) -> String {
    "\(executable)"
  }
}

extension RepositoryPath {
  /// A path whose bytes are no UTF-8.
  static func raw(_ prefix: String, _ byte: UInt8, _ suffix: String) -> RepositoryPath {
    RepositoryPath(bytes: Array(prefix.utf8) + [byte] + suffix.utf8)
  }
}
