import Foundation

/// As much of JSON Schema (draft 2020-12) as our schemas use. A keyword it does not know is a problem, not a pass.
struct SchemaChecker {
  let root: [String: Any]

  init(file: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Config")
    let data = try Data(contentsOf: folder.appending(path: file).standardizedFileURL)
    root = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What is wrong with the document `text`; empty when it follows the schema.
  func problems(in text: String) throws -> [String] {
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
    return problems(document, root, at: "$")
  }

  private func problems(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
    var problems: [String] = []
    for (keyword, argument) in schema {
      switch keyword {
      case "$schema", "$defs", "title", "description": break
      case "$ref":
        let name = (argument as? String ?? "").replacingOccurrences(of: "#/$defs/", with: "")
        guard let target = (root["$defs"] as? [String: Any])?[name] as? [String: Any] else {
          problems.append("\(place): no definition \(name)")
          continue
        }
        problems += self.problems(value, target, at: place)
      case "type":
        let types = argument as? [String] ?? [argument as? String ?? ""]
        if !types.contains(where: { Self.isOf($0, value) }) { problems.append("\(place): not of type \(types)") }
      case "const": if !Self.same(value, argument) { problems.append("\(place): not \(argument)") }
      case "enum":
        let allowed = argument as? [Any] ?? []
        if !allowed.contains(where: { Self.same(value, $0) }) { problems.append("\(place): not one of \(allowed)") }
      case "minimum":
        if let number = value as? NSNumber, let least = argument as? NSNumber, number.doubleValue < least.doubleValue {
          problems.append("\(place): less than \(least)")
        }
      case "required":
        guard let keys = (value as? [String: Any]).map({ Set($0.keys) }) else { continue }
        for key in argument as? [String] ?? [] where !keys.contains(key) { problems.append("\(place): no key \(key)") }
      case "additionalProperties":
        let known = (schema["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
        for key in (value as? [String: Any] ?? [:]).keys where !known.contains(key) {
          problems.append("\(place): unknown key \(key)")
        }
      case "properties":
        for (key, inner) in argument as? [String: Any] ?? [:] {
          guard let member = (value as? [String: Any])?[key], let inner = inner as? [String: Any] else { continue }
          problems += self.problems(member, inner, at: "\(place).\(key)")
        }
      case "items":
        for (index, element) in (value as? [Any] ?? []).enumerated() {
          problems += self.problems(element, argument as? [String: Any] ?? [:], at: "\(place)[\(index)]")
        }
      default: problems.append("\(place): keyword \(keyword) is not checked")
      }
    }
    return problems
  }

  private static func isOf(_ type: String, _ value: Any) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": isBoolean(value)
    case "number": value is NSNumber && !isBoolean(value)
    case "integer": (value as? NSNumber).map { !isBoolean($0) && $0.doubleValue == $0.doubleValue.rounded() } ?? false
    default: false
    }
  }

  private static func isBoolean(_ value: Any) -> Bool {
    (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
  }

  private static func same(_ value: Any, _ other: Any) -> Bool {
    (value as? NSObject)?.isEqual(other) ?? false
  }
}
