import DocumentTree
import GateModel

/// Walks the targeting of one flag, or an evaluator by itself, and finds what can be known without running it.
struct FlagdTargeting {
  /// What the value of an expression is used for.
  enum Use: Equatable {
    /// It names the variant that is served.
    case result
    /// It is an operand of something else.
    case operand
  }

  /// The flag, `nil` for an evaluator.
  let flag: String?
  /// Its variants, `nil` where they are not known.
  let variants: [String]?
  let evaluators: FlagdEvaluators
  var findings: FlagFindings
  /// The evaluators that were followed, each once, and the `$ref` of the flag that led to the one at hand.
  private var followed: Set<String> = []
  private var origin: DocumentNode?

  init(flag: String?, variants: [String]?, evaluators: FlagdEvaluators, findings: FlagFindings) {
    self.flag = flag
    self.variants = variants
    self.evaluators = evaluators
    self.findings = findings
  }

  /// Checks the whole of a `targeting` or of an evaluator. Null and `{}` mean that there is none.
  mutating func checkTargeting(_ node: DocumentNode) {
    switch node.value {
    case .null: break
    case .object: check(node, use: .result)
    case .boolean, .number, .string, .list:
      // An evaluator may be a bare list or value that some rule takes in as an operand.
      if flag != nil {
        report(.shape, "`targeting` is \(node.value.article); it takes an object with a rule", at: node)
      }
    }
  }

  mutating func check(_ node: DocumentNode, use: Use) {
    switch node.value {
    case .object(let entries): checkRule(node, entries, use: use)
    case .list(let elements): for element in elements { check(element, use: .operand) }
    case .string(let name): if use == .result { checkVariant(name, at: node) }
    case .boolean(let value): if use == .result { checkVariant(value ? "true" : "false", at: node) }
    // Null falls back to the default variant; what a number does, flagd leaves open.
    case .null, .number: break
    }
  }

  private mutating func checkRule(_ node: DocumentNode, _ entries: [DocumentNode.Entry], use: Use) {
    guard let entry = entries.first, let name = entry.key.keyText else { return }
    if entries.count > 1 {
      let names = FlagFindings.list(entries.compactMap(\.key.keyText))
      report(
        .targetingOperator, "a rule has one operator, this one has \(entries.count): \(names)", at: node,
        help: "join them with `and` or `or`")
      return
    }
    guard let known = FlagdOperator.named(name) else {
      let help =
        name == "fractionalEvaluation"
        ? "flagd replaced it by `fractional`, which takes the bucketing value as a rule"
        : FlagFindings.suggestion(for: name, among: FlagdOperator.all.map(\.name))
      report(.targetingOperator, "unknown operator `\(FlagFindings.shown(name))`", at: entry.key, help: help)
      return
    }
    let operands = if case .list(let elements) = entry.value.value { elements } else { [entry.value] }
    if !known.operands.contains(operands.count), !isReference(entry.value) {
      report(
        .targetingArguments, "`\(name)` takes \(Self.count(known.operands)), found \(operands.count)", at: entry.value)
    }
    checkOperands(of: known, operands, at: entry, use: use)
  }

  private mutating func checkOperands(
    of known: FlagdOperator, _ operands: [DocumentNode], at entry: DocumentNode.Entry, use: Use
  ) {
    switch known.name {
    case "$ref": follow(entry.value, use: use)
    case "var": checkVariable(operands)
    case "if": checkBranches(operands, use: use)
    case "fractional": checkFractional(operands, at: entry.value, use: use)
    case "rollout": checkRollout(operands, use: use)
    case "starts_with", "ends_with":
      for operand in operands { check(operand, use: .operand) }
      checkTexts(of: known.name, operands)
    case "sem_ver":
      for operand in operands { check(operand, use: .operand) }
      checkVersionOperator(operands)
    default: for operand in operands { check(operand, use: .operand) }
    }
    if use == .result, known.result == .boolean { checkBooleanResult(at: entry.key) }
  }

  /// `if` takes condition and result by turns, and at the end the result for when none holds.
  private mutating func checkBranches(_ operands: [DocumentNode], use: Use) {
    for (index, operand) in operands.enumerated() {
      let isResult = index % 2 == 1 || (index == operands.count - 1 && index > 0)
      check(operand, use: isResult ? use : .operand)
    }
  }

