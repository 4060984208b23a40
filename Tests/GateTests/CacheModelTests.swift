import Foundation
import GateModel
import GateTestSupport
import Testing

/// Whatever is edited between two runs, a run that may use kept verdicts says what one says that may not.
///
/// `GATE_MODEL_STEPS=2000` takes so many steps instead of a few.
@Suite struct CacheModelTests {
  private static let steps = ProcessInfo.processInfo.environment["GATE_MODEL_STEPS"].flatMap { Int($0) } ?? 36
  /// One repository serves so many.
  private static let stepsOfOne = 12

  @Test(arguments: 0..<max(1, steps / stepsOfOne))
  func `a kept verdict is never another than a fresh one`(seed: Int) throws {
    var model = try CacheModel(seed: UInt64(seed))
    var cached = 0
    for step in 0..<Self.stepsOfOne {
      let done = try model.step()
      let arguments = model.request()
      let kept = try model.run(arguments)
      let fresh = try model.run(arguments + ["--no-cache"])
      cached += kept.cachedCount
      #expect(fresh.cachedCount == 0)
      #expect(kept.status != 2 && kept.status != 3, "\(kept.text)")
      #expect(kept.said == fresh.said, "seed \(seed), step \(step), \(arguments): \(done)")
    }
    // A cache that never answers is never wrong.
    #expect(cached > 0)
  }
}
