import DocumentTree
import GateModel

/// Reads flag files of go-feature-flag: an object of flags by key.
///
/// Format: https://gofeatureflag.org/docs/configure_flag/create-flags
enum GoFeatureFlagReader: FlagReader {
  static let format = FlagFormat.goFeatureFlag

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let members = document.members else { return false }
    return members.contains { entry in
      guard let flag = entry.value.members else { return false }
      if flag.member("defaultRule") != nil { return true }
      return flag.member("variations")?.value.members != nil
    }
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    for surplus in documents.dropFirst() {
      findings.add(
        .shape, "go-feature-flag reads one document, and this is another one", at: surplus,
        help: "put it into a file of its own")
    }
    var file = FlagFile(path: path, format: format)
    guard let document = documents.first, let object = FlagObject(document, "the file", &findings) else { return file }
    let takesBareTexts = !path.name.lowercasedSuffix(isOneOf: [".json", ".toml"])
    for entry in object.entries {
      guard let key = entry.key.keyText else {
        findings.add(.keyInvalid, "a flag's key must be a text", at: entry.key)
        continue
      }
      // Anchors for the flags below may stand in a member of their own.
      if key.hasPrefix("x-") || key.hasPrefix("$") { continue }
      let flag = GoFlag(key: key, keyNode: entry.key, node: entry.value, takesBareTexts: takesBareTexts)
      file.flags.append(flag.read(&findings))
    }
    return file
  }
}

extension Collection<UInt8> {
  /// Whether the name ends in one of `suffixes`, which are in lower case.
  func lowercasedSuffix(isOneOf suffixes: [String]) -> Bool {
    let name = String(decoding: self, as: UTF8.self).lowercased()
    return suffixes.contains { name.hasSuffix($0) }
  }
}
