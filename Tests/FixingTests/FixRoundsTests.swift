import GateModel
import GateTestSupport
import Synchronization
import Testing

@testable import Fixing

@Suite struct FixRoundsTests {
  @Test func `one fixer's edits are its own`() async throws {
    let tree = MemoryTree(["a": "one\n", "b": "two\n", "c": "three\n"])
    let upper = Fixer("upper") { $0.replacing("two", with: "TWO") }
    let outcome = await tree.fix([upper])
    #expect(tree.text(outcome) == ["b": "TWO\n"])
    #expect(outcome.authors == [.init(check: CheckID("upper"), paths: ["b"])])
    #expect(outcome.rejections.isEmpty)
  }

  @Test func `edits of different places of one file are joined, and each fixer is named`() async throws {
    let tree = MemoryTree(["a": "1\n2\n3\n4\n5\n"])
    let outcome = await tree.fix([
      Fixer("first") { $0.replacing("1\n2", with: "one\n2") },
      Fixer("second") { $0.replacing("4\n5", with: "4\nfive") },
    ])
    #expect(tree.text(outcome) == ["a": "one\n2\n3\n4\nfive\n"])
    #expect(outcome.authors.map(\.check.name) == ["first", "second"])
  }

  @Test func `where two fixers are in each other's way, the later one works on what the earlier one wrote`()
    async throws
  {
    let tree = MemoryTree(["a": "x = 'a'\n"])
    let outcome = await tree.fix([
      Fixer("quotes") { $0.replacing("'", with: "\"") }, Fixer("spaces") { $0.replacing(" = ", with: "=") },
    ])
    #expect(tree.text(outcome) == ["a": "x=\"a\"\n"])
    #expect(outcome.authors.map(\.check.name) == ["quotes", "spaces"])
  }

  @Test func `a fixer that never settles is named, and the others' edits stay`() async throws {
    let tree = MemoryTree(["a": "b\n", "c": "two\n"])
    let outcome = await tree.fix([
      Fixer("restless") { $0 + "more\n" }, Fixer("calm") { $0.replacing("two", with: "TWO") },
    ])
    #expect(tree.text(outcome) == ["c": "TWO\n"])
    #expect(outcome.rejections.map(\.check.name) == ["restless"])
    #expect(outcome.rejections.first?.reason.contains("did not settle in 3 rounds") == true)
    #expect(outcome.authors.map(\.check.name) == ["calm"])
  }

  @Test func `of two fixers that undo each other's work the later one gives way`() async throws {
    let tree = MemoryTree(["a": "x\n"])
    let outcome = await tree.fix([
      Fixer("up") { $0.uppercased() }, Fixer("down") { $0.lowercased() },
    ])
    #expect(outcome.rejections.map(\.check.name) == ["down"])
    #expect(tree.text(outcome) == ["a": "X\n"])
  }

  @Test func `a fixer that had nothing to say looks again where another one changed the file`() async throws {
    let tree = MemoryTree(["a": "x\n", "b": "y\n"])
    let seen = Mutex<[String]>([])
    let follower = Fixer("follower") { text in
      seen.withLock { $0.append(text) }
      return text == "X\n" ? "X!\n" : text
    }
    let outcome = await FixRounds(copies: tree, slots: Slots(count: 2)).run(
      [
        FixRequest(check: Fixer("leader") { $0.replacing("x", with: "X") }, files: [tree.files()[0]]),
        FixRequest(check: follower, files: [], watched: tree.files()),
      ], in: tree.scope)
    #expect(tree.text(outcome) == ["a": "X!\n"])
    #expect(outcome.authors.map(\.check.name) == ["leader", "follower"])
    // Never at the file that nobody changed, nor at the first one before it was changed.
    #expect(seen.withLock { $0 } == ["X\n", "X!\n"])
  }

  @Test func `what a fixer wrote before it failed is not used`() async throws {
    let tree = MemoryTree(["a": "x\n"])
    let outcome = await tree.fix([
      Fixer("broken", fails: "it crashed") { _ in "" }, Fixer("up") { $0.uppercased() },
    ])
    #expect(tree.text(outcome) == ["a": "X\n"])
    #expect(outcome.rejections == [.init(check: CheckID("broken"), reason: "it crashed", hint: nil)])
  }

  @Test func `a fix that another one takes back leaves nothing`() async throws {
    let tree = MemoryTree(["a": "x\n"])
    let outcome = await tree.fix([Fixer("none") { $0 }])
    #expect(outcome == FixOutcome())
  }

  @Test func `fixers of one round do not see one another's copies`() async throws {
    let tree = MemoryTree(["a": "1\n2\n3\n"])
    let seen = Mutex<[String]>([])
    let recording = { (name: String) in
      Fixer(name) { text in
        seen.withLock { $0.append(text) }
        return text.replacing("1", with: "one")
      }
    }
    _ = await tree.fix([recording("x"), recording("y")])
    // Both in the first round see the original, and in the second what both wrote.
    #expect(seen.withLock { $0 } == ["1\n2\n3\n", "1\n2\n3\n", "one\n2\n3\n", "one\n2\n3\n"])
  }
}

