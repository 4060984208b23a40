import DocumentTree
import GateModel

/// One flag of an environment's plain configuration: `key: value`, or `key: { enabled: …, percentage: … }`.
struct EnvironmentFlag {
  let key: String
  let keyNode: DocumentNode
  let node: DocumentNode
  /// Whether flags of the file that are objects say by `enabled` whether they are on.
  let isSwitched: Bool

  private static let percentages = ["percentage", "percent", "rollout", "rollout_percentage", "rolloutPercentage"]
  /// What says nothing about who gets what.
  private static let notes = [
    "description", "owner", "maintainer", "kind", "type", "created", "expires", "story", "tests", "rollback", "safe",
    "issue", "tags",
  ]

  static func on(_ key: String, at range: SourceRange, path: RepositoryPath) -> Flag {
    var flag = truth(key, at: range, path: path)
    flag.states = [FlagState(isEnabled: true, range: range, fallback: Placed(.variant("on"), at: range))]
    return flag
  }

  private static func truth(_ key: String, at range: SourceRange, path: RepositoryPath) -> Flag {
    let variants = SettingVariants(type: .boolean, key: key, place: range).all
    return Flag(key: key, path: path, range: range, type: .boolean, variants: variants)
  }

  private var name: String { "flag `\(FlagFindings.shown(key))`" }

  func read(path: RepositoryPath, _ findings: inout FlagFindings) -> Flag {
    if let members = node.members { return read(members, path: path, &findings) }
    var flag = Flag(key: key, path: path, range: keyNode.range)
    var outcome = FlagOutcome.unknown
    switch node.value {
    case .null:
      findings.add(.shape, "\(name) has no value", at: node, severity: .warning, help: "write `true` or `false`")
    case .list: break
    case .boolean, .number, .string, .object:
      checkText(&findings)
      var variants = SettingVariants(type: isQuoted ? .string : nil, key: key, place: keyNode.range)
      if let truth = ambiguousTruth {
        flag = Self.truth(key, at: keyNode.range, path: path)
        outcome = .variant(truth ? "on" : "off")
        break
      }
      variants.learnType(from: [node])
      outcome = variants.read(node, &findings)?.outcome ?? .unknown
      (flag.type, flag.variants) = (variants.type?.type, variants.all)
    }
    flag.states = [FlagState(isEnabled: true, range: node.range, fallback: Placed(outcome, at: node.range))]
    return flag
  }

  private var isQuoted: Bool {
    if case .string(let text) = node.content { SettingVariants.share(text) == nil } else { false }
  }

  /// The truth value that a bare `yes`, `no`, `on` or `off` is to some readers of YAML.
  private var ambiguousTruth: Bool? { Self.ambiguousTruth(node) }

  private static func ambiguousTruth(_ node: DocumentNode) -> Bool? {
    guard case .plain(let text) = node.content else { return nil }
    switch text.lowercased() {
    case "yes", "on": return true
    case "no", "off": return false
    default: return nil
    }
  }

  /// Texts that look like truth values.
  private func checkText(_ findings: inout FlagFindings) {
    Self.checkTruth(node, name, &findings)
  }

  private static func checkTruth(_ node: DocumentNode, _ name: String, _ findings: inout FlagFindings) {
    if let truth = ambiguousTruth(node) {
      findings.add(
        .valueAmbiguous,
        "`\(node.keyText ?? "")` is a truth value to readers of YAML 1.1 and a text to those of YAML 1.2", at: node,
        help: "write `\(truth)`")
    } else if case .string(let text) = node.content, ["true", "false"].contains(text.lowercased()) {
      findings.add(
        .valueQuoted, "the value of \(name) is the text \"\(text)\", which counts as true in most languages", at: node,
        help: "write `\(text.lowercased())` without quotes")
    }
  }

  private func read(
    _ members: [DocumentNode.Entry], path: RepositoryPath, _ findings: inout FlagFindings
  ) -> Flag {
    var flag = Self.truth(key, at: keyNode.range, path: path)
    flag.metadata = FlagMetadata(node)
    var outcome = FlagOutcome.unknown
    if let enabled = members.member("enabled")?.value {
      outcome = switched(enabled, members, &findings)
    } else {
      (flag.type, flag.variants) = (nil, [])
      if isSwitched { reportUnswitched(members, &findings) }
    }
    flag.states = [FlagState(isEnabled: true, range: node.range, fallback: Placed(outcome, at: node.range))]
    return flag
  }

  private func switched(
    _ enabled: DocumentNode, _ members: [DocumentNode.Entry], _ findings: inout FlagFindings
  ) -> FlagOutcome {
    Self.checkTruth(enabled, name, &findings)
    var isOn = Self.ambiguousTruth(enabled)
    switch enabled.value {
    case .boolean(let value): isOn = value
    case .string where isOn != nil: break
    case .string(let text) where ["true", "false"].contains(text.lowercased()): return .unknown
    default:
      findings.add(.shape, "`enabled` of \(name) is \(enabled.value.article); it takes a boolean", at: enabled)
      return .unknown
    }
    var outcome = FlagOutcome.variant(isOn == true ? "on" : "off")
    for entry in members {
      guard let property = entry.key.keyText, property != "enabled", !Self.notes.contains(property) else { continue }
      guard Self.percentages.contains(property) else {
        // Whom other settings let in, the application alone knows.
        if isOn == true { outcome = .unknown }
        continue
      }
      let share = percentage(entry.value, &findings)
      if isOn == true, outcome != .unknown { outcome = share ?? .unknown }
    }
    return outcome
  }

  private func percentage(_ node: DocumentNode, _ findings: inout FlagFindings) -> FlagOutcome? {
    let number: Double? =
      switch node.value {
      case .number(let text): NumberText.value(of: text)
      case .string(let text): SettingVariants.share(text)
      default: nil
      }
    guard let number else {
      findings.add(
        .shape, "a percentage of \(name) is \(node.value.article); it takes a number from 0 to 100", at: node)
      return nil
    }
    return SettingVariants.split(number, at: node, &findings).outcome
  }

  private func reportUnswitched(_ members: [DocumentNode.Entry], _ findings: inout FlagFindings) {
    for entry in members {
      guard let property = entry.key.keyText, NearestName.match(for: property, among: ["enabled"]) != nil else {
        continue
      }
      findings.add(
        .unknownProperty, "\(name) has `\(FlagFindings.shown(property))`, and no `enabled` as the others here",
        at: entry.key, help: "did you mean `enabled`?")
      return
    }
  }
}
