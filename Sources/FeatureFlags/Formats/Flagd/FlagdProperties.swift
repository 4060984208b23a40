import DocumentTree
import GateModel

/// Rules that hold for the file and for each of its flags alike.
enum FlagdProperties {
  /// Properties that flagd does not know and drops without a word: an error where one looks like a slip of the
  /// keyboard.
  static func checkUnknown(
    _ members: [DocumentNode.Entry], known: [String], of owner: String, _ findings: inout FlagFindings
  ) {
    for entry in members {
      guard let name = entry.key.keyText, !known.contains(name) else { continue }
      let shown = FlagFindings.shown(name)
      if let meant = NearestName.match(for: name, among: known) {
        findings.add(
          .unknownProperty, "unknown property `\(shown)`; flagd ignores it", at: entry.key,
          help: "did you mean `\(meant)`?")
      } else if !name.hasPrefix("$"), !name.hasPrefix("x-") {
        findings.add(
          .unknownProperty, "unknown property `\(shown)`; flagd ignores it", at: entry.key, severity: .warning,
          help: "\(owner) takes \(FlagFindings.list(known)); put notes of your own into `metadata`")
      }
    }
  }

  /// `metadata`: an object whose values are strings, numbers or booleans.
  static func checkMetadata(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) {
    guard let metadata = members.member("metadata") else { return }
    guard let entries = metadata.value.members else {
      findings.add(
        .metadataType, "`metadata` is \(metadata.value.value.article); it takes an object", at: metadata.value)
      return
    }
    for entry in entries {
      switch entry.value.value {
      case .string, .number, .boolean: continue
      case .null, .list, .object:
        findings.add(
          .metadataType,
          "metadata `\(FlagFindings.shown(entry.key.keyText ?? ""))` is \(entry.value.value.article); "
            + "it takes a string, a number or a boolean", at: entry.value)
      }
    }
  }
}