/// Content in memory, and copies of it in which fixers work.
final class MemoryTree: FixCopies, ContentSource {
  private let blobs = Mutex<[ObjectID: [UInt8]]>([:])
  private let list: [SnapshotFile]

  init(_ files: [String: String]) {
    var blobs: [ObjectID: [UInt8]] = [:]
    list = files.sorted { $0.key < $1.key }.map { path, text in
      let id = Self.id(of: Array(text.utf8))
      blobs[id] = Array(text.utf8)
      return SnapshotFile(path: RepositoryPath(path), version: FileVersion(mode: .regular, id: id))
    }
    self.blobs.withLock { $0 = blobs }
  }

  var scope: CheckScope {
    CheckScope(
      kind: .staged, changes: ChangeSet(list.map { Change(.added, $0.path, new: $0.version) }), content: self)
  }

  func fix(_ fixers: [Fixer]) async -> FixOutcome {
    let requests = fixers.map { FixRequest(check: $0, files: list) }
    return await FixRounds(copies: self, slots: Slots(count: 2)).run(requests, in: scope)
  }

  /// What the fixed files would hold.
  func text(_ outcome: FixOutcome) -> [RepositoryPath: String] {
    let blobs = blobs.withLock { $0 }
    return Dictionary(
      uniqueKeysWithValues: outcome.files.map { ($0.path, String(decoding: blobs[$0.new.id] ?? [], as: UTF8.self)) })
  }

  func makeCopy(for check: any Check, files: [SnapshotFile], in scope: CheckScope) throws(CheckError) -> any FixCopy {
    var texts: [RepositoryPath: String] = [:]
    for file in files {
      texts[file.path] = String(decoding: try bytes(of: file.version.id, limit: .max), as: UTF8.self)
    }
    return MemoryCopy(texts, by: check as? Fixer)
  }

  func record(_ bytes: [UInt8]) -> ObjectID {
    let id = Self.id(of: bytes)
    blobs.withLock { $0[id] = bytes }
    return id
  }

  func files() -> [SnapshotFile] { list }
  func version(at path: RepositoryPath) -> FileVersion? { list.first { $0.path == path }?.version }
  func size(of id: ObjectID) throws(CheckError) -> UInt64 { UInt64(try bytes(of: id, limit: .max).count) }

  func bytes(of id: ObjectID, limit: UInt64) throws(CheckError) -> [UInt8] {
    guard let bytes = blobs.withLock({ $0[id] }) else { throw CheckError("no blob \(id)") }
    return bytes
  }

  private static func id(of bytes: [UInt8]) -> ObjectID {
    var random = SeededGenerator(seed: UInt64(bytes.count))
    var words: [UInt64] = [random.next(), random.next(), random.next()]
    for byte in bytes {
      for index in words.indices {
        words[index] = (words[index] ^ UInt64(byte)) &* (0x100_0000_01b3 + UInt64(2 * index))
      }
    }
    let raw = words.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(8 * $0)) } }
    guard let id = ObjectID(bytes: Array(raw.prefix(20))) else { preconditionFailure("twenty bytes are an id") }
    return id
  }
}

/// A copy whose fixer works when its edits are asked for, since it has no directory.
private struct MemoryCopy: FixCopy {
  let directory = LocalPath("/nowhere")
  let texts: [RepositoryPath: String]
  let fixer: Fixer?

  init(_ texts: [RepositoryPath: String], by fixer: Fixer?) {
    self.texts = texts
    self.fixer = fixer
  }

  func edits() -> [FixEdit] {
    texts.sorted { $0.key < $1.key }.compactMap { path, text in
      guard let fixed = fixer?.body(text), fixed != text else { return nil }
      return FixEdit(path: path, bytes: Array(fixed.utf8))
    }
  }

  func remove() {}
}

/// A check that does nothing but fix.
struct Fixer: Check {
  let id: CheckID
  let failure: String?
  let body: @Sendable (String) -> String

  init(_ name: String, fails failure: String? = nil, _ body: @escaping @Sendable (String) -> String) {
    id = CheckID(name)
    self.failure = failure
    self.body = body
  }

  var traits: CheckTraits { CheckTraits(kind: "lint", grain: .file, reading: .directory, timeout: .seconds(60)) }
  var fixing: FixTraits? { FixTraits(needsWholeTree: false) }

  func selection(in scope: CheckScope) throws(CheckError) -> Selection { .files(try scope.changes.files) }

  func dependencies(for selection: Selection, in scope: CheckScope) -> CheckDependencies {
    CheckDependencies(definition: [id.name])
  }

  func run(_ job: CheckJob) async -> CheckOutcome { CheckOutcome(.passed) }

  func fix(_ job: CheckJob) async -> CheckOutcome { failure.map { .errored($0) } ?? CheckOutcome(.passed) }
}
