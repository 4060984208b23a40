import DocumentTree
import GateModel

/// A segment of Flipt: constraints on the context, of which any or all have to hold.
struct FliptSegment {
  let key: Placed<String>
  /// Whether everybody is in it.
  let matchesAll: Bool

  /// `nil` where it has no key.
  init?(_ node: DocumentNode, version: Int, _ findings: inout FlagFindings) {
    guard let object = FlagObject(node, "a segment", &findings) else { return nil }
    object.check(
      known: ["key", "name", "match_type", "description", "constraints"], required: ["key", "name", "match_type"],
      .refused,
      of: .flipt, &findings)
    _ = object.filled("name", &findings)
    _ = object.text("description", &findings)
    _ = object.choice("match_type", among: ["ALL_MATCH_TYPE", "ANY_MATCH_TYPE"], &findings)
    let constraints = object.list("constraints", &findings) ?? []
    for node in constraints { FliptConstraint.check(node, &findings) }
    guard let key = object.text("key", &findings) else { return nil }
    FliptKey.check(key, "a segment", &findings)
    self.key = key
    matchesAll = constraints.isEmpty
  }
}

/// One constraint of a segment.
///
/// https://docs.flipt.io/v2/concepts#constraints
enum FliptConstraint {
  private static let operators: [String: [String]] = [
    "STRING_COMPARISON_TYPE": [
      "eq", "neq", "empty", "notempty", "prefix", "suffix", "contains", "notcontains", "isoneof", "isnotoneof",
    ],
    "NUMBER_COMPARISON_TYPE": [
      "eq", "neq", "present", "notpresent", "lt", "le", "lte", "gt", "gte", "isoneof", "isnotoneof",
    ],
    "BOOLEAN_COMPARISON_TYPE": ["true", "false", "present", "notpresent"],
    "DATETIME_COMPARISON_TYPE": ["eq", "neq", "present", "notpresent", "lt", "le", "lte", "gt", "gte"],
    "ENTITY_ID_COMPARISON_TYPE": ["eq", "neq", "isoneof", "isnotoneof"],
  ]
  private static let alone: Set<String> = ["empty", "notempty", "present", "notpresent", "true", "false"]

  static func check(_ node: DocumentNode, _ findings: inout FlagFindings) {
    guard let object = FlagObject(node, "a constraint", &findings) else { return }
    object.check(
      known: ["type", "property", "operator", "value", "description"], required: ["type", "property", "operator"],
      .refused,
      of: .flipt, &findings)
    _ = object.filled("property", &findings)
    guard let type = object.choice("type", among: operators.keys.sorted(), &findings),
      let comparison = operatorText(object, &findings)
    else { return }
    let known = operators[type.value] ?? []
    guard known.contains(comparison.value) else {
      let meant = FlagFindings.suggestion(for: comparison.value, among: known).map { $0 + " " } ?? ""
      findings.add(
        .constraint, "`\(FlagFindings.shown(comparison.value))` is no operator for `\(type.value)`",
        at: comparison.range, help: meant + "it has \(FlagFindings.list(known))")
      return
    }
    if !alone.contains(comparison.value) {
      checkValue(object, type: type.value, comparison: comparison.value, &findings)
    }
  }

  /// YAML has `true` and `false` for operators that are written without quotes.
  private static func operatorText(_ object: FlagObject, _ findings: inout FlagFindings) -> Placed<String>? {
    if let node = object["operator"], case .boolean = node.value, let text = node.keyText {
      return Placed(text, at: node.range)
    }
    return object.text("operator", &findings)
  }

  private static func checkValue(
    _ object: FlagObject, type: String, comparison: String, _ findings: inout FlagFindings
  ) {
    guard let node = object["value"] else {
      findings.add(.constraint, "`\(comparison)` compares with a `value`, and there is none", at: object.place)
      return
    }
    if comparison == "isoneof" || comparison == "isnotoneof" {
      checkList(node, isNumbers: type == "NUMBER_COMPARISON_TYPE", &findings)
      return
    }
    guard let text = node.keyText else {
      findings.add(.shape, "`value` of a constraint is \(node.value.article); it takes a text", at: node)
      return
    }
    if type == "NUMBER_COMPARISON_TYPE", Double(text) == nil {
      findings.add(.constraint, "`\(FlagFindings.shown(text))` is no number", at: node)
    } else if type == "DATETIME_COMPARISON_TYPE", FlagTime(text) == nil {
      findings.add(
        .constraint, "`\(FlagFindings.shown(text))` is no date", at: node,
        help: "write it as RFC 3339 has it: 2027-01-31T08:00:00Z")
    }
  }

  /// A list, as such or in the text of JSON.
  private static func checkList(_ node: DocumentNode, isNumbers: Bool, _ findings: inout FlagFindings) {
    var elements = node.elements
    if let text = node.keyText {
      do throws(DocumentError) {
        elements = try JSONDocument.parse(Array(text.utf8)).elements
      } catch {
        elements = nil
      }
    }
    let fits = elements?.allSatisfy { element in
      switch element.value {
      case .number: isNumbers
      case .string: !isNumbers
      case .null, .boolean, .list, .object: false
      }
    }
    if fits != true {
      findings.add(
        .constraint, "the value is no list of \(isNumbers ? "numbers" : "texts")", at: node,
        help: isNumbers ? "write it as JSON: '[1, 2]'" : "write it as JSON: '[\"a\", \"b\"]'")
    }
  }
}
