import Foundation
import GateModel
import ResultCache
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Several at once, and places where nothing can be kept.
@Suite struct SharingTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test func `many stores on one file lose nothing`() async {
    let path = directory.local("new/cache.db")
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask {
          // Each opens, and one of them makes, the file.
          let store = Samples.store(path)
          for round in 0..<10 {
            let start = worker * 1000 + round * 20
            store.record(Samples.entries(start..<(start + 20)))
            let found = store.lookUp((start..<(start + 20)).map(Samples.key))
            #expect(found == Dictionary(uniqueKeysWithValues: Samples.entries(start..<(start + 20))))
          }
          #expect(store.warning == nil)
        }
      }
    }
    let store = Samples.store(path)
    #expect(store.statistics().verdictCount == 8 * 200)
  }

  @Test func `one store serves many tasks`() async {
    let store = Samples.store(directory.local("cache.db"))
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask {
          store.record(Samples.entries((worker * 50)..<(worker * 50 + 50)))
          store.setMemo("\(worker)", "value \(worker)")
          #expect(store.memo("\(worker)") == "value \(worker)")
        }
      }
    }
    #expect(store.lookUp((0..<400).map(Samples.key)).count == 400)
  }

  @Test func `a damaged file is started anew once, however many find it so`() async throws {
    try directory.write(Data(repeating: 0x5a, count: 20_000), "cache.db")
    let path = directory.local("cache.db")
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<6 {
        group.addTask {
          let store = Samples.store(path)
          #expect(store.lookUp([Samples.key(-1)]).isEmpty)
          store.record(Samples.entries((worker * 10)..<(worker * 10 + 10)))
        }
      }
    }
    #expect(Samples.store(path).lookUp((0..<60).map(Samples.key)).count == 60)
  }

  @Test func `processes that are killed while they write leave whole transactions`() async throws {
    let path = directory.path + "/cache.db"
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = Samples.store(LocalPath(path))
      store.record(Samples.entries(0..<100))
      Thread.detachNewThread {
        // Whenever it strikes, it strikes in some phase of a write: the other thread does nothing else.
        while store.memo("go") == nil {}
        kill(getpid(), SIGKILL)
      }
      store.setMemo("go", "now")
      while true { store.record(Samples.entries(100..<5000)) }
    }
    let store = Samples.store(directory.local("cache.db"))
    let found = store.lookUp((0..<5000).map(Samples.key))
    #expect(found.count == 100 || found.count == 5000)
    #expect(
      found.allSatisfy { key, verdict in
        verdict == Samples.verdict(Int(verdict.outcome.findings[0].rule.dropFirst()) ?? -1)
      })
    #expect(store.warning == nil)
    store.record(Samples.entries(6000..<6001))
    #expect(store.lookUp([Samples.key(6000)]).count == 1)
  }

  @Test func `two processes share one file`() async throws {
    let path = directory.path + "/cache.db"
    async let other: Void = {
      _ = await #expect(processExitsWith: .success) { [path = path as String] in
        let store = Samples.store(LocalPath(path))
        for start in stride(from: 0, to: 1000, by: 10) { store.record(Samples.entries(start..<(start + 10))) }
        let all = store.lookUp((0..<1000).map(Samples.key)).count == 1000 && store.warning == nil
        store.close()
        exit(all ? 0 : 1)
      }
    }()
    let store = Samples.store(directory.local("cache.db"))
    for start in stride(from: 1000, to: 2000, by: 10) { store.record(Samples.entries(start..<(start + 10))) }
    await other
    #expect(store.warning == nil)
    #expect(store.lookUp((0..<2000).map(Samples.key)).count == 2000)
  }

  @Test func `a database that another one holds is a miss, and the wait is had once`() throws {
    Samples.store(directory.local("cache.db")).record(Samples.entries(0..<3))
    var holder: RawDatabase? = try RawDatabase(directory.path + "/cache.db")
    try holder?.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM entry WHERE 0; COMMIT;")
    try holder?.execute("BEGIN EXCLUSIVE; UPDATE entry SET used = used;")
    let store = LocalStore(path: directory.local("cache.db"), patience: .milliseconds(20), now: { Samples.time })
    for _ in 0..<50 {
      #expect(store.lookUp([Samples.key(1)]).isEmpty)
      store.record(Samples.entries(5..<6))
    }
    #expect(store.warning?.contains("in use") == true)
    holder = nil
    #expect(store.lookUp([Samples.key(1)]).count == 1, "the next one is answered again")
    #expect(!directory.exists("cache.db.damaged"))
  }

  @Test func `while another one writes, reading goes on`() throws {
    let store = LocalStore(path: directory.local("cache.db"), patience: .milliseconds(20), now: { Samples.time })
    store.record(Samples.entries(0..<3))
    let writer = try RawDatabase(directory.path + "/cache.db")
    try writer.execute("BEGIN IMMEDIATE")
    #expect(store.lookUp([Samples.key(1)]).count == 1)
    #expect(store.warning == nil)
    store.record(Samples.entries(5..<6))
    #expect(store.warning?.contains("in use") == true)
    try writer.execute("ROLLBACK")
    store.record(Samples.entries(5..<6))
    #expect(store.lookUp([Samples.key(5)]).count == 1)
  }

  // Only names within the test's own directory: what the store does wrong with a device, it would do to the machine's.
  @Test(arguments: ["file/cache.db", "directory", "pipe", "link to pipe", "dangling", "file/x/y/cache.db"])
  func `where nothing can be kept, everything is a miss and nothing is touched`(place: String) throws {
    let manager = FileManager.default
    try directory.write(Data(), "file")
    try manager.createDirectory(atPath: directory.path + "/directory", withIntermediateDirectories: false)
    try #require(mkfifo(directory.path + "/pipe", 0o600) == 0)
    try manager.createSymbolicLink(atPath: directory.path + "/link to pipe", withDestinationPath: "pipe")
    try manager.createSymbolicLink(atPath: directory.path + "/dangling", withDestinationPath: "file/nowhere")
    let names = try manager.contentsOfDirectory(atPath: directory.path).sorted()
    let store = LocalStore(path: directory.local(place), patience: .milliseconds(20), now: { Samples.time })
    for _ in 0..<2 {
      #expect(store.lookUp([Samples.key(0)]).isEmpty)
      store.record(Samples.entries(0..<2))
      store.setMemo("a", "b")
      #expect(store.memo("a") == nil)
      #expect(store.statistics() == StoreStatistics())
      store.prune(maximumBytes: 0, maximumAge: .zero)
      store.clear()
      store.close()
    }
    #expect(store.warning?.isEmpty == false)
    let left = try manager.contentsOfDirectory(atPath: directory.path).filter { !$0.hasSuffix(".lock") }.sorted()
    #expect(left == names)
  }

  @Test func `where no more can be written, the new verdicts are lost and the old ones kept`() async throws {
    let path = directory.path + "/cache.db"
    Samples.store(directory.local("cache.db")).record(Samples.entries(0..<10))
    await #expect(processExitsWith: .success) { [path = path as String] in
      // No file may grow beyond this; a write that would make it says so instead of killing the process.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
      #if canImport(Glibc)
        setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      #else
        setrlimit(RLIMIT_FSIZE, &limit)
      #endif
      let store = Samples.store(LocalPath(path))
      store.record(Samples.entries(1000..<20_000))
      let old = store.lookUp((0..<10).map(Samples.key)).count
      let new = store.lookUp((1000..<20_000).map(Samples.key)).count
      exit(old == 10 && new == 0 && store.warning != nil ? 0 : 1)
    }
    let store = Samples.store(directory.local("cache.db"))
    #expect(store.lookUp((0..<10).map(Samples.key)).count == 10)
    #expect(!directory.exists("cache.db.damaged"))
    store.record(Samples.entries(10..<11))
    #expect(store.lookUp([Samples.key(10)]).count == 1)
  }
}
