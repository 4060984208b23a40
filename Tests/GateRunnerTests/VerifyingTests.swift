import GateModel
import GateRunner
import GateTestSupport
import ResultCache
import Synchronization
import Testing

/// Kept verdicts that are executed again.
@Suite struct VerifyingTests {
  private let directory: TemporaryDirectory
  private let store: LocalStore

  init() throws {
    directory = try TemporaryDirectory()
    store = LocalStore(path: directory.path.appending("verdicts.sqlite"), now: { 1_000_000 })
  }

  private func run(
    _ check: CountingCheck, _ names: [String], _ reuse: Planner.Reuse = .verify, places: Places = Places()
  ) async -> CheckReport {
    let scope = Sample.scope(names)
    let plan = Planner(store: store, platform: .current, reuse: reuse).plan([check], in: scope)
    let runner = Runner(
      store: store, directories: places, observer: SilentObserver(), width: 4, failsFast: false, now: { 1_000_000 })
    return await runner.run(plan, in: scope, hook: nil, subject: "test").checks[0]
  }

  /// A check of the name that every check here has, so that all share their keys.
  private func check(
    _ grain: CheckTraits.Grain = .file, keepsFailures: Bool = true, reading: CheckTraits.Reading = .blobs,
    fails: @escaping @Sendable (String) -> Bool
  ) -> CountingCheck {
    CountingCheck("c", grain: grain, reading: reading, keepsFailures: keepsFailures, fails: fails)
  }

  @Test func `what is right is executed again and nothing is said against it`() async throws {
    let check = check { $0 == "b" }
    _ = await run(check, ["a", "b"], .answer)
    let report = await run(check, ["a", "b", "d"])
    #expect(check.looked == ["a", "b", "a", "b", "d"])
    #expect(report.verification == CacheVerification(verifiedCount: 2))
    #expect(report.isCached == false)
  }

  @Test func `a wrong verdict is told, executed a third time, and replaced`() async throws {
    _ = await run(check { _ in false }, ["a", "b"], .answer)
    let later = check { $0 == "b" }
    let verification = try #require(await run(later, ["a", "b"]).verification)
    #expect(later.looked == ["a", "b", "b"])
    #expect(verification.verifiedCount == 2)
    let difference = try #require(verification.differences.first)
    #expect(verification.differences.count == 1)
    #expect(difference.path == "b")
    #expect(difference.kept.verdict == .passed)
    #expect(difference.fresh.verdict == .failed)
    #expect(difference.cause == .undeclaredInput)
    #expect(difference.recordedAt == 1_000_000)
    let next = check { _ in false }
    #expect(await run(next, ["a", "b"], .answer).outcome.verdict == .failed)
    #expect(next.looked.isEmpty)
  }

  @Test func `a wrong failure is as wrong as a wrong pass`() async throws {
    _ = await run(check(.task) { _ in true }, ["a"], .answer)
    let verification = try #require(await run(check(.task) { _ in false }, ["a"]).verification)
    #expect(verification.differences.map(\.cause) == [.undeclaredInput])
    #expect(verification.differences.first?.path == nil)
    #expect(await run(check(.task) { _ in true }, ["a"], .answer).outcome.verdict == .passed)
  }

  @Test func `what is not kept is forgotten where it was kept wrongly`() async throws {
    _ = await run(check(.task, keepsFailures: false) { _ in false }, ["a"], .answer)
    let verification = await run(check(.task, keepsFailures: false) { _ in true }, ["a"]).verification
    #expect(verification?.differences.count == 1)
    let next = check(.task, keepsFailures: false) { _ in false }
    #expect(await run(next, ["a"], .answer).isCached == false)
  }

  @Test func `a check that says something else each time is told from one that lacks an input, and is not kept`()
    async throws
  {
    _ = await run(check(.task) { _ in false }, ["a"], .answer)
    let count = Mutex(0)
    let flaky = check(.task) { _ in
      count.withLock { count in
        count += 1
        return count % 2 == 1
      }
    }
    let verification = try #require(await run(flaky, ["a"]).verification)
    #expect(verification.differences.map(\.cause) == [.unstable])
    #expect(await run(check(.task) { _ in false }, ["a"], .answer).isCached == false)
  }

  @Test func `what did not run on what is recorded, or came to nothing, verifies nothing`() async throws {
    _ = await run(check(reading: .directory) { _ in false }, ["a"], .answer)
    for places in [Places(isExact: false), Places(isUnchanged: false)] {
      let report = await run(check(reading: .directory) { _ in true }, ["a"], places: places)
      #expect(report.verification == CacheVerification(unverifiedCount: 1))
    }
    let broken = CountingCheck("c", grain: .file, reading: .directory, outcome: .errored("crash"))
    #expect(await run(broken, ["a"]).verification == CacheVerification(unverifiedCount: 1))
    #expect(await run(check(reading: .directory) { _ in true }, ["a"], .answer).isCached)
  }

  @Test func `a failure that no file can be blamed for is held against the verdicts of all`() async throws {
    _ = await run(check { _ in false }, ["a", "b"], .answer)
    let vague = CountingCheck("c", grain: .file, outcome: CheckOutcome(.failed, attributed: false))
    let verification = try #require(await run(vague, ["a", "b"]).verification)
    #expect(verification.verifiedCount == 2)
    #expect(verification.differences.count == 1)
    #expect(await run(check { _ in false }, ["a", "b"], .answer).isCached == false)
  }

  @Test func `what is ignored is executed and not compared`() async throws {
    let check = check { _ in false }
    _ = await run(check, ["a"], .answer)
    #expect(await run(check, ["a"], .ignore).verification == nil)
    #expect(check.looked == ["a", "a"])
  }
}
