/// Runs targeting: JsonLogic with the operators that flagd adds.
///
/// https://jsonlogic.com/operations.html and https://flagd.dev/reference/specifications/custom-operations/. Where
/// implementations differ, the one of the daemon flagd counts, and else JavaScript's.
struct JSONLogic {
  /// How deep rules may stand in each other.
  private static let maximumDepth = 200
  /// How many values a run may look at or make, and how many bytes of text.
  private static let maximumSteps = 500_000
  private static let maximumText = 16 << 20

  let bucketing: Bucketing
  private var steps = 0
  private var text = 0

  init(bucketing: Bucketing) {
    self.bucketing = bucketing
  }

  /// What `logic` gives for `data`.
  ///
  /// - Throws: `EvaluationFailure` for an operator that does not exist (`PARSE_ERROR`), and for a rule that is too deep or
  ///   takes too long (`GENERAL`). An operator with the wrong operands gives null, as in flagd.
  mutating func apply(
    _ logic: FlagValue, _ data: FlagValue, depth: Int = 0
  ) throws(EvaluationFailure) -> FlagValue {
    try spend(1)
    guard depth < Self.maximumDepth else {
      throw EvaluationFailure(.general, "the targeting is more than \(Self.maximumDepth) levels deep")
    }
    switch logic {
    case .null, .boolean, .number, .string: return logic
    case .list(let elements): return .list(try applyAll(elements, data, depth: depth + 1))
    case .object(let members):
      guard let rule = Self.rule(of: members) else { return logic }
      let operands = if case .list(let elements) = rule.value { elements } else { [rule.value] }
      return try apply(rule.name, operands, data, depth: depth + 1)
    }
  }

  /// The one member of a rule. An object with more, or with none, is a value.
  static func rule(of members: [FlagValue.Member]) -> FlagValue.Member? {
    guard let last = members.last, members.allSatisfy({ $0.name == last.name }) else { return nil }
    return last
  }

  /// Counts what is looked at and made, so that no definition can keep gate busy.
  mutating func spend(_ values: Int, text bytes: Int = 0) throws(EvaluationFailure) {
    steps += values
    text += bytes
    guard steps <= Self.maximumSteps, text <= Self.maximumText else {
      throw EvaluationFailure(.general, "evaluating the targeting takes too long")
    }
  }

  private mutating func applyAll(
    _ logic: [FlagValue], _ data: FlagValue, depth: Int
  ) throws(EvaluationFailure) -> [FlagValue] {
    var values: [FlagValue] = []
    values.reserveCapacity(logic.count)
    for part in logic { values.append(try apply(part, data, depth: depth)) }
    return values
  }

  private mutating func apply(
    _ name: String, _ operands: [FlagValue], _ data: FlagValue, depth: Int
  ) throws(EvaluationFailure) -> FlagValue {
    switch name {
    case "if", "?:": return try choose(operands, data, depth: depth)
    case "and", "or": return try join(operands, until: name == "or", data, depth: depth)
    case "filter", "map", "all", "some", "none", "reduce":
      return try applyScoped(name, operands, data, depth: depth)
    default:
      let values = try applyAll(operands, data, depth: depth)
      guard let result = try operate(name, values, data) else {
        throw EvaluationFailure(.parseError, "there is no operator `\(FlagFindings.shown(name))`")
      }
      return result
    }
  }

  private mutating func choose(
    _ operands: [FlagValue], _ data: FlagValue, depth: Int
  ) throws(EvaluationFailure) -> FlagValue {
    var index = 0
    while index + 1 < operands.count {
      if JavaScriptCoercion.isTruthy(try apply(operands[index], data, depth: depth)) {
        return try apply(operands[index + 1], data, depth: depth)
      }
      index += 2
    }
    return index < operands.count ? try apply(operands[index], data, depth: depth) : .null
  }

  /// `and` gives the first operand that does not hold, `or` the first that does; else the last one.
  private mutating func join(
    _ operands: [FlagValue], until truth: Bool, _ data: FlagValue, depth: Int
  ) throws(EvaluationFailure) -> FlagValue {
    var value = FlagValue.null
    for operand in operands {
      value = try apply(operand, data, depth: depth)
      if JavaScriptCoercion.isTruthy(value) == truth { break }
    }
    return value
  }

  /// The operators that run a rule for each element of a list, with the element as the data.
  private mutating func applyScoped(
    _ name: String, _ operands: [FlagValue], _ data: FlagValue, depth: Int
  ) throws(EvaluationFailure) -> FlagValue {
    let list = operands.isEmpty ? .null : try apply(operands[0], data, depth: depth)
    let rule = operands.count > 1 ? operands[1] : .null
    let elements: [FlagValue] = if case .list(let elements) = list { elements } else { [] }
    switch name {
    case "map":
      var results: [FlagValue] = []
      for element in elements { results.append(try apply(rule, element, depth: depth)) }
      return .list(results)
    case "reduce":
      var result = operands.count > 2 ? try apply(operands[2], data, depth: depth) : .null
      for element in elements {
        let pair = FlagValue.object([.init("current", element), .init("accumulator", result)])
        result = try apply(rule, pair, depth: depth)
      }
      return result
    default:
      var matches: [FlagValue] = []
      for element in elements where JavaScriptCoercion.isTruthy(try apply(rule, element, depth: depth)) {
        matches.append(element)
      }
      switch name {
      case "filter": return .list(matches)
      case "all": return .boolean(!elements.isEmpty && matches.count == elements.count)
      case "some": return .boolean(!matches.isEmpty)
      default: return .boolean(matches.isEmpty)
      }
    }
  }
}
