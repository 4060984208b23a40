/// Puts the shared rules of a file where targeting refers to them.
struct EvaluatorReferences {
  private static let maximumDepth = 200
  /// Evaluators that take in others twice each double with every level.
  private static let maximumSize = 100_000

  private let evaluators: [String: FlagValue]
  private var size = 0
  private var open: Set<String> = []

  init(_ evaluators: [FlagValue.Member]) {
    self.evaluators = Dictionary(evaluators.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// `targeting` without references. One to nothing, or to what takes itself in, stays: it fails when it is reached.
  ///
  /// - Throws: `EvaluationFailure` (`GENERAL`) where the rule grows beyond reason.
  mutating func resolved(_ targeting: FlagValue, depth: Int = 0) throws(EvaluationFailure) -> FlagValue {
    size += 1
    guard depth < Self.maximumDepth, size < Self.maximumSize else {
      throw EvaluationFailure(.general, "the targeting is too large once its evaluators are put in")
    }
    switch targeting {
    case .null, .boolean, .number, .string: return targeting
    case .list(let elements):
      var resolved: [FlagValue] = []
      for element in elements { resolved.append(try self.resolved(element, depth: depth + 1)) }
      return .list(resolved)
    case .object(let members):
      if members.count == 1, members[0].name == "$ref", case .string(let name) = members[0].value {
        guard let evaluator = evaluators[name], open.insert(name).inserted else { return targeting }
        let resolved = try self.resolved(evaluator, depth: depth + 1)
        open.remove(name)
        return resolved
      }
      var resolved: [FlagValue.Member] = []
      for member in members {
        resolved.append(.init(member.name, try self.resolved(member.value, depth: depth + 1)))
      }
      return .object(resolved)
    }
  }
}
