import DocumentTree
import GateModel

/// A definition file of flagd: `flags`, and `$evaluators` and `metadata` for all of them.
///
/// https://flagd.dev/schema/v0/flagd.json: `flags` is an object of flags by key; the daemon also takes a list of flags
/// that carry their `key`.
struct FlagdFile {
  private static let properties = ["$schema", "flags", "$evaluators", "metadata"]
  private let document: DocumentNode

  init(_ document: DocumentNode) {
    self.document = document
  }

  func check(_ findings: inout FlagFindings) -> [Flag] {
    guard let members = document.members else {
      findings.add(.shape, "expected an object with `flags`, found \(document.value.article)", at: document)
      return []
    }
    FlagdProperties.checkUnknown(members, known: Self.properties, of: "the file", &findings)
    FlagdProperties.checkMetadata(members, &findings)
    SchemaVersion.check(members, of: ["flags.json", "flagd.json"], &findings)
    let evaluators = FlagdEvaluators(members.member("$evaluators"))
    evaluators.check(&findings)
    guard let flags = members.member("flags") else {
      findings.add(
        .propertyMissing, "the file has no `flags`", at: document,
        help: FlagFindings.suggestion(for: "flags", among: members.compactMap(\.key.keyText))
          ?? "put the flags into an object called `flags`")
      return []
    }
    return check(flags.value, evaluators, &findings)
  }

  private func check(
    _ flags: DocumentNode, _ evaluators: FlagdEvaluators, _ findings: inout FlagFindings
  ) -> [Flag] {
    switch flags.value {
    case .object(let entries):
      return entries.compactMap { entry in
        guard let key = entry.key.keyText else {
          findings.add(.keyInvalid, "a flag's key must be a string", at: entry.key)
          return nil
        }
        return FlagdFlag(key: key, keyNode: entry.key, node: entry.value).check(evaluators, &findings)
      }
    case .list(let elements):
      if let schema = document.members?.member("$schema")?.value.text, schema.hasSuffix("/flags.json") {
        findings.add(
          .shape, "`flags.json`, which `$schema` names, takes an object of flags by key and no list", at: flags,
          severity: .warning, help: "providers refuse the list; for the daemon alone name `flagd.json`")
      }
      return elements.compactMap { listed($0, evaluators, &findings) }
    default:
      findings.add(.shape, "`flags` is \(flags.value.article); it takes an object of flags by key", at: flags)
      return []
    }
  }

  private func listed(
    _ node: DocumentNode, _ evaluators: FlagdEvaluators, _ findings: inout FlagFindings
  ) -> Flag? {
    guard let members = node.members else {
      findings.add(.shape, "a flag is an object, found \(node.value.article)", at: node)
      return nil
    }
    guard let entry = members.member("key") else {
      findings.add(.propertyMissing, "a flag in a list has no `key`", at: node)
      return nil
    }
    guard let key = entry.value.text else {
      findings.add(.keyInvalid, "`key` is \(entry.value.value.article); it takes a string", at: entry.value)
      return nil
    }
    return FlagdFlag(key: key, keyNode: entry.value, node: node, isListed: true).check(evaluators, &findings)
  }
}
