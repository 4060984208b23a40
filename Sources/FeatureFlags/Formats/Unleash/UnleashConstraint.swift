import DocumentTree
import GateModel

/// One constraint of a strategy or a segment.
///
/// https://docs.getunleash.io/concepts/activation-strategies#constraint-operators
enum UnleashConstraint {
  private static let operators = [
    "IN", "NOT_IN", "STR_CONTAINS", "STR_STARTS_WITH", "STR_ENDS_WITH", "NUM_EQ", "NUM_GT", "NUM_GTE", "NUM_LT",
    "NUM_LTE",
    "DATE_AFTER", "DATE_BEFORE", "SEMVER_EQ", "SEMVER_GT", "SEMVER_GTE", "SEMVER_LT", "SEMVER_LTE", "REGEX", "IN_CIDR",
  ]

  /// The attribute that it looks at.
  static func read(_ node: DocumentNode, _ findings: inout FlagFindings) -> Placed<String>? {
    guard let object = FlagObject(node, "a constraint", &findings) else { return nil }
    object.check(
      known: ["contextName", "operator", "values", "value", "caseInsensitive", "inverted"],
      required: ["contextName", "operator"], .expected, of: .unleash, &findings)
    _ = object.boolean("caseInsensitive", &findings)
    _ = object.boolean("inverted", &findings)
    let name = object.text("contextName", &findings)
    let values = object.texts("values", &findings)
    guard let comparison = object.text("operator", &findings) else { return name }
    guard operators.contains(comparison.value) else {
      findings.add(
        .targetingOperator, "unknown operator `\(FlagFindings.shown(comparison.value))`", at: comparison.range,
        help: FlagFindings.suggestion(for: comparison.value, among: operators)
          ?? "it is one of \(FlagFindings.list(operators))")
      return name
    }
    checkValue(object, values, comparison.value, &findings)
    return name
  }

  private static func checkValue(
    _ object: FlagObject, _ values: [Placed<String>]?, _ comparison: String, _ findings: inout FlagFindings
  ) {
    if comparison == "IN_CIDR" {
      for value in values ?? [] where !ConstraintLiteral.isAddressBlock(value.value) {
        add("`\(FlagFindings.shown(value.value))` is no block of addresses", at: value.range, &findings)
      }
      return
    }
    let kind = comparison.prefix { $0 != "_" }
    guard ["NUM", "DATE", "SEMVER"].contains(kind) else { return }
    guard let node = object["value"], let text = node.keyText else {
      findings.add(.constraint, "`\(comparison)` compares with a `value`, and there is none", at: object.place)
      return
    }
    switch kind {
    case "NUM" where Double(text) == nil:
      add("`\(FlagFindings.shown(text))` is no number", at: node.range, &findings)
    case "DATE" where FlagTime(text) == nil:
      add("`\(FlagFindings.shown(text))` is no date", at: node.range, &findings)
    case "SEMVER" where !ConstraintLiteral.isVersion(text):
      add("`\(FlagFindings.shown(text))` is no version such as 1.2.3", at: node.range, &findings)
    default: break
    }
  }

  private static func add(_ message: String, at range: SourceRange, _ findings: inout FlagFindings) {
    findings.add(.constraint, message + ", so the constraint never holds", at: range, severity: .warning)
  }
}

/// The spellings of what constraints compare with.
enum ConstraintLiteral {
  /// `1.2.3`, with or without what may follow (https://semver.org).
  static func isVersion(_ text: String) -> Bool {
    let core = text.prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3
      && parts.allSatisfy { part in
        !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } && (part.count == 1 || part.first != "0")
      }
  }

  /// `10.0.0.0/8` or an address; IPv6 is only told by its characters.
  static func isAddressBlock(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let address = parts.first, parts.count <= 2 else { return false }
    let length = parts.count == 2 ? Int(parts[1]) ?? -1 : 0
    if address.contains(":") {
      return (0...128).contains(length)
        && address.utf8.allSatisfy { byte in
          (0x30...0x3A).contains(byte) || (0x61...0x66).contains(byte | 0x20) || byte == UInt8(ascii: ".")
        }
    }
    let numbers = address.split(separator: ".", omittingEmptySubsequences: false)
    return (0...32).contains(length) && numbers.count == 4 && numbers.allSatisfy { UInt8($0) != nil }
  }
}
