import DocumentTree

/// The version of a format that a file claims by its `$schema`.
enum SchemaVersion {
  /// Reports where `$schema` names a published schema of another version than 0, which is all that there is.
  ///
  /// - Parameter names: the schema's file names; an address that ends otherwise is somebody's own, and not judged.
  static func check(_ members: [DocumentNode.Entry], of names: [String], _ findings: inout FlagFindings) {
    guard let schema = members.member("$schema")?.value else { return }
    guard let text = schema.text else {
      findings.add(.shape, "`$schema` is \(schema.value.article); it takes a string", at: schema)
      return
    }
    let parts = text.split(separator: "/").map(String.init)
    guard let name = parts.last, names.contains(name), parts.count > 1, text.hasPrefix("http") else { return }
    let version = parts[parts.count - 2]
    guard version.first == "v", let digit = version.dropFirst().first, digit.isNumber else { return }
    if version != "v0", !version.hasPrefix("v0.") {
      findings.add(
        .formatVersion, "there is no version \(FlagFindings.shown(version)) of the schema `\(name)`", at: schema,
        help: "the published version is v0")
    }
  }
}
