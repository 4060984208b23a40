import CSQLite
import Foundation
import GateModel
import GateTestSupport
import ResultCache
import Testing

/// Whatever happens to the file, the store answers with what was recorded or with nothing.
@Suite struct DamageTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private let keys = (0..<300).map(Samples.key)
  private let recorded = Dictionary(uniqueKeysWithValues: Samples.entries(0..<300))

  private func fill(_ name: String = "cache.db") {
    let store = Samples.store(directory.local(name))
    store.record(Samples.entries(0..<300))
    store.setMemo("tool", "identity")
    store.close()
  }

  /// Everything that the store in `name` says is true, it still takes new verdicts, and it keeps them.
  private func expectSound(_ name: String = "cache.db", _ comment: Comment? = nil) {
    let store = Samples.store(directory.local(name))
    for (key, verdict) in store.lookUp(keys) {
      #expect(recorded[key] == verdict, comment)
    }
    let memo = store.memo("tool")
    #expect(memo == nil || memo == "identity", comment)
    store.record(Samples.entries(1000..<1003))
    store.close()
    let again = Samples.store(directory.local(name))
    #expect(again.lookUp((1000..<1003).map(Samples.key)).count == 3, comment)
    again.close()
  }

  @Test func `garbage is put aside and told once`() throws {
    try directory.write(Data((0..<9000).map { UInt8(truncatingIfNeeded: $0 &* 31) }), "cache.db")
    let store = Samples.store(directory.local("cache.db"))
    #expect(store.lookUp(keys).isEmpty)
    let warning = try #require(store.warning)
    #expect(warning.contains("cache.db") && warning.contains("damaged"))
    store.record(Samples.entries(0..<3))
    #expect(store.lookUp(keys).count == 3)
    #expect(store.warning == warning)
    #expect(directory.exists("cache.db.damaged"))
    #expect(Samples.store(directory.local("cache.db")).warning == nil)
  }

  @Test(arguments: [0, 1, 99, 100, 512, 4095, 4096, 4097, 9000, 40_000]) func `a file cut short is no trouble`(
    length: Int
  ) throws {
    fill()
    try directory.write(try directory.data("cache.db").prefix(length), "cache.db")
    expectSound()
  }

  @Test(arguments: [-1, 0, 2, 1_000_000]) func `a file of another version is started anew`(version: Int) throws {
    fill()
    try directory.execute("PRAGMA user_version = \(version)", on: "cache.db")
    let store = Samples.store(directory.local("cache.db"))
    #expect(store.lookUp(keys).isEmpty)
    #expect(store.warning?.contains("another version") == true)
    store.close()
    expectSound()
  }

  @Test(arguments: [
    "DROP TABLE entry", "DROP TABLE entry; CREATE TABLE entry (key, content)",
    "DROP TABLE entry; CREATE VIEW entry AS SELECT 1 AS key, 2 AS used, 3 AS content",
    "ALTER TABLE entry RENAME COLUMN content TO contents",
  ])
  func `tables that are not ours are started anew`(statement: String) throws {
    fill()
    try directory.execute(statement, on: "cache.db")
    expectSound()
  }

  @Test func `a row under the wrong key is a miss and goes`() throws {
    fill()
    let (from, to) = (Samples.key(7).description, Samples.key(1234).description)
    try directory.execute("UPDATE entry SET key = x'\(to)' WHERE key = x'\(from)'", on: "cache.db")
    let store = Samples.store(directory.local("cache.db"))
    #expect(store.statistics().verdictCount == 300)
    #expect(store.lookUp([Samples.key(1234), Samples.key(8)]) == [Samples.key(8): Samples.verdict(8)])
    #expect(store.statistics().verdictCount == 299)
  }

  @Test(arguments: ["zeroblob(0)", "zeroblob(100)", "zeroblob(30000)", "NULL || 'x'", "42", "'text'", "x'01'"])
  func `a row of any other content is a miss`(content: String) throws {
    fill()
    try directory.execute("UPDATE OR IGNORE entry SET content = \(content)", on: "cache.db")
    let store = Samples.store(directory.local("cache.db"))
    let found = store.lookUp(keys)
    #expect(found.isEmpty || content.hasPrefix("NULL"))
    store.close()
    expectSound()
  }

  @Test(arguments: 0..<8) func `bytes flipped anywhere never make a wrong verdict`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    fill()
    let whole = try directory.data("cache.db")
    for round in 0..<12 {
      var damaged = whole
      // The header and the schema are small, and where most can go wrong.
      let limit = round.isMultiple(of: 3) ? 200 : whole.count
      for _ in 0..<[1, 1, 8, 100][round % 4] {
        damaged[Int.random(in: 0..<limit, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let name = "fuzz \(round).db"
      try directory.write(damaged, name)
      expectSound(name, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: 0..<4) func `a damaged log never makes a wrong verdict`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let store = Samples.store(directory.local("live.db"))
    store.record(Samples.entries(0..<150))
    store.record(Samples.entries(150..<300))
    let (file, log) = (try directory.data("live.db"), try directory.data("live.db-wal"))
    for round in 0..<8 {
      var damaged = log
      for _ in 0..<(round * 3) { damaged[Int.random(in: 0..<log.count, using: &random)] ^= 0x41 }
      let name = "fuzz \(round).db"
      try directory.write(file, name)
      try directory.write(damaged.prefix(Int.random(in: 0...log.count, using: &random)), "\(name)-wal")
      expectSound(name, "seed \(seed), round \(round)")
    }
  }

  @Test func `a process killed in the middle of a write leaves what was there before`() throws {
    let store = Samples.store(directory.local("live.db"))
    store.record(Samples.entries(0..<50))
    let writer = try RawDatabase(directory.path + "/live.db")
    // A small cache makes SQLite write pages out before the end of the transaction.
    try writer.execute("PRAGMA cache_size = 5; BEGIN IMMEDIATE; DELETE FROM entry;")
    try writer.execute(
      """
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
      INSERT INTO entry SELECT randomblob(32), 1, randomblob(200) FROM n
      """)
    try directory.write(try directory.data("live.db"), "killed.db")
    let log = try directory.data("live.db-wal")
    #expect(log.count > 500_000, "the transaction is half in the log")
    try directory.write(log, "killed.db-wal")
    try writer.execute("ROLLBACK")
    let killed = Samples.store(directory.local("killed.db"))
    #expect(killed.lookUp(keys) == Dictionary(uniqueKeysWithValues: Samples.entries(0..<50)))
    #expect(killed.warning == nil)
  }

  @Test func `a log that a deleted database left behind is not read`() throws {
    let store = Samples.store(directory.local("old.db"))
    store.record(Samples.entries(0..<50))
    try directory.write(try directory.data("old.db-wal"), "cache.db-wal")
    let fresh = Samples.store(directory.local("cache.db"))
    #expect(fresh.lookUp(keys).isEmpty)
    #expect(fresh.warning == nil)
    fresh.close()
    expectSound()
  }

  @Test func `a file that is replaced under an open store is met again`() throws {
    let store = Samples.store(directory.local("cache.db"))
    store.record(Samples.entries(0..<3))
    try FileManager.default.moveItem(atPath: "\(directory.path)/cache.db", toPath: "\(directory.path)/away.db")
    fill()
    store.record(Samples.entries(1000..<1002))
    #expect(store.lookUp(keys).count == 300 || store.lookUp(keys).count == 3)
    store.close()
    expectSound()
  }
}
