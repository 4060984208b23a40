import GateModel
import ResultCache
import Synchronization
import Testing

@Suite struct PruningTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func isKnown(_ number: Int, at time: Int64) -> Bool {
    !Samples.store(directory.local("cache.db"), at: time).lookUp([Samples.key(number)]).isEmpty
  }

  @Test func `what nobody asks for goes with age`() {
    let path = directory.local("cache.db")
    Samples.store(path).record(Samples.entries(0..<2))
    // A use after a week keeps the first entry alive.
    #expect(isKnown(0, at: Samples.time + 7 * Samples.day))
    let later = Samples.time + 15 * Samples.day
    Samples.store(path, at: later).prune(maximumBytes: .max, maximumAge: .seconds(10 * Samples.day))
    #expect(isKnown(0, at: later))
    #expect(!isKnown(1, at: later))
  }

  @Test func `a use within the day is not written down`() {
    let path = directory.local("cache.db")
    Samples.store(path).record(Samples.entries(0..<1))
    let store = Samples.store(path, at: Samples.time + Samples.day - 1)
    #expect(store.lookUp([Samples.key(0)]).count == 1)
    #expect(store.statistics().newestUse == Samples.time)
    let later = Samples.store(path, at: Samples.time + Samples.day)
    #expect(later.lookUp([Samples.key(0)]).count == 1)
    #expect(later.statistics().newestUse == Samples.time + Samples.day)
  }

  @Test func `beyond its size the store forgets what was used longest ago`() {
    let path = directory.local("cache.db")
    for age in (0..<10).reversed() {
      let store = Samples.store(path, at: Samples.time - Int64(age) * Samples.day)
      store.record(Samples.entries((age * 1000)..<(age * 1000 + 1000)))
    }
    let store = Samples.store(path)
    let before = store.statistics()
    #expect(before.verdictCount == 10_000)
    let limit = before.byteCount / 2
    store.prune(maximumBytes: limit, maximumAge: .seconds(365 * Samples.day))
    let after = store.statistics()
    #expect(after.byteCount <= limit)
    #expect(after.verdictCount > 2000 && after.verdictCount < 6000)
    #expect(store.lookUp((0..<2000).map(Samples.key)).count == 2000)
    #expect(store.lookUp((8000..<10_000).map(Samples.key)).isEmpty)
  }

  @Test func `pruning happens by itself, once a day`() {
    let path = directory.local("cache.db")
    let limits = StoreLimits(maximumBytes: .max, maximumAge: .seconds(Samples.day / 2))
    Samples.store(path, limits: limits).record(Samples.entries(0..<1))
    Samples.store(path, at: Samples.time + Samples.day - 1, limits: limits).record(Samples.entries(1..<2))
    #expect(isKnown(0, at: Samples.time + 1), "the store was pruned less than a day ago")
    Samples.store(path, at: Samples.time + Samples.day, limits: limits).record(Samples.entries(2..<3))
    #expect(!isKnown(0, at: Samples.time + Samples.day))
    #expect(isKnown(1, at: Samples.time + Samples.day))
  }

  @Test(arguments: [Int64.min, -1, 0, Int64.max])
  func `no time is too odd`(time: Int64) {
    let path = directory.local("cache.db")
    Samples.store(path).record(Samples.entries(0..<1))
    let store = Samples.store(path, at: time)
    #expect(store.lookUp([Samples.key(0)]).count == 1)
    store.record(Samples.entries(1..<2))
    store.prune(maximumBytes: .max, maximumAge: .seconds(Int64.max))
    #expect(store.lookUp([Samples.key(1)]).count == 1)
  }

  @Test func `limits of nothing leave nothing`() {
    let store = Samples.store(directory.local("cache.db"))
    store.record(Samples.entries(0..<500))
    store.prune(maximumBytes: 0, maximumAge: .seconds(Samples.day))
    #expect(store.statistics().verdictCount == 0)
    #expect(store.warning == nil)
  }
}
