import DocumentTree
import GateModel

/// `fractional`: an optional bucketing value, then variants with their weights.
extension FlagdTargeting {
  /// Weights need not add up to 100 (flagd-schemas 0.2.9); they are whole numbers, and their sum fits into 31 bits.
  private static var maximumSum: Int { 2_147_483_647 }

  mutating func checkFractional(_ operands: [DocumentNode], at node: DocumentNode, use: Use) {
    var sum: Int? = 0
    var hasDistribution = false
    for (index, operand) in operands.enumerated() {
      if case .list(let parts) = operand.value {
        hasDistribution = true
        let weight = checkDistribution(parts, at: operand, use: use)
        sum = if let known = sum, let weight { known + weight } else { nil }
      } else if index == 0 {
        check(operand, use: .operand)
        // A rule, and perhaps an evaluator that holds the whole distribution.
        if operand.members?.first?.key.keyText == "$ref" { (hasDistribution, sum) = (true, nil) }
      } else {
        report(
          .targetingArguments, "`fractional` takes lists of a variant and its weight, found \(operand.value.article)",
          at: operand)
        sum = nil
      }
    }
    if !hasDistribution {
      report(.targetingArguments, "`fractional` has nothing to choose from", at: node)
    } else if sum == 0 {
      report(
        .fractionalWeight, "all weights are zero, so no variant is ever chosen", at: node,
        help: "give at least one of them a weight above zero")
    } else if let sum, sum > Self.maximumSum {
      report(.fractionalWeight, "the weights add up to more than \(Self.maximumSum)", at: node)
    }
  }

  /// The weight of `[variant, weight]`, `nil` where it is computed or wrong. Without one it is 1.
  private mutating func checkDistribution(_ parts: [DocumentNode], at node: DocumentNode, use: Use) -> Int? {
    guard let variant = parts.first, parts.count <= 2 else {
      report(
        .targetingArguments, "`fractional` takes lists of a variant and its weight, this one has \(parts.count) parts",
        at: node)
      return nil
    }
    check(variant, use: use)
    guard parts.count == 2 else { return 1 }
    switch parts[1].value {
    case .number(let text): return checkWeight(text, at: parts[1])
    case .object:
      check(parts[1], use: .operand)
      return nil
    case .null, .boolean, .string, .list:
      report(
        .fractionalWeight, "a weight is a whole number, found \(parts[1].value.article)", at: parts[1])
      return nil
    }
  }

  private mutating func checkWeight(_ text: String, at node: DocumentNode) -> Int? {
    guard let value = Double(text), value.isFinite else { return nil }
    if value < 0 {
      report(.fractionalWeight, "the weight \(FlagFindings.shown(text)) is negative", at: node)
      return nil
    }
    if value != value.rounded() {
      report(.fractionalWeight, "the weight \(FlagFindings.shown(text)) is no whole number", at: node)
      return nil
    }
    return Int(min(value, 4e9))
  }
}
