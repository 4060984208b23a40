import DocumentTree
import GateModel

/// Reads targeting for what it means: conditions that are always the same, branches that nobody comes to, comparisons that
/// compare nothing, and what it asks of the context.
///
/// What an operator is and how many operands it takes is checked elsewhere; what is wrong there is passed over here.
struct TargetingSense {
  private static let maximumDepth = 100

  private(set) var findings: FlagFindings
  private(set) var facts = TargetingFacts()
  /// The paths of attributes. Those within lists, and flagd's own, are left out.
  private(set) var attributes: [Placed<String>] = []
  /// Whether the data at hand are elements of a list and not the context.
  private var isScoped = false

  init(_ findings: FlagFindings) {
    self.findings = findings
  }

  mutating func read(_ targeting: DocumentNode) {
    _ = read(targeting, KnownConditions(), depth: 0)
  }

  private mutating func read(_ node: DocumentNode, _ known: KnownConditions, depth: Int) -> KnownTargeting {
    guard depth < Self.maximumDepth else { return .unknown }
    switch node.value {
    case .null, .boolean, .number, .string: return KnownTargeting(FlagValue(node))
    case .list(let elements):
      var values: [KnownTargeting] = []
      for element in elements { values.append(read(element, known, depth: depth + 1)) }
      return ConstantTargeting.list(values)
    case .object(let entries):
      guard entries.count == 1, let name = entries[0].key.keyText else { return .unknown }
      let operands = entries[0].value.elements ?? [entries[0].value]
      return read(name, operands, known, depth: depth + 1)
    }
  }

  private mutating func read(
    _ name: String, _ operands: [DocumentNode], _ known: KnownConditions, depth: Int
  ) -> KnownTargeting {
    switch name {
    case "if": return readBranches(operands, known, depth: depth)
    case "and", "or": return readJoined(name, operands, known, depth: depth)
    case "map", "filter", "reduce", "all", "some", "none":
      if let list = operands.first { _ = read(list, known, depth: depth) }
      let wasScoped = isScoped
      isScoped = true
      for operand in operands.dropFirst() { _ = read(operand, KnownConditions(), depth: depth) }
      isScoped = wasScoped
      return .unknown
    case "$ref": return .unknown
    case "var": return readVariable(operands, known, depth: depth)
    default:
      var values: [KnownTargeting] = []
      for operand in operands { values.append(read(operand, known, depth: depth)) }
      if name == "fractional" { checkSplit(operands, values) }
      let result = checkOperands(name, operands, values)
      return result ?? ConstantTargeting.result(of: name, values)
    }
  }

  private mutating func readVariable(
    _ operands: [DocumentNode], _ known: KnownConditions, depth: Int
  ) -> KnownTargeting {
    for operand in operands.dropFirst() { _ = read(operand, known, depth: depth) }
    guard let operand = operands.first else { return .unknown }
    guard let path = operand.text else {
      _ = read(operand, known, depth: depth)
      return .unknown
    }
    if path == "$flagd.timestamp" { return KnownTargeting(type: .number, truth: true) }
    if path == "$flagd.flagKey" { return KnownTargeting(type: .string, truth: true) }
    if !isScoped, !path.isEmpty { attributes.append(Placed(path, at: operand.range)) }
    return .unknown
  }

  // MARK: - Conditions

  private mutating func readBranches(
    _ operands: [DocumentNode], _ known: KnownConditions, depth: Int
  ) -> KnownTargeting {
    var known = known.inner()
    var index = 0
    while index + 1 < operands.count {
      let condition = operands[index]
      readCondition(condition, known, depth: depth)
      let value = FlagValue(condition)
      readResult(operands[index + 1], where: value, line: condition.start.line, known, depth: depth)
      known.learn(value, false, line: condition.start.line)
      index += 2
    }
    if index < operands.count { _ = read(operands[index], known, depth: depth) }
    return .unknown
  }

  private mutating func readResult(
    _ result: DocumentNode, where condition: FlagValue, line: Int, _ known: KnownConditions, depth: Int
  ) {
    guard result.members != nil else { return }
    var within = known.inner()
    within.learn(condition, true, line: line)
    _ = read(result, within, depth: depth)
  }

  /// Each operand is reached only where the ones before it have not settled the matter.
  private mutating func readJoined(
    _ name: String, _ operands: [DocumentNode], _ known: KnownConditions, depth: Int
  ) -> KnownTargeting {
    var known = known.inner()
    for (index, operand) in operands.enumerated() {
      // The last operand may be a value to give, as in `{"or": [{"var": "choice"}, "off"]}`.
      if index == operands.count - 1, operand.members == nil {
        _ = read(operand, known, depth: depth)
      } else {
        readCondition(operand, known, depth: depth)
      }
      known.learn(FlagValue(operand), name == "and", line: operand.start.line)
    }
    // Operands that are always the same are reported where they stand.
    return .unknown
  }

  private mutating func readCondition(_ node: DocumentNode, _ known: KnownConditions, depth: Int) {
    let value = read(node, known, depth: depth)
    switch node.value {
    case .object: break
    case .string(let text):
      findings.add(
        .conditionConstant, "a text is no condition: `\(FlagFindings.shown(text))` always holds", at: node,
        severity: text.isEmpty ? .note : nil,
        help: #"to ask for the attribute write { "var": "\#(FlagFindings.shown(text))" }"#)
      return
    // A bare `true` or `false` is a switch that somebody meant.
    case .null, .boolean, .number, .list: return
    }
    if let truth = value.truth {
      findings.add(
        .conditionConstant, "the condition \(truth ? "always" : "never") holds, whatever the context", at: node,
        help: truth
          ? "what stands behind it is never reached; write what was meant, or leave the condition out"
          : "what it guards is never served; write what was meant, or leave the branch out")
      return
    }
    guard let verdict = known.verdict(on: FlagValue(node)) else { return }
    if verdict.attribute == "$flagd.timestamp" {
      findings.add(
        .timeWindow, "the time ends before it begins, so the condition never holds", at: node,
        help: verdict.line > 0 ? "the other end is on line \(verdict.line)" : "exchange the two times")
      return
    }
    let attribute = verdict.attribute.map { " of `\(FlagFindings.shown($0))`" } ?? ""
    let reason = verdict.line > 0 ? "; what line \(verdict.line) says\(attribute) decides it" : ""
    findings.add(
      .conditionDecided, "the condition \(verdict.holds ? "always" : "never") holds here\(reason)", at: node,
      help: verdict.holds ? "what stands behind it is never reached" : "what it guards is never served")
  }

  // MARK: - Reporting of operands

  mutating func report(
    _ rule: FlagRule, _ message: String, at node: DocumentNode, severity: Severity? = nil, help: String? = nil
  ) {
    findings.add(rule, message, at: node, severity: severity, help: help)
  }

  mutating func note(individuals count: Int, at node: DocumentNode) {
    facts.individuals.append(Placed(count, at: node.range))
  }

  mutating func note(deadline seconds: Int64, at node: DocumentNode) {
    facts.deadlines.append(Placed(seconds, at: node.range))
  }
}
