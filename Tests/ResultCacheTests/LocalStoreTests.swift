import Foundation
import GateModel
import ResultCache
import Testing

@Suite struct LocalStoreTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func `what was recorded is found again, by others too`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record(Samples.entries(0..<10))
    let expected = Dictionary(uniqueKeysWithValues: Samples.entries(3..<10))
    let keys = (3..<20).map(Samples.key)
    #expect(store.lookUp(keys) == expected)
    #expect(Samples.store(directory.local("cache.db")).lookUp(keys) == expected)
    #expect(store.warning == nil)
  }

  @Test func `nothing asked, nothing answered`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record([])
    #expect(store.lookUp([]).isEmpty)
    #expect(!directory.exists("cache.db"))
  }

  @Test(arguments: [1, 499, 500, 501, 1000, 1203])
  func `any number of keys is looked up at once`(count: Int) {
    let store = Samples.store(directory.local("cache.db"))
    store.record(Samples.entries(0..<1100))
    let found = store.lookUp((0..<count).map(Samples.key) + [Samples.key(0)])
    #expect(found == Dictionary(uniqueKeysWithValues: Samples.entries(0..<min(count, 1100))))
  }

  @Test func `the last verdict under a key counts`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record([(Samples.key(1), Samples.verdict(1)), (Samples.key(1), Samples.verdict(2))])
    #expect(store.lookUp([Samples.key(1)]) == [Samples.key(1): Samples.verdict(2)])
    store.record([(Samples.key(1), Samples.verdict(3))])
    #expect(store.lookUp([Samples.key(1)]) == [Samples.key(1): Samples.verdict(3)])
    #expect(store.statistics().verdictCount == 1)
  }

  @Test func `what could not run is not kept`() {
    let store = Samples.store(directory.local("cache.db"))
    var entries = Samples.entries(0..<3)
    entries[0].1.outcome = .errored("no such tool")
    entries[1].1.outcome = CheckOutcome(.skipped, reason: "interrupted")
    store.record(entries)
    #expect(Array(store.lookUp((0..<3).map(Samples.key)).keys) == [Samples.key(2)])
  }

  @Test func `a verdict too long to keep is a miss`() {
    let store = Samples.store(directory.local("cache.db"))
    var entries = Samples.entries(0..<2)
    entries[0].1.outcome.findings = (0..<40_000).map { Finding(rule: "r", message: "a rather long message \($0)") }
    store.record(entries)
    #expect(Array(store.lookUp((0..<2).map(Samples.key)).keys) == [Samples.key(1)])
  }

  @Test func `a long output keeps its beginning and its end`() throws {
    let store = Samples.store(directory.local("cache.db"))
    var entry = Samples.entries(0..<1)[0]
    entry.1.outcome.output = "begin" + String(repeating: "é", count: 100_000) + "end"
    store.record([entry])
    let output = try #require(store.lookUp([entry.0])[entry.0]).outcome.output
    #expect(output.utf8.count <= 64 << 10)
    #expect(output.utf8.count > 60 << 10)
    #expect(output.hasPrefix("beginééé") && output.hasSuffix("éééend"))
    #expect(output.contains("bytes left out") && !output.contains("\u{fffd}"))
  }

  @Test func `memos are kept apart from verdicts`() {
    let store = Samples.store(directory.local("cache.db"))
    #expect(store.memo("tool\0/usr/bin/black") == nil)
    store.setMemo("tool\0/usr/bin/black", "sha256:1")
    store.setMemo("tool\0/usr/bin/black", "sha256:2")
    store.setMemo("", "")
    store.setMemo("long", String(repeating: "x", count: 70_000))
    #expect(store.memo("tool\0/usr/bin/black") == "sha256:2")
    #expect(store.memo("") == "")
    #expect(store.memo("long") == nil)
    #expect(store.statistics().memoCount == 2)
    #expect(store.statistics().verdictCount == 0)
  }

  @Test func `the file is for its owner alone`() throws {
    let store = Samples.store(directory.local("new/deep/cache.db"))
    store.record(Samples.entries(0..<3))
    #expect(try directory.permissions("new") == 0o700)
    #expect(try directory.permissions("new/deep") == 0o700)
    for name in ["cache.db", "cache.db-wal", "cache.db-shm", "cache.db.lock"] {
      #expect(try directory.permissions("new/deep/\(name)") == 0o600, "\(name)")
    }
    #expect(store.lookUp([Samples.key(1)]).count == 1)
  }

  @Test func `a closed store opens again and leaves no log behind`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record(Samples.entries(0..<3))
    #expect(directory.exists("cache.db-wal"))
    store.close()
    #expect(!directory.exists("cache.db-wal"))
    #expect(store.lookUp([Samples.key(1)]).count == 1)
  }

  @Test(arguments: [
    [0x20, 0x0a, 0x22], [0xff, 0xfe], Array("-x".utf8), Array("file:a?mode=memory".utf8), Array("a%41".utf8),
  ])
  func `any name will do`(name: [UInt8]) {
    let path = directory.local("").appending(bytes: name)
    Samples.store(path).record(Samples.entries(0..<2))
    let again = Samples.store(path)
    #expect(again.lookUp([Samples.key(1)]).count == 1)
    #expect(again.warning == nil)
  }

  @Test func `many thousand verdicts go in and come out`() {
    let store = Samples.store(directory.local("cache.db"))
    let verdict = CachedVerdict(outcome: CheckOutcome(.passed), duration: .milliseconds(3), recordedAt: Samples.time)
    let keys = (0..<25_000).map(Samples.key)
    store.record(keys.map { ($0, verdict) })
    #expect(store.lookUp(keys).count == keys.count)
    #expect(store.statistics().byteCount < 8 << 20)
  }

  @Test func `clearing leaves nothing`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record(Samples.entries(0..<5000))
    let before = store.statistics().byteCount
    store.clear()
    #expect(store.lookUp((0..<100).map(Samples.key)).isEmpty)
    let after = store.statistics()
    #expect(after.verdictCount == 0 && after.memoCount == 0 && after.oldestUse == nil && after.newestUse == nil)
    #expect(after.byteCount < before / 10)
  }
}
