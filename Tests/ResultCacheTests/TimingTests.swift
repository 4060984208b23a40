import GateModel
import GateTestSupport
import ResultCache
import Testing

/// What is remembered of how long checks take.
@Suite struct TimingTests {
  private let directory = try? TemporaryDirectory()

  @Test func `a mean follows the last runs`() throws {
    let store = try store()
    let check = CheckID("suite")
    #expect(store.timings(of: [check]).isEmpty)
    store.record([], timings: [check: CheckTiming(duration: .seconds(10), fileCount: 0, failed: false)])
    #expect(store.timings(of: [check])[check]?.duration == .seconds(10))
    store.record([], timings: [check: CheckTiming(duration: .seconds(20), fileCount: 0, failed: true)])
    let timing = try #require(store.timings(of: [check, CheckID("other")])[check])
    #expect(timing.duration == .seconds(13))
    #expect(timing.failureShare == 0.3)
    #expect(store.timings(of: [CheckID("other")]).isEmpty)
  }

  @Test func `what is expected follows the number of files where each has a verdict of its own`() {
    let files = CheckTiming(duration: .seconds(10), fileCount: 100, failed: false)
    #expect(files.expected(forFiles: 10) == .seconds(1))
    #expect(files.expected(forFiles: .max) > .seconds(1))
    let task = CheckTiming(duration: .seconds(10), fileCount: 0, failed: false)
    #expect(task.expected(forFiles: 10) == .seconds(10))
  }

  @Test func `files of a check have timings of their own`() throws {
    let store = try store()
    let check = CheckID("unit")
    #expect(store.fileTimings(of: check).isEmpty)
    store.record(
      ["a": FileTiming(duration: .seconds(4), failed: true), "b c": FileTiming(duration: nil, failed: false)], of: check
    )
    store.record(
      ["a": FileTiming(duration: .seconds(2), failed: false), "d": FileTiming(duration: .seconds(-1), failed: true)],
      of: check)
    #expect(
      store.fileTimings(of: check) == [
        "a": FileTiming(duration: .seconds(3), failed: false), "b c": FileTiming(duration: nil, failed: false),
        "d": FileTiming(duration: .zero, failed: true),
      ])
    #expect(store.fileTimings(of: CheckID("other")).isEmpty)
    let many = (0..<10_000).map {
      (RepositoryPath("tests/some/where/test_module_\($0).py"), FileTiming(duration: .seconds(1), failed: false))
    }
    store.record(Dictionary(uniqueKeysWithValues: many), of: check)
    #expect(store.fileTimings(of: check).count == 10_003)
  }

  @Test func `timings are kept apart from verdicts and memos, and go when all is cleared`() throws {
    let store = try store()
    let check = CheckID("suite")
    store.setMemo("suite", "x")
    store.record([], timings: [check: CheckTiming(duration: .seconds(1) * 1e9, fileCount: .max, failed: true)])
    let statistics = store.statistics()
    #expect(statistics.verdictCount == 0)
    #expect(store.memo("suite") == "x")
    #expect(store.timings(of: [check])[check] != nil)
    store.clear()
    #expect(store.timings(of: [check]).isEmpty)
  }

  private func store() throws -> LocalStore {
    LocalStore(path: try #require(directory).local("cache.db"), now: { 1_000_000 })
  }
}
