import DocumentTree
import GateModel

/// Reads what gate.yml says about evaluating flags.
enum FlagEvaluationDecoder {
  /// How `fractional` of flagd can deal people out.
  private enum Bucketing: String, CaseIterable {
    case v1, v2, v3
  }

  static func decode(_ fields: Fields, _ problems: inout Problems) -> FlagEvaluationSettings {
    var settings = FlagEvaluationSettings()
    if let node = fields["contexts"] {
      for entry in problems.entries("contexts", node) ?? [] {
        guard let name = entry.key.scalarText else { continue }
        if case .mapping = entry.value.content {
          settings.contexts.append(.init(name, json: json(entry.value)))
        } else {
          problems.wrongType(name, "an object of attributes", entry.value)
        }
      }
    }
    if let node = fields["bucketing"],
      let choice: Bucketing = problems.choice("bucketing", node, as: "version of bucketing")
    {
      settings.bucketing = choice.rawValue
    }
    if let node = fields["individuals"], let number = problems.integer("individuals", node, in: 0...1_000_000) {
      settings.individuals = number
    }
    return settings
  }

  /// The node as JSON.
  private static func json(_ node: DocumentNode) -> String {
    switch node.content {
    case .mapping(let entries):
      "{" + entries.map { quoted($0.key.scalarText ?? "") + ": " + json($0.value) }.joined(separator: ", ") + "}"
    case .sequence(let elements): "[" + elements.map(json).joined(separator: ", ") + "]"
    case .string(let text): quoted(text)
    case .plain(let text):
      switch text {
      case "", "~", "null", "Null", "NULL": "null"
      case "true", "True", "TRUE": "true"
      case "false", "False", "FALSE": "false"
      default: isNumber(text) ? text : quoted(text)
      }
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, let last = digits.last, (0x30...0x39).contains(first), (0x30...0x39).contains(last)
    else { return false }
    let leadsWithZero = first == 0x30 && digits.dropFirst().first.map { (0x30...0x39).contains($0) } ?? false
    return !leadsWithZero && text.utf8.allSatisfy { (0x30...0x39).contains($0) || "-+.eE".utf8.contains($0) }
      && Double(text) != nil
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
