import DocumentTree
import GateModel

/// Reads the manifest from which the OpenFeature CLI generates typed accessors.
///
/// It describes flags and sets none: a flag has its type, its description, what code passes as its default, and no
/// state. Format: https://github.com/open-feature/cli/tree/main/schema/v0
enum ManifestReader: FlagReader {
  static let format = FlagFormat.openFeatureManifest
  private static let known = KnownProperties(of: "a manifest", ["$schema", "flags"], others: .ignored)

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let members = document.members else { return false }
    if let schema = members.member("$schema")?.value.text, schema.contains("flag-manifest") { return true }
    guard let flags = members.member("flags")?.value.members else { return false }
    return flags.prefix(100).contains { flag in
      guard let properties = flag.value.members, properties.member("variants") == nil else { return false }
      return properties.member("flagType") != nil || properties.member("defaultValue") != nil
    }
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    var file = FlagFile(path: path, format: format)
    guard let document = documents.first, let members = document.members else { return file }
    known.check(members, &findings)
    SchemaVersion.check(members, of: ["flag-manifest.json"], &findings)
    guard let flags = members.member("flags") else {
      findings.add(.propertyMissing, "the manifest has no `flags`", at: document)
      return file
    }
    guard let entries = flags.value.members else {
      findings.add(
        .shape, "`flags` is \(flags.value.value.article); it takes an object of flags by key", at: flags.value)
      return file
    }
    file.flags = entries.compactMap { flag($0, path: path, &findings) }
    return file
  }

  private static let flagProperties = KnownProperties(
    of: "a flag of a manifest", ["flagType", "defaultValue", "description", "schema"], others: .ignored)

  private static func flag(
    _ entry: DocumentNode.Entry, path: RepositoryPath, _ findings: inout FlagFindings
  ) -> Flag? {
    guard let key = entry.key.keyText else { return nil }
    var flag = Flag(key: key, path: path, range: entry.key.range)
    if key.isEmpty { findings.add(.keyInvalid, "a flag's key must not be empty", at: entry.key) }
    guard let members = entry.value.members else {
      findings.add(
        .shape, "flag `\(FlagFindings.shown(key))` is \(entry.value.value.article); it takes an object",
        at: entry.value)
      return flag
    }
    flagProperties.check(members, &findings)
    for name in ["flagType", "defaultValue"] where members.member(name) == nil {
      findings.add(.propertyMissing, "flag `\(FlagFindings.shown(key))` has no `\(name)`", at: entry.key)
    }
    if let description = members.member("description")?.value {
      flag.metadata.description = description.text.map { Placed($0, at: description.range) }
      if description.text == nil {
        findings.add(
          .shape, "`description` is \(description.value.article); it takes a string", at: description)
      }
    }
    let type = members.member("flagType").flatMap {
      DeclaredType.read(
        $0.value, of: key, known: [.boolean, .string, .integer, .float, .object], &findings)
    }
    flag.type = type?.type
    guard let standard = members.member("defaultValue")?.value else { return flag }
    readDefault(standard, type, schema: members.member("schema")?.value, &flag, &findings)
    return flag
  }

  private static func readDefault(
    _ node: DocumentNode, _ type: DeclaredType?, schema: DocumentNode?, _ flag: inout Flag,
    _ findings: inout FlagFindings
  ) {
    let value = FlagValue(node)
    flag.codeDefault = Placed(value, at: node.range)
    flag.variants = [FlagVariant("default", value, at: node.range)]
    guard let type else { return }
    if !type.takes(value) {
      findings.add(
        .declaredType,
        "the default of `\(FlagFindings.shown(flag.key))` is \(node.value.article), but the flag is \(type.article) flag",
        at: node, help: "change `defaultValue` or `flagType`")
    } else if type == .object, let schema {
      ManifestSchema.check(schema, node, &findings)
    }
  }
}
