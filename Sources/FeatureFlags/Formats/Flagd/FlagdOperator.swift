/// An operator of flagd's targeting: JsonLogic's, and flagd's own.
///
/// https://flagd.dev/reference/flag-definitions/ and https://jsonlogic.com/operations.html
struct FlagdOperator {
  /// What a rule with the operator gives, as far as that is known without running it.
  enum Result {
    case boolean
    /// One of its operands, or something computed.
    case other
  }

  let name: String
  /// How many operands it takes.
  let operands: ClosedRange<Int>
  let result: Result

  private init(_ name: String, _ operands: ClosedRange<Int>, _ result: Result = .other) {
    self.name = name
    self.operands = operands
    self.result = result
  }

  private static let many = 1_000_000

  /// All operators.
  static let all: [FlagdOperator] = [
    .init("var", 0...2), .init("missing", 0...many), .init("missing_some", 2...2),
    .init("if", 1...many), .init("or", 1...many), .init("and", 1...many),
    .init("==", 2...2, .boolean), .init("===", 2...2, .boolean), .init("!=", 2...2, .boolean),
    .init("!==", 2...2, .boolean), .init(">", 2...3, .boolean), .init(">=", 2...3, .boolean),
    .init("<", 2...3, .boolean), .init("<=", 2...3, .boolean), .init("!", 1...1, .boolean),
    .init("!!", 1...1, .boolean), .init("all", 2...2, .boolean), .init("none", 2...2, .boolean),
    .init("some", 2...2, .boolean), .init("in", 2...2, .boolean), .init("map", 2...2), .init("filter", 2...2),
    .init("reduce", 3...3), .init("merge", 0...many), .init("cat", 1...many), .init("substr", 2...3),
    .init("+", 1...many), .init("*", 1...many), .init("-", 1...2), .init("/", 2...2), .init("%", 2...2),
    .init("max", 1...many), .init("min", 1...many), .init("starts_with", 2...2, .boolean),
    .init("ends_with", 2...2, .boolean), .init("sem_ver", 3...3, .boolean), .init("fractional", 1...many),
    .init("rollout", 3...5), .init("lower", 1...1), .init("upper", 1...1), .init("$ref", 1...1),
  ]

  /// The operator called `name`, `nil` where flagd has none.
  static func named(_ name: String) -> FlagdOperator? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
