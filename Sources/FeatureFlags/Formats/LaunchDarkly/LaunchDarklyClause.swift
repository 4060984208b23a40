import DocumentTree
import GateModel

/// One condition of a rule. All clauses of a rule have to hold.
///
/// https://launchdarkly.com/docs/sdk/concepts/flag-evaluation-rules
struct LaunchDarklyClause {
  private static let operators = [
    "in", "endsWith", "startsWith", "matches", "contains", "lessThan", "lessThanOrEqual", "greaterThan",
    "greaterThanOrEqual", "before", "after", "segmentMatch", "semVerEqual", "semVerLessThan", "semVerGreaterThan",
  ]

  private(set) var attribute: Placed<String>?
  private(set) var segments: [Placed<String>] = []

  init?(_ node: DocumentNode, _ findings: inout FlagFindings) {
    guard let object = FlagObject(node, "a clause", &findings) else { return nil }
    object.check(
      known: ["_id", "attribute", "op", "values", "negate", "contextKind"], required: ["op", "values"], .expected,
      of: .launchDarkly, &findings)
    _ = object.boolean("negate", &findings)
    let kind = object.text("contextKind", &findings)
    let values = object.list("values", &findings) ?? []
    guard let comparison = object.text("op", &findings) else { return }
    guard Self.operators.contains(comparison.value) else {
      findings.add(
        .targetingOperator, "unknown operator `\(FlagFindings.shown(comparison.value))`", at: comparison.range,
        help: FlagFindings.suggestion(for: comparison.value, among: Self.operators)
          ?? "it is one of \(FlagFindings.list(Self.operators))")
      return
    }
    if comparison.value == "segmentMatch" {
      segments = values.compactMap { value in value.text.map { Placed($0, at: value.range) } }
      return
    }
    readAttribute(object, isReference: !(kind?.value ?? "").isEmpty, &findings)
    for value in values { Self.check(value, for: comparison.value, &findings) }
  }

  private mutating func readAttribute(
    _ object: FlagObject, isReference: Bool, _ findings: inout FlagFindings
  ) {
    guard let name = object.text("attribute", &findings) else {
      if object["attribute"] == nil {
        findings.add(.constraint, "the clause has no `attribute`, so the flag is malformed", at: object.place)
      }
      return
    }
    attribute = name
    if name.value.isEmpty {
      findings.add(.constraint, "the attribute is empty, so the flag is malformed", at: name.range)
    } else if isReference, !Self.isReference(name.value) {
      findings.add(
        .constraint, "`\(FlagFindings.shown(name.value))` is no reference to an attribute, so the flag is malformed",
        at: name.range, help: "write `/address/street`, with `~1` for a slash in a name and `~0` for a tilde")
    }
  }

  /// A plain name, or a path of names that begins with a slash.
  static func isReference(_ text: String) -> Bool {
    guard text.hasPrefix("/") else { return true }
    return text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      let pieces = part.split(separator: "~", omittingEmptySubsequences: false)
      return !part.isEmpty && pieces.dropFirst().allSatisfy { $0.hasPrefix("0") || $0.hasPrefix("1") }
    }
  }

  /// A value of another type than the operator compares is passed over.
  private static func check(_ value: DocumentNode, for comparison: String, _ findings: inout FlagFindings) {
    let wanted: String
    switch comparison {
    case "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual":
      if case .number = value.value { return }
      wanted = "a number"
    case "before", "after":
      if case .number = value.value { return }
      if let text = value.text, FlagTime(text) != nil { return }
      wanted = "a date, or milliseconds since 1970"
    case "semVerEqual", "semVerLessThan", "semVerGreaterThan":
      if let text = value.text, isLooseVersion(text) { return }
      wanted = "a version such as 1.2.3"
    case "startsWith", "endsWith", "contains", "matches":
      if value.text != nil { return }
      wanted = "a text"
    default: return
    }
    findings.add(
      .constraint, "`\(comparison)` compares with \(wanted), so this value never matches", at: value, severity: .warning
    )
  }

  /// LaunchDarkly also takes `2` and `2.1`.
  private static func isLooseVersion(_ text: String) -> Bool {
    let core = text.prefix { $0 != "-" && $0 != "+" }
    let missing = 3 - core.split(separator: ".", omittingEmptySubsequences: false).count
    return missing >= 0 && ConstraintLiteral.isVersion(core + String(repeating: ".0", count: missing))
  }
}
