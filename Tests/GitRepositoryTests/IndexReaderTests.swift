import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import GitRepository

/// gate's own reader of the index, on files as git writes them and as nobody should.
@Suite struct IndexReaderTests {
  @Test(arguments: [2, 4])
  func `entries are found wherever they are in a large index`(version: Int) throws {
    let repository = try TestRepository()
    let id = try repository.blob("x\n")
    var lines = ""
    for number in 0..<20_000 { lines += "100644 \(id) 0\td\(number / 1000)/e\(number / 100 % 10)/file \(number)\n" }
    try repository.git(
      ["update-index", "--index-version", "\(version)", "--index-info"], stdin: Array(lines.utf8))
    try repository.git("config", "index.version", "\(version)")
    try repository.commit("many")
    let file = try repository.indexFile()
    #expect(file.bytes.count > IndexBytes.mappedFrom)
    let entries = try repository.open().indexSnapshot().entries
    #expect(entries.count == 20_000)
    var generator = SeededGenerator(seed: 1)
    var cursor = try IndexCursor(file)
    for _ in 0..<300 {
      let position = Int.random(in: 0..<entries.count, using: &generator)
      try cursor.seek(to: position)
      #expect(try cursor.decoded() == entries[position])
      #expect(try file.cursor(notBefore: entries[position].path).position == position)
      #expect(
        try file.cursor(notBefore: RepositoryPath(bytes: entries[position].path.bytes + [1])).position == position + 1)
    }
    let below = try repository.open().indexSnapshot().entries(below: "d7/e3")
    #expect(below == entries.filter { $0.path.isInside("d7/e3") })
    try repository.git("update-index", "--force-remove", "d0/e0/file 7", "d11/e4/file 11431")
    #expect(try repository.open().stagedChanges() == Oracle(repository: repository).diff("--cached"))
  }

  @Test func `an index without a checksum is read`() throws {
    let repository = try TestRepository.withCommit()
    let bytes = try repository.read(".git/index")
    try repository.write(".git/index", bytes: bytes.dropLast(20) + [UInt8](repeating: 0, count: 20))
    #expect(try repository.open().indexContent().files().count == 3)
  }

  @Test func `no index is an empty one`() throws {
    let repository = try TestRepository.withCommit()
    try repository.remove(".git/index")
    let opened = try repository.open()
    #expect(try opened.indexContent().files().isEmpty)
    #expect(try opened.indexContent().version(at: "a.txt") == nil)
    #expect(try opened.stagedChanges() == Oracle(repository: repository).diff("--cached"))
  }

  @Test func `extensions that may be skipped are, and others are refused by name`() throws {
    let bytes = try Self.index()
    #expect(try Self.read(bytes, extensions: "ZZZZ", "FSMN").count == 3)
    #expect(try Self.read(bytes, extensions: "FSMN").fileSystemMonitor == Array("content".utf8))
    let error = #expect(throws: GitError.self) { _ = try Self.read(bytes, extensions: "zzzz") }
    #expect(error?.kind == .unsupported)
    #expect(error?.message.contains("'zzzz'") == true)
    let repository = try TestRepository.withCommit()
    try repository.write(".git/index", bytes: Self.adding("zzzz", to: bytes))
    #expect(throws: GitError.self) { _ = try repository.open().stagedChanges() }
  }

  @Test func `what is wrong with an index is said`() throws {
    let bytes = try Self.index()
    let cases: [(String, [UInt8])] = [
      ("too short", []), ("too short", Array(bytes.prefix(20))), ("checksum", bytes.dropLast() + [bytes[0]]),
      ("does not start", Self.unsealed(bytes) { $0[0] = 0x64 }), ("version 5", Self.unsealed(bytes) { $0[7] = 5 }),
      ("cannot hold", Self.unsealed(bytes) { $0[8] = 0xff }), ("entry 3", Self.unsealed(bytes) { $0[11] = 4 }),
      ("unknown kind (3", Self.unsealed(bytes) { $0[12 + 26] = 0x3f }),
      ("another length", Self.unsealed(bytes) { $0[12 + 61] -= 1 }),
      ("that its version does not have", Self.unsealed(bytes) { $0[12 + 60] |= 0x40 }),
      ("path of entry 0 is none", Self.unsealed(bytes) { $0[12 + 62 + 4] = 0x2f }),
      ("out of order", Self.unsealed(bytes) { $0[12 + 62] = 0x7a }),
    ]
    for (reason, bytes) in cases {
      let error = #expect(throws: GitError.self) { _ = try Self.read(bytes) }
      #expect(error?.message.contains(reason) == true, "\(reason): \(error?.message ?? "none")")
    }
  }

  @Test(arguments: [2, 4] as [UInt32])
  func `a path inside a directory that stands for its files is refused, with what helps`(version: UInt32) throws {
    let file = try IndexWriterTests.repository(.sparse).indexFile()
    var image = IndexImage(IndexLayout(version: version, hashLength: 20), capacity: 0)
    var cursor = try IndexCursor(file)
    let plain = cursor.layout
    while !cursor.isAtEnd {
      let entry = cursor.isDirectory ? cursor.layout : plain
      // Version 2 has no place for the flag that says that the directory is not checked out.
      let plainFlags = IndexLayout.Entry(
        start: entry.start, flags: 0, extendedFlags: 0, name: entry.name, dropped: 0, end: entry.end)
      var path = cursor.withPath { Array($0) }
      path.withUnsafeBytes { image.append(plainFlags, of: file, path: $0) }
      if cursor.isDirectory {
        path.append(UInt8(ascii: "x"))
        path.withUnsafeBytes { image.append(plain, of: file, path: $0) }
      }
      try cursor.advance()
    }
    let error = #expect(throws: GitError.self) { _ = try Self.read(image.finished()) }
    #expect(error?.hint == "git sparse-checkout reapply --no-sparse-index")
  }

  @Test(arguments: IndexWriterTests.Form.allCases)
  func `no damage to an index is more than an error`(form: IndexWriterTests.Form) throws {
    let repository = try IndexWriterTests.repository(form)
    let bytes = try repository.read(".git/index")
    let format: Repository.ObjectFormat = "\(form)".hasPrefix("sha256") ? .sha256 : .sha1
    let shared = try repository.sharedIndex()
    func exercise(_ bytes: [UInt8]) {
      do { try IndexExercise.read(IndexExercise.index(bytes, format, shared: shared)) } catch {
        #expect(error.kind == .malformed || error.kind == .unsupported, "\(error)")
      }
    }
    for length in stride(from: 0, to: bytes.count, by: 3) { exercise(Array(bytes[..<length])) }
    for position in 0..<(bytes.count - format.hashLength) {
      for change: (inout UInt8) -> Void in [{ $0 = 0xff }, { $0 ^= 1 }] {
        exercise(Self.unsealed(bytes, format) { change(&$0[position]) })
      }
    }
  }

  @Test func `what the fuzzer has tried does no harm`() throws {
    let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzz/IndexCorpus")
    let inputs = try FileManager.default.contentsOfDirectory(at: corpus, includingPropertiesForKeys: nil)
    #expect(inputs.count > 10)
    for input in inputs {
      let bytes = [UInt8](try Data(contentsOf: input))
      let length = bytes.withUnsafeBytes { min(Int($0.number(at: 1)), bytes.count - 5) }
      let format: Repository.ObjectFormat = bytes[0] & 1 == 0 ? .sha1 : .sha256
      let index = Self.unsealed(Array(bytes[5..<(5 + length)]), format) { _ in }
      let shared = Self.unsealed(Array(bytes[(5 + length)...]), format) { _ in }
      do { try IndexExercise.read(IndexExercise.index(index, format, shared: shared)) } catch {
        #expect(error.kind == .malformed || error.kind == .unsupported, "\(input.lastPathComponent): \(error)")
      }
    }
  }

  private static func index() throws -> [UInt8] { try TestRepository.withCommit().read(".git/index") }

  /// The bytes changed, and with no checksum.
  private static func unsealed(
    _ bytes: [UInt8], _ format: Repository.ObjectFormat = .sha1, _ change: (inout [UInt8]) -> Void
  ) -> [UInt8] {
    var bytes = Array(bytes.dropLast(format.hashLength)) + [UInt8](repeating: 0, count: format.hashLength)
    change(&bytes)
    return bytes
  }

  private static func adding(_ name: String, to bytes: [UInt8]) -> [UInt8] {
    let content = Array("content".utf8)
    let added: [UInt8] = Array(name.utf8) + [0, 0, 0, UInt8(content.count)] + content
    return Array(bytes.dropLast(20)) + added + [UInt8](repeating: 0, count: 20)
  }

  private static func read(_ bytes: [UInt8], extensions names: String...) throws -> IndexFile {
    let extended = names.reduce(bytes) { adding($1, to: $0) }
    return try IndexFile(LocalPath("index"), IndexBytes(copying: extended, written: nil), .sha1)
  }
}

extension TestRepository {
  /// The index that a split one builds on, where there is one.
  fileprivate func sharedIndex() throws -> [UInt8]? {
    let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(".git").description)
    return try names.first { $0.hasPrefix("sharedindex.") }.map { try read(RepositoryPath(".git/" + $0)) }
  }
}
