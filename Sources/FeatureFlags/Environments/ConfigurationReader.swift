import DocumentTree
package import GateModel

/// Reads configuration files of environments, whichever of YAML, JSON and TOML they are in.
package enum ConfigurationReader {
  /// The names of the section that holds feature flags, which rules about flags look at.
  package static let flagSections: Set<String> = ["feature_flags", "featureFlags", "feature-flags"]

  /// Deeper sections are left out; a person did not write them.
  private static let maximumDepth = 50

  /// What one file sets. A file that does not parse gives one finding (`flag-file-syntax`) and sets nothing.
  ///
  /// - Parameter environments: the environments that the repository has, besides those with usual names.
  package static func read(
    _ bytes: [UInt8], path: RepositoryPath, environments: [String] = FlagSettings().environments
  ) -> EnvironmentFile {
    var findings = FlagFindings(path: path)
    var documents: [DocumentNode] = []
    var isReadable = true
    do throws(DocumentError) {
      documents = try FlagValidation.documents(bytes, path: path)
    } catch {
      isReadable = false
      findings.add(
        .fileSyntax, error.message, at: error.position.range,
        help: "mend the file so that it parses; until then nothing is known of its environment")
    }
    for document in documents { DuplicateKeyRule.check(document, &findings) }
    let declared = declaration(in: documents)
    let name = ConfigurationName(path, declared: declared?.value, known: environments)
    var file = EnvironmentFile(
      path: path, prefix: name.prefix, environment: name.environment, isShared: name.isShared, isReadable: isReadable)
    file.declared = declared
    file.findings = findings.sorted
    for document in documents { add(document, under: "", depth: 0, to: &file) }
    return file
  }

  /// The flags that the file sets, `nil` where it has no section of them. What ``read(_:path:environments:)`` finds in the same
  /// text is not found again.
  package static func flags(_ bytes: [UInt8], path: RepositoryPath) -> FlagFile? {
    guard let documents = try? FlagValidation.documents(bytes, path: path),
      documents.contains(where: { ($0.members ?? []).contains { flagSections.contains($0.key.keyText ?? "") } })
    else { return nil }
    var file = FlagValidation.read(bytes, path: path)
    let known = [FlagRule.fileSyntax, .duplicateKey, .environmentMismatch].map(\.id)
    file.findings.removeAll { known.contains($0.rule) }
    return file
  }

  private static func declaration(in documents: [DocumentNode]) -> Placed<String>? {
    for document in documents {
      guard let node = document.members?.member("environment")?.value, let text = node.text else { continue }
      return Placed(text, at: node.range)
    }
    return nil
  }

  private static func add(_ node: DocumentNode, under section: String, depth: Int, to file: inout EnvironmentFile) {
    guard depth < maximumDepth, let entries = (try? node.mergedEntries()) ?? node.members else { return }
    // Of a key that stands twice the last one counts.
    var last: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { if let key = entry.key.keyText { last[key] = index } }
    for (index, entry) in entries.enumerated() {
      guard let key = entry.key.keyText, last[key] == index else { continue }
      let name = section.isEmpty ? key : section + "." + key
      file.add(
        EnvironmentSetting(
          name: name, section: section, value: value(of: entry.value), keyRange: entry.key.range,
          valueRange: entry.value.range))
      add(entry.value, under: name, depth: depth + 1, to: &file)
    }
  }

  private static func value(of node: DocumentNode) -> EnvironmentSetting.Value {
    switch node.value {
    case .object: return .section
    case .list: return .list
    case .boolean(let value): return .boolean(value)
    case .number(let text): return .number(NumberText.value(of: text))
    case .null: return .null(isWritten: node.content != .plain(""))
    case .string(let text):
      let isBare = node.content == .plain(text)
      return isFilledIn(text) || (isBare && isTruthElsewhere(text)) ? .open : .text(text)
    }
  }

  /// Whether something else stands for the text once it is used.
  private static func isFilledIn(_ text: String) -> Bool {
    ["${", "{{", "<%", "$(", "%(", "#{", "%env("].contains { text.contains($0) }
      || (text.hasPrefix("$") && text.utf8.count > 1) || text.hasPrefix("ENC[") || text.hasPrefix("!")
  }

  /// YAML 1.1 reads these as truth values, YAML 1.2 as texts.
  private static func isTruthElsewhere(_ text: String) -> Bool {
    ["yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
  }
}
