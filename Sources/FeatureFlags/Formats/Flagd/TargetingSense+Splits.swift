import DocumentTree
import GateModel

/// By what `fractional` deals people out, and to what.
extension TargetingSense {
  mutating func checkSplit(_ operands: [DocumentNode], _ values: [KnownTargeting]) {
    if let first = operands.first, first.elements == nil, let problem = Self.sameness(of: first, values[0]) {
      report(
        .bucketing, "`fractional` deals users out by \(problem), which is the same for all of them", at: first,
        severity: .warning,
        help: "all get the same variant; leave it out to deal them out by `targetingKey`, or name an attribute")
    }
    var earlier: [String: Int] = [:]
    for operand in operands {
      guard let variant = operand.elements?.first, let name = variant.text else { continue }
      if let line = earlier[name] {
        report(
          .splitVariantTwice, "`\(FlagFindings.shown(name))` stands twice in one `fractional`", at: variant,
          help: "the first one is on line \(line); one entry with the sum of both says the same")
      } else {
        earlier[name] = variant.start.line
      }
    }
  }

  /// What makes the bucketing value the same for everybody; `nil` where it may differ.
  private static func sameness(of node: DocumentNode, _ value: KnownTargeting) -> String? {
    if value.value != nil { return node.members == nil ? "a fixed value" : "an expression without an attribute" }
    guard let members = node.members, members.count == 1 else { return nil }
    let operands = members[0].value.elements ?? [members[0].value]
    switch members[0].key.keyText {
    case "var": return operands.first?.text == "$flagd.flagKey" ? "the flag's own key" : nil
    case "cat":
      let isFixed = operands.allSatisfy { $0.text != nil || sameness(of: $0, .unknown) != nil }
      return isFixed && !operands.isEmpty ? "an expression without an attribute" : nil
    default: return nil
    }
  }
}
