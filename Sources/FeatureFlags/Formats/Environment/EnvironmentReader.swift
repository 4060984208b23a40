import DocumentTree
import GateModel

/// Reads plain configuration of one environment, in YAML, JSON or TOML, whose member `feature_flags` sets flags.
///
///     environment: production
///     feature_flags:
///       safe_mode: true
///       new_search: { enabled: true, percentage: 25 }
///
/// A list names the flags that are on. The environment is what `environment` says, and otherwise the file's name.
enum EnvironmentReader: FlagReader {
  static let format = FlagFormat.environment
  private static let names = ["feature_flags", "featureFlags", "feature-flags"]

  static func detects(_ document: DocumentNode, path: RepositoryPath) -> Bool {
    guard let members = document.members else { return false }
    if names.contains(where: { members.member($0) != nil }) || members.member("environment")?.value.text != nil {
      return true
    }
    // Of a file among the environments it is asked only that it configures something.
    return members.member("flags") == nil && isAmongEnvironments(path)
  }

  private static func isAmongEnvironments(_ path: RepositoryPath) -> Bool {
    let folders = path.description.split(separator: "/").dropLast()
    return folders.last.map { ["environments", "environment", "envs"].contains($0.lowercased()) } ?? false
  }

  static func read(_ documents: [DocumentNode], path: RepositoryPath, _ findings: inout FlagFindings) -> FlagFile {
    var file = FlagFile(path: path, format: format)
    for document in documents {
      guard let members = document.members else { continue }
      if let environment = environment(members, path: path, &findings) { file.environment = environment }
      guard let flags = names.lazy.compactMap({ members.member($0) }).first?.value else {
        checkMisspelt(members, &findings)
        continue
      }
      file.flags += Self.flags(flags, path: path, &findings)
    }
    return file
  }

  private static func environment(
    _ members: [DocumentNode.Entry], path: RepositoryPath, _ findings: inout FlagFindings
  ) -> String? {
    guard let node = members.member("environment")?.value else { return nil }
    guard let name = node.text else {
      // An object of settings may well be called so.
      if node.members == nil {
        findings.add(
          .shape, "`environment` is \(node.value.article); it takes the name of the environment", at: node)
      }
      return nil
    }
    if let own = EnvironmentName.named(by: path), EnvironmentName.isOf(own, otherThan: name) {
      findings.add(
        .environmentMismatch,
        "the file is that of `\(FlagFindings.shown(own))` by its name, but says that it is that of "
          + "`\(FlagFindings.shown(name))`", at: node, help: "write `environment: \(FlagFindings.shown(own))`")
    }
    return name
  }

  private static func checkMisspelt(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) {
    for entry in members {
      guard let name = entry.key.keyText, name.count > 8, let meant = NearestName.match(for: name, among: names)
      else { continue }
      findings.add(
        .unknownProperty, "`\(FlagFindings.shown(name))` sets no flags", at: entry.key, help: "did you mean `\(meant)`?"
      )
      return
    }
  }

  private static func flags(
    _ node: DocumentNode, path: RepositoryPath, _ findings: inout FlagFindings
  ) -> [Flag] {
    switch node.value {
    case .null: return []
    case .object(let entries):
      let isSwitched = entries.contains { $0.value.members?.member("enabled") != nil }
      return entries.compactMap { entry in
        guard let key = entry.key.keyText else { return nil }
        if key.isEmpty { findings.add(.keyInvalid, "a flag's key must not be empty", at: entry.key) }
        return EnvironmentFlag(key: key, keyNode: entry.key, node: entry.value, isSwitched: isSwitched)
          .read(path: path, &findings)
      }
    case .list(let elements):
      return elements.compactMap { element in
        guard let key = element.text else {
          findings.add(
            .shape, "a list of flags holds the keys of those that are on, found \(element.value.article)", at: element)
          return nil
        }
        return EnvironmentFlag.on(key, at: element.range, path: path)
      }
    case .boolean, .number, .string:
      findings.add(
        .shape, "`feature_flags` is \(node.value.article); it takes an object of settings by flag", at: node)
      return []
    }
  }
}
