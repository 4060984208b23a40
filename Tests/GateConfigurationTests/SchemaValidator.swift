import Foundation

/// Validates JSON against the part of draft-07 that gate.schema.json uses. A keyword it does not know is an error of the
/// test, so that the schema cannot say something that nobody checks.
struct SchemaValidator {
  struct UnknownKeyword: Error { var name: String }

  let root: [String: Any]

  init(_ bytes: [UInt8]) throws {
    root = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
  }

  func accepts(_ value: Any) throws -> Bool { try accepts(value, root) }

  private func accepts(_ value: Any, _ schema: Any?) throws -> Bool {
    if let truth = schema as? Bool { return truth }
    guard let schema = schema as? [String: Any] else { return true }
    for (keyword, argument) in schema where try !holds(keyword, argument, value, schema) { return false }
    return true
  }

  private func holds(_ keyword: String, _ argument: Any, _ value: Any, _ schema: [String: Any]) throws -> Bool {
    switch keyword {
    case "$schema", "title", "description", "definitions": true
    case "$ref": try accepts(value, resolve(argument))
    case "type": (argument as? [String] ?? [argument as? String ?? ""]).contains { Self.isType($0, value) }
    case "const": Self.equal(argument, value)
    case "enum": (argument as? [Any] ?? []).contains { Self.equal($0, value) }
    case "anyOf": try (argument as? [Any] ?? []).contains { try accepts(value, $0) }
    case "allOf": try (argument as? [Any] ?? []).allSatisfy { try accepts(value, $0) }
    case "minLength", "pattern": Self.stringHolds(keyword, argument, value)
    case "minimum": Self.number(value).map { $0 >= Self.number(argument) ?? 0 } ?? true
    case "maximum": Self.number(value).map { $0 <= Self.number(argument) ?? 0 } ?? true
    case "items", "minItems", "uniqueItems": try arrayHolds(keyword, argument, value)
    case "required", "propertyNames", "properties", "patternProperties", "additionalProperties":
      try objectHolds(keyword, argument, value, schema)
    default: throw UnknownKeyword(name: keyword)
    }
  }

  private func resolve(_ reference: Any) -> Any? {
    let name = (reference as? String ?? "").replacingOccurrences(of: "#/definitions/", with: "")
    return (root["definitions"] as? [String: Any])?[name] ?? false
  }

  private func arrayHolds(_ keyword: String, _ argument: Any, _ value: Any) throws -> Bool {
    guard let items = value as? [Any] else { return true }
    return switch keyword {
    case "items": try items.allSatisfy { try accepts($0, argument) }
    case "minItems": items.count >= argument as? Int ?? 0
    default:
      !items.indices.contains { index in items[..<index].contains { Self.equal($0, items[index]) } }
    }
  }

  private func objectHolds(_ keyword: String, _ argument: Any, _ value: Any, _ schema: [String: Any]) throws -> Bool {
    guard let object = value as? [String: Any] else { return true }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    let patterns = schema["patternProperties"] as? [String: Any] ?? [:]
    switch keyword {
    case "required": return (argument as? [String] ?? []).allSatisfy { object[$0] != nil }
    case "propertyNames": return try object.keys.allSatisfy { try accepts($0, argument) }
    case "properties":
      return try properties.allSatisfy { key, sub in try object[key].map { try accepts($0, sub) } ?? true }
    case "patternProperties":
      return try patterns.allSatisfy { pattern, sub in
        try object.allSatisfy { key, value in try !Self.matches(pattern, key) || accepts(value, sub) }
      }
    default:
      return try object.allSatisfy { key, value in
        if properties[key] != nil || patterns.keys.contains(where: { Self.matches($0, key) }) { return true }
        return try accepts(value, argument)
      }
    }
  }

  // MARK: - Values

  private static func isType(_ name: String, _ value: Any) -> Bool {
    switch name {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "null": value is NSNull
    case "boolean": value is Bool && number(value) == nil
    case "number": number(value) != nil
    case "integer": number(value).map { $0 == $0.rounded() } ?? false
    default: false
    }
  }

  /// The number that a value is; truth values are none, which `NSNumber` blurs.
  private static func number(_ value: Any) -> Double? {
    if let number = value as? NSNumber,
      String(cString: number.objCType) == "c" || value is Swift.Bool && "\(type(of: value))" == "Bool"
    {
      return nil
    }
    return (value as? NSNumber)?.doubleValue ?? (value as? Int).map(Double.init) ?? value as? Double
  }

  private static func equal(_ left: Any, _ right: Any) -> Bool {
    if let left = left as? String { return left == right as? String }
    if let left = number(left) { return left == number(right) }
    if let left = left as? Bool { return number(right) == nil && left == right as? Bool }
    return false
  }

  private static func stringHolds(_ keyword: String, _ argument: Any, _ value: Any) -> Bool {
    guard let text = value as? String else { return true }
    if keyword == "minLength" { return text.unicodeScalars.count >= argument as? Int ?? 0 }
    return matches(argument as? String ?? "", text)
  }

  private static func matches(_ pattern: String, _ text: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }
}
