import DocumentTree
import GateModel

/// What a flag's targeting can serve, as far as it is known without a context: the branches of its outermost `if`, and
/// what is left for everybody else.
struct FlagdOutcomes {
  private let evaluators: FlagdEvaluators
  /// What `null` stands for: the default variant.
  private let standard: FlagOutcome
  private(set) var branches: [FlagBranch] = []
  private(set) var fallback: Placed<FlagOutcome>
  private static let maximumDepth = 50

  /// - Parameter place: where the flag stands, for what no text of its own says.
  init(
    targeting: DocumentNode?, standard: Placed<FlagOutcome>, evaluators: FlagdEvaluators
  ) {
    self.evaluators = evaluators
    self.standard = standard.value
    fallback = standard
    if let targeting { follow(targeting, depth: 0) }
  }

  private mutating func follow(_ node: DocumentNode, depth: Int) {
    guard let members = node.members, !members.isEmpty else { return }
    guard let entry = members.first, members.count == 1, entry.key.keyText == "if",
      let operands = entry.value.elements, operands.count > 1, depth < Self.maximumDepth
    else {
      fallback = Placed(outcome(of: node, depth: 0), at: node.range)
      return
    }
    var index = 0
    while index + 1 < operands.count {
      let (condition, result) = (operands[index], operands[index + 1])
      branches.append(
        FlagBranch(
          condition: ConstantTargeting.condition(of: condition), outcome: outcome(of: result, depth: 0),
          range: result.range))
      index += 2
    }
    guard index < operands.count else { return }
    if operands[index].members != nil {
      follow(operands[index], depth: depth + 1)
    } else {
      fallback = Placed(outcome(of: operands[index], depth: 0), at: operands[index].range)
    }
  }

  private func outcome(of node: DocumentNode, depth: Int) -> FlagOutcome {
    switch node.value {
    case .null: return standard
    case .string(let name): return .variant(name)
    case .boolean(let value): return .variant(value ? "true" : "false")
    case .number, .list: return .unknown
    case .object(let members):
      guard depth < Self.maximumDepth, let entry = members.first, members.count == 1 else { return .unknown }
      switch entry.key.keyText {
      case "fractional": return split(entry.value) ?? .unknown
      case "$ref":
        guard let name = entry.value.text, let evaluator = evaluators[name] else { return .unknown }
        return outcome(of: evaluator, depth: depth + 1)
      default: return .unknown
      }
    }
  }

  private func split(_ node: DocumentNode) -> FlagOutcome? {
    guard let operands = node.elements else { return nil }
    var shares: [FlagShare] = []
    for (index, operand) in operands.enumerated() {
      guard let parts = operand.elements else {
        if index == 0 { continue }
        return nil
      }
      guard let name = parts.first?.text else { return nil }
      var weight = 1
      if parts.count == 2 {
        guard case .number(let text) = parts[1].value, let number = Int(text) else { return nil }
        weight = number
      }
      shares.append(FlagShare(name, weight: weight))
    }
    return shares.isEmpty ? nil : .split(shares)
  }
}
