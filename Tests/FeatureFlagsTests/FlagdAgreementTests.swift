import FeatureFlags
import GateModel
import GateTestSupport
import Testing

/// The evaluation beside that of an independent implementation.
@Suite(.enabled(if: FlagdOracle.isInstalled, Comment(rawValue: FlagdOracle.isMissing))) struct FlagdAgreementTests {
  private static func answer(_ evaluation: FlagEvaluation) -> FlagdOracle.Answer {
    .init(
      variant: evaluation.variant, reason: evaluation.reason.rawValue, error: evaluation.failure?.code.rawValue)
  }

  @Test(arguments: Bucketing.allCases, 1...2)
  func `random flags in random contexts give what the provider gives`(bucketing: Bucketing, seed: UInt64) throws {
    var random = RandomTargeting(seed: seed * 7 + UInt64(bucketing.rawValue.utf8.last ?? 0))
    let definition = random.definition(250)
    let cases = (0..<4000).map { (flag: "f\($0 % 250)", context: random.context()) }
    let expected = try FlagdOracle.answers(to: cases, definition: definition, bucketing: bucketing)
    let file = FlagValidation.read(Array(definition.utf8), path: "flags.json")
    let evaluator = FlagEvaluator([file], bucketing: bucketing, timestamp: FlagdOracle.timestamp)
    let definitions = Dictionary(
      uniqueKeysWithValues: file.flags.map { ($0.key, FlagEvaluator.Definition($0, in: file)) })
    var seen: [String: Int] = [:]
    for (index, wanted) in expected.enumerated() {
      let (flag, text) = cases[index]
      let found = try #require(definitions[flag])
      let answer = Self.answer(evaluator.evaluate(found, context: try FlagContexts.context(Array(text.utf8))))
      seen[wanted.reason, default: 0] += 1
      guard answer != wanted else { continue }
      Issue.record("\(answer), not \(wanted): \(text) \(found.flag.states.map(\.targeting))")
      return
    }
    #expect(expected.count == cases.count)
    // Every kind of answer has to come up, or the comparison says little.
    for reason in ["STATIC", "DEFAULT", "TARGETING_MATCH", "DISABLED", "ERROR"] {
      #expect(seen[reason, default: 0] > 50)
    }
  }
}
