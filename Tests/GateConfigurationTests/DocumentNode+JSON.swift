import DocumentTree
import Foundation

extension DocumentNode {
  /// The node as an editor's YAML support hands it to a schema: bare scalars resolved by the core schema, merge keys merged.
  func json() throws -> Any {
    switch content {
    case .string(let text): return text
    case .plain(let text): return Self.resolve(text)
    case .sequence(let items): return try items.map { try $0.json() }
    case .mapping:
      var object: [String: Any] = [:]
      for entry in try mergedEntries() ?? [] { object[entry.key.scalarText ?? "?"] = try entry.value.json() }
      return object
    }
  }

  private static func resolve(_ text: String) -> Any {
    switch text {
    case "", "~", "null": NSNull()
    case "true": true
    case "false": false
    default: Int(text) as Any? ?? Double(text) as Any? ?? text
    }
  }
}