  private mutating func checkBooleanResult(at node: DocumentNode) {
    for value in ["true", "false"] { checkVariant(value, at: node) }
  }

  /// `[bucketing value,] start, end, [before,] after`: the variants follow the two times.
  private mutating func checkRollout(_ operands: [DocumentNode], use: Use) {
    let times = operands.firstIndex { if case .number = $0.value { true } else { false } } ?? operands.endIndex
    for (index, operand) in operands.enumerated() {
      check(operand, use: index >= times + 2 ? use : .operand)
    }
  }

  /// What flagd puts into the context itself are `$flagd.flagKey` and `$flagd.timestamp`.
  private mutating func checkVariable(_ operands: [DocumentNode]) {
    guard let operand = operands.first, let name = operand.text, name.hasPrefix("$flagd.") else {
      for operand in operands { check(operand, use: .operand) }
      return
    }
    let known = ["$flagd.flagKey", "$flagd.timestamp"]
    if !known.contains(name) {
      report(
        .targetingArguments, "flagd provides no `\(FlagFindings.shown(name))`", at: operand,
        help: FlagFindings.suggestion(for: name, among: known) ?? "it provides \(FlagFindings.list(known))")
    }
  }

  private mutating func checkTexts(of name: String, _ operands: [DocumentNode]) {
    for operand in operands {
      switch operand.value {
      case .string, .object: continue
      case .null, .boolean, .number, .list:
        report(.targetingArguments, "`\(name)` compares strings, found \(operand.value.article)", at: operand)
      }
    }
  }

  private mutating func checkVersionOperator(_ operands: [DocumentNode]) {
    let known = ["=", "!=", ">", "<", ">=", "<=", "~", "^"]
    guard operands.count == 3, let text = operands[1].text, !known.contains(text) else { return }
    report(
      .targetingArguments, "`sem_ver` has no comparison `\(FlagFindings.shown(text))`", at: operands[1],
      help: "it has \(FlagFindings.list(known))")
  }

  private static func count(_ range: ClosedRange<Int>) -> String {
    let noun = range.upperBound == 1 ? "operand" : "operands"
    if range.lowerBound == range.upperBound { return "\(range.lowerBound) \(noun)" }
    if range.upperBound > 100 { return "at least \(range.lowerBound)" }
    return "\(range.lowerBound) to \(range.upperBound) \(noun)"
  }
}

extension FlagdTargeting {
  /// Whether the operands of a rule come from an evaluator as a whole.
  private func isReference(_ node: DocumentNode) -> Bool {
    node.members?.first?.key.keyText == "$ref"
  }

  /// Checks the reference, and as a flag's result what the evaluator behind it can give.
  private mutating func follow(_ node: DocumentNode, use: Use) {
    guard let name = node.text else {
      report(.targetingArguments, "`$ref` takes the name of an evaluator, found \(node.value.article)", at: node)
      return
    }
    guard let evaluator = evaluators[name] else {
      report(
        .evaluatorMissing, "the evaluator `\(FlagFindings.shown(name))` is not defined in `$evaluators`", at: node,
        help: FlagFindings.suggestion(for: name, among: evaluators.names))
      return
    }
    guard use == .result, flag != nil, followed.count < 50, followed.insert(name).inserted else { return }
    let isOutermost = origin == nil
    if isOutermost { origin = node }
    check(evaluator, use: .result)
    if isOutermost { origin = nil }
  }

  /// A name that the targeting gives must be one of the flag's variants.
  mutating func checkVariant(_ name: String, at node: DocumentNode) {
    guard let flag, let variants, !variants.contains(name) else { return }
    let meant = FlagFindings.suggestion(for: name, among: variants).map { $0 + " " } ?? ""
    let place = origin == nil ? "" : " (by the evaluator, line \(node.start.line))"
    findings.add(
      .targetingVariantMissing,
      "targeting can give `\(FlagFindings.shown(name))`\(place), which is no variant of flag "
        + "`\(FlagFindings.shown(flag))`",
      at: origin ?? node, help: meant + "the variants are \(FlagFindings.list(variants))")
  }

  /// Reports on the text at hand, once: what is wrong within an evaluator is said where it is checked by itself.
  mutating func report(_ rule: FlagRule, _ message: String, at node: DocumentNode, help: String? = nil) {
    if origin == nil { findings.add(rule, message, at: node, help: help) }
  }
}
