import FeatureFlags
import GateModel
import Reporting

/// Writes the rules for flags.
enum FlagRuleText {
  /// One line a rule: its name, how much it weighs, what it finds.
  static func list(_ rules: [FlagRule]) -> String {
    let width = rules.map(\.id.count).max() ?? 0
    return rules.sorted { $0.id < $1.id }.map { rule in
      let weight = weight(of: rule)
      return rule.id + String(repeating: " ", count: width - rule.id.count + 2) + weight
        + String(repeating: " ", count: max(0, 9 - weight.count)) + rule.title + "\n"
    }.joined()
  }

  /// What one rule finds and why, with its examples.
  static func explanation(_ rule: FlagRule) -> String {
    return """
      \(rule.id): \(rule.title) (\(weight(of: rule)))

      \(rule.explanation)

      found:
      \(example(rule.finds))
      not found:
      \(example(rule.ignores))
      in gate.yml, under the check: rules: { \(rule.id): off }, or note, warning, error

      """
  }

  static func markdown(_ rules: [FlagRule]) -> String {
    var text = "| rule | weighs | finds |\n|---|---|---|\n"
    for rule in rules { text += "| [`\(rule.id)`](#\(rule.id)) | \(weight(of: rule)) | \(rule.title) |\n" }
    for rule in rules {
      text += "\n## \(rule.id)\n\n\(rule.explanation)\n\nFound, between « and »:\n\n\(fenced(rule.finds))"
      text += "\nNot found:\n\n\(fenced(rule.ignores))"
    }
    return text
  }

  static func json(_ rules: [FlagRule]) -> String {
    JSONValue.array(
      rules.map { rule in
        .object([
          ("id", .string(rule.id)), ("severity", .string(weight(of: rule))), ("title", .string(rule.title)),
          ("explanation", .string(rule.explanation)), ("finds", json(rule.finds)), ("ignores", json(rule.ignores)),
        ])
      }
    ).text
  }

  private static func json(_ example: FlagExample) -> JSONValue {
    let files = { (files: [FlagExample.File]) in
      JSONValue.array(files.map { .object([("path", .string("\($0.path)")), ("text", .string($0.text))]) })
    }
    return .object([
      ("files", files(example.all)), ("base", files(example.base)), ("configuration", .string(example.configuration)),
    ])
  }

  private static func weight(of rule: FlagRule) -> String { rule.severity.rawValue }

  private static func example(_ example: FlagExample) -> String {
    var text = ""
    for file in example.base { text += "  \(file.path), before the change\n\(indented(file.text))\n" }
    for file in example.all { text += "  \(file.path)\n\(indented(file.text))\n" }
    if !example.configuration.isEmpty { text += "\n  with this in gate.yml:\n\(indented(example.configuration))\n" }
    return text
  }

  private static func fenced(_ example: FlagExample) -> String {
    var text = ""
    for (files, note) in [(example.base, ", before the change"), (example.all, "")] {
      for file in files { text += "`\(file.path)`\(note)\n\n```\n\(trimmed(file.text))\n```\n" }
    }
    if !example.configuration.isEmpty {
      text += "\nwith this in gate.yml:\n\n```yaml\n\(trimmed(example.configuration))\n```\n"
    }
    return text
  }

  private static func indented(_ text: String) -> String {
    trimmed(text).split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
      .joined(separator: "\n")
  }

  private static func trimmed(_ text: String) -> Substring {
    var text = text[...]
    while text.last == "\n" { text.removeLast() }
    return text
  }
}
