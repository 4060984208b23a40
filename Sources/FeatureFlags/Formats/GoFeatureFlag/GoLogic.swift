import DocumentTree
import GateModel

/// A query in JsonLogic, as go-feature-flag runs it.
///
/// https://jsonlogic.com/operations.html, and what https://github.com/diegoholiveira/jsonlogic adds.
struct GoLogic {
  private static let operators: Set<String> = [
    "var", "missing", "missing_some", "if", "?:", "==", "===", "!=", "!==", "!", "!!", "or", "and", ">", ">=", "<",
    "<=", "max",
    "min", "+", "-", "*", "/", "%", "abs", "map", "reduce", "filter", "all", "none", "some", "merge", "in",
    "cat", "substr", "set", "contains_all", "contains_any", "contains_none",
  ]

  let source: QuerySource
  var findings: FlagFindings
  private(set) var attributes: [Placed<String>] = []

  init(source: QuerySource, findings: FlagFindings) {
    self.source = source
    self.findings = findings
  }

  mutating func check(_ node: DocumentNode) {
    switch node.value {
    case .list(let elements): for element in elements { check(element) }
    case .object(let entries): checkRule(node, entries)
    case .null, .boolean, .number, .string: break
    }
  }

  private mutating func checkRule(_ node: DocumentNode, _ entries: [DocumentNode.Entry]) {
    guard let entry = entries.first, let name = entry.key.keyText else { return }
    if entries.count > 1 {
      findings.add(
        .targetingOperator,
        "a rule has one operator, this one has \(entries.count): \(FlagFindings.list(entries.compactMap(\.key.keyText)))",
        at: source.range(node.range), help: "join them with `and` or `or`")
      return
    }
    if !Self.operators.contains(name) {
      findings.add(
        .targetingOperator, "unknown operator `\(FlagFindings.shown(name))`", at: source.range(entry.key.range),
        help: FlagFindings.suggestion(for: name, among: Self.operators))
      return
    }
    if name == "var" {
      let operand = entry.value.elements?.first ?? entry.value
      // Within `map`, `filter` and their like a variable is one of the element at hand; an empty one is all of it.
      if let name = operand.text, !name.isEmpty { attributes.append(Placed(name, at: source.range(operand.range))) }
    }
    check(entry.value)
  }
}
