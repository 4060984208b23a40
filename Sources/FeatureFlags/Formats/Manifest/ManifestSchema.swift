import DocumentTree

/// The `schema` of an object flag in a manifest: a small part of JSON Schema with `type`, `properties`, `required`,
/// `items` and `additionalProperties`.
enum ManifestSchema {
  private static let types = ["object", "array", "string", "number", "integer", "boolean"]
  private static let maximumDepth = 50

  /// Checks the schema's own shape, and `value` against it.
  static func check(_ schema: DocumentNode, _ value: DocumentNode, _ findings: inout FlagFindings, depth: Int = 0) {
    guard depth < maximumDepth else { return }
    guard let members = schema.members else {
      findings.add(.shape, "a schema is \(schema.value.article); it takes an object", at: schema)
      return
    }
    guard let type = members.member("type") else {
      findings.add(.propertyMissing, "a schema has no `type`", at: schema)
      return
    }
    guard let name = type.value.text, types.contains(name) else {
      findings.add(
        .shape, "the type of a schema is one of \(FlagFindings.list(types))", at: type.value,
        help: type.value.text.flatMap { FlagFindings.suggestion(for: $0, among: types) })
      return
    }
    guard fits(value, name) else {
      findings.add(
        .defaultSchema,
        "the flag's schema wants \(name == "array" ? "a list" : "the type `\(name)`") here, found "
          + value.value.article, at: value, help: "the schema says so on line \(type.value.start.line)")
      return
    }
    if let elements = value.elements, let items = members.member("items")?.value {
      for element in elements { check(items, element, &findings, depth: depth + 1) }
    }
    if let own = value.members { checkMembers(own, at: value, members, &findings, depth: depth) }
  }

  private static func checkMembers(
    _ own: [DocumentNode.Entry], at value: DocumentNode, _ schema: [DocumentNode.Entry],
    _ findings: inout FlagFindings, depth: Int
  ) {
    let properties = schema.member("properties")?.value.members ?? []
    for required in schema.member("required")?.value.elements ?? [] {
      guard let name = required.text, own.member(name) == nil else { continue }
      findings.add(
        .defaultSchema, "`\(FlagFindings.shown(name))` is missing, which the flag's schema requires", at: value,
        help: "the schema says so on line \(required.start.line)")
    }
    let isClosed = schema.member("additionalProperties")?.value.value == .boolean(false)
    for entry in own {
      guard let name = entry.key.keyText else { continue }
      if let property = properties.member(name) {
        check(property.value, entry.value, &findings, depth: depth + 1)
      } else if isClosed {
        findings.add(
          .defaultSchema, "the flag's schema has no `\(FlagFindings.shown(name))`", at: entry.key,
          help: FlagFindings.suggestion(for: name, among: properties.compactMap(\.key.keyText)))
      }
    }
  }

  private static func fits(_ node: DocumentNode, _ type: String) -> Bool {
    switch (type, node.value) {
    case ("object", .object), ("array", .list), ("string", .string), ("number", .number), ("boolean", .boolean): true
    case ("integer", .number(let text)): NumberText.value(of: text).truncatingRemainder(dividingBy: 1) == 0
    default: false
    }
  }
}
