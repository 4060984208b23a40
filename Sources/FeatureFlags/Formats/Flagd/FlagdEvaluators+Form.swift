import DocumentTree
import GateModel

/// What flagd asks of an evaluator so that it can take it in.
///
/// The daemon puts an evaluator's text, without its outer braces, in place of every `"$ref": "name"`, which it finds by a
/// regular expression made of the name; in one pass over the evaluators, in no fixed order.
extension FlagdEvaluators {
  /// Characters that mean something else in a regular expression. A dot is left out: it finds itself.
  private static let special = "\\+*?()[]{}|^$"

  func checkForm(_ entry: DocumentNode.Entry, _ findings: inout FlagFindings) {
    let name = entry.key.keyText ?? ""
    if name.isEmpty { findings.add(.keyInvalid, "an evaluator has no name", at: entry.key) }
    if let character = name.first(where: { Self.special.contains($0) }) {
      findings.add(
        .evaluatorUnusable,
        "`\(character)` in the name of evaluator `\(FlagFindings.shown(name))` keeps flagd from finding references to it",
        at: entry.key, help: "use letters, digits, `-` and `_`")
    }
    guard let members = entry.value.members else {
      findings.add(
        .evaluatorUnusable, "an evaluator is a rule, found \(entry.value.value.article)", at: entry.value,
        help: "flagd puts the rule's operator in place of the reference; make it an object")
      return
    }
    if members.isEmpty {
      findings.add(
        .evaluatorUnusable, "the evaluator `\(FlagFindings.shown(name))` is empty; flagd then refuses the whole file",
        at: entry.value, help: "give it a rule, or remove it")
    } else if !isCyclic(name), let reference = reference(in: entry.value) {
      findings.add(
        .evaluatorNested, "the evaluator takes in another one; flagd may leave that reference as it is", at: reference,
        help: "write the rule out here, or join both in the flags")
    }
  }

  /// The first reference within `node` to an evaluator that there is.
  private func reference(in node: DocumentNode) -> DocumentNode? {
    switch node.value {
    case .list(let elements):
      // A lazy sequence's `first` asks twice on every level.
      for element in elements { if let found = reference(in: element) { return found } }
      return nil
    case .object(let entries):
      for entry in entries {
        if entry.key.keyText == "$ref", let name = entry.value.text, self[name] != nil, !isCyclic(name) {
          return entry.value
        }
        if let found = reference(in: entry.value) { return found }
      }
      return nil
    case .null, .boolean, .number, .string: return nil
    }
  }
}
