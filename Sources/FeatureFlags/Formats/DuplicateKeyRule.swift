import DocumentTree
import GateModel

/// The same key twice in one object: parsers keep the last one and say nothing, so half of the flag is lost.
enum DuplicateKeyRule {
  static func check(_ node: DocumentNode, _ findings: inout FlagFindings) {
    check(node, holding: [], &findings)
  }

  private static func check(_ node: DocumentNode, holding keys: [String], _ findings: inout FlagFindings) {
    switch node.content {
    case .sequence(let elements):
      for element in elements { check(element, holding: keys + ["[]"], &findings) }
    case .mapping(let entries):
      var first: [String: DocumentNode] = [:]
      for entry in entries {
        guard let key = entry.key.keyText else { continue }
        if let earlier = first[key] {
          findings.add(
            .duplicateKey,
            "\(thing(in: keys)) `\(FlagFindings.shown(key))` stands twice; only the last one counts", at: entry.key,
            help: "the first one is on line \(earlier.start.line); remove or rename one of them")
        } else {
          first[key] = entry.key
        }
        check(entry.value, holding: keys + [key], &findings)
      }
    case .string, .plain: break
    }
  }

  /// What a member of the object under `keys` is.
  private static func thing(in keys: [String]) -> String {
    switch (keys.count, keys.first, keys.last) {
    case (1, "flags", _): "the flag"
    case (1, "$evaluators", _): "the evaluator"
    case (3, "flags", "variants"): "the variant"
    default: "the key"
    }
  }
}
