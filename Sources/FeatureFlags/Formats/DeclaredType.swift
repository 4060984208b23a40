import DocumentTree
import GateModel

/// A type that a file declares for a flag.
enum DeclaredType: String, CaseIterable {
  case boolean
  case string
  case integer
  case float
  case number
  case object

  /// The type in the model that all formats share.
  var type: FlagValueType {
    switch self {
    case .boolean: .boolean
    case .string: .string
    case .integer, .float, .number: .number
    case .object: .object
    }
  }

  /// With an article.
  var article: String { self == .integer || self == .object ? "an \(rawValue)" : "a \(rawValue)" }

  /// Whether a flag of the type can have the value.
  func takes(_ value: FlagValue) -> Bool {
    switch (self, value) {
    case (.boolean, .boolean), (.string, .string), (.float, .number), (.number, .number), (.object, .object): true
    case (.integer, .number(let number)): number == number.rounded()
    default: false
    }
  }

  /// The type that `node` names; `nil` and a finding where it names none of `known`.
  static func read(
    _ node: DocumentNode, of flag: String, known: [DeclaredType], _ findings: inout FlagFindings
  ) -> DeclaredType? {
    if let text = node.text, let type = DeclaredType(rawValue: text), known.contains(type) { return type }
    let names = known.map(\.rawValue)
    let written = node.text.map { "`\(FlagFindings.shown($0))`" } ?? node.value.article
    findings.add(
      .typeUnknown,
      "\(written) is no type of a flag; the type of `\(FlagFindings.shown(flag))` is one of "
        + FlagFindings.list(names), at: node,
      help: node.text.flatMap { alias[$0.lowercased()] }.map { "did you mean `\($0.rawValue)`?" }
        ?? node.text.flatMap { FlagFindings.suggestion(for: $0, among: names) })
    return nil
  }

  /// What other formats and languages call the types.
  private static let alias: [String: DeclaredType] = [
    "bool": .boolean, "str": .string, "text": .string, "int": .integer, "double": .float, "json": .object,
  ]
}
