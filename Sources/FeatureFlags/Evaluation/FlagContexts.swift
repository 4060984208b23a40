import DocumentTree

/// Reads contexts: the attributes of somebody for whom a flag is evaluated.
package enum FlagContexts {
  private static let limits = YAMLDocument.Limits(size: 1 << 20, depth: 100, nodes: 100_000)

  /// The one context that `text` holds, as JSON or YAML.
  ///
  /// - Throws: `EvaluationFailure` (`PARSE_ERROR`) where it does not parse or is no object.
  package static func context(_ text: [UInt8]) throws(EvaluationFailure) -> FlagValue {
    let value = try parsed(text)
    guard case .object = value else {
      throw EvaluationFailure(.parseError, "a context is an object of attributes, such as { \"country\": \"NZ\" }")
    }
    return value
  }

  /// Contexts by name, in the order in which `text` has them: an object of objects, as JSON or YAML, perhaps under `contexts`.
  ///
  /// - Throws: `EvaluationFailure` (`PARSE_ERROR`) where it does not parse or has another shape.
  package static func contexts(_ text: [UInt8]) throws(EvaluationFailure) -> [FlagValue.Member] {
    var value = try parsed(text)
    if case .object(let members) = value, members.count == 1, let contexts = value["contexts"] { value = contexts }
    guard case .object(let members) = value, !members.isEmpty else {
      throw EvaluationFailure(.parseError, "contexts are an object of contexts by name")
    }
    for member in members {
      guard case .object = member.value else {
        throw EvaluationFailure(
          .parseError, "context `\(FlagFindings.shown(member.name))` is no object of attributes")
      }
    }
    return members
  }

  private static func parsed(_ text: [UInt8]) throws(EvaluationFailure) -> FlagValue {
    do throws(DocumentError) {
      let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
      if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return FlagValue(try JSONDocument.parse(text)) }
      return try YAMLDocument.parse(text, limits: limits).map(FlagValue.init) ?? .null
    } catch {
      throw EvaluationFailure(
        .parseError, "line \(error.position.line), column \(error.position.column): \(error.message)")
    }
  }
}
