import DocumentTree
import GateModel

/// What is known of the value of an expression without a context.
struct KnownTargeting {
  /// The value, where it is always the same.
  var value: FlagValue?
  /// Whether it holds as a condition, where that is always the same.
  var truth: Bool?
  var type: FlagValueType?

  static let unknown = KnownTargeting()

  init(type: FlagValueType? = nil, truth: Bool? = nil) {
    self.type = type
    self.truth = truth
  }

  init(_ value: FlagValue) {
    self.value = value
    truth = JavaScriptCoercion.isTruthy(value)
    type = value.type
  }
}

/// Evaluates what of targeting does not depend on the context.
enum ConstantTargeting {
  private static let maximumDepth = 100
  /// Their results come from the context, or by lot.
  private static let varying: Set<String> = [
    "var", "missing", "missing_some", "fractional", "rollout", "$ref", "if", "?:", "map", "filter", "reduce", "all",
    "some",
    "none",
  ]
  private static let numeric: Set<String> = ["+", "-", "*", "/", "%", "max", "min"]
  private static let textual: Set<String> = ["cat", "substr", "lower", "upper"]

  /// Whether the condition always holds, never, or now and then.
  static func condition(of node: DocumentNode) -> FlagBranch.Condition {
    switch known(node, depth: 0).truth {
    case true?: .always
    case false?: .never
    case nil: .depends
    }
  }

  private static func known(_ node: DocumentNode, depth: Int) -> KnownTargeting {
    guard depth < maximumDepth else { return .unknown }
    switch node.value {
    case .null, .boolean, .number, .string: return KnownTargeting(FlagValue(node))
    case .list(let elements): return list(elements.map { known($0, depth: depth + 1) })
    case .object(let entries):
      guard entries.count == 1, let name = entries[0].key.keyText else { return .unknown }
      let operands = entries[0].value.elements ?? [entries[0].value]
      return result(of: name, operands.map { known($0, depth: depth + 1) })
    }
  }

  static func list(_ elements: [KnownTargeting]) -> KnownTargeting {
    let values = elements.compactMap(\.value)
    return values.count == elements.count ? KnownTargeting(.list(values)) : KnownTargeting(truth: !elements.isEmpty)
  }

  /// What the operator gives for operands of which so much is known. Nothing for one that flagd would refuse.
  static func result(of name: String, _ operands: [KnownTargeting]) -> KnownTargeting {
    guard let known = FlagdOperator.named(name), known.operands.contains(operands.count) else { return .unknown }
    switch name {
    case "and": return KnownTargeting(truth: joined(operands.map(\.truth), decisive: false))
    case "or": return KnownTargeting(truth: joined(operands.map(\.truth), decisive: true))
    case "!": return operands[0].truth.map { KnownTargeting(.boolean(!$0)) } ?? KnownTargeting(type: .boolean)
    case "!!": return operands[0].truth.map { KnownTargeting(.boolean($0)) } ?? KnownTargeting(type: .boolean)
    default: break
    }
    let values = operands.compactMap(\.value)
    if values.count == operands.count, !varying.contains(name) {
      var logic = JSONLogic(bucketing: .current)
      if let value = try? logic.operate(name, values, .null) { return KnownTargeting(value) }
      return .unknown
    }
    if known.result == .boolean { return KnownTargeting(type: .boolean) }
    return KnownTargeting(type: numeric.contains(name) ? .number : textual.contains(name) ? .string : nil)
  }

  /// What operands give of which one that is `decisive` settles it.
  private static func joined(_ truths: [Bool?], decisive: Bool) -> Bool? {
    if truths.contains(decisive) { return decisive }
    return truths.contains(nil) ? nil : !decisive
  }
}
