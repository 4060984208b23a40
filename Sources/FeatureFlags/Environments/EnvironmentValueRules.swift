import GateModel

/// Values that do not belong where they stand, as the other environments show.
enum EnvironmentValueRules {
  static func check(_ group: EnvironmentGroup, _ settings: FlagSettings, _ report: inout FlagReport) {
    let configuration = settings.configuration
    if let production = group.production(settings) {
      for setting in production.settings where !configuration.mayDiffer(setting.name) {
        checkDebugging(setting, production, group, &report)
        checkLocalHost(setting, production, group, &report)
      }
    }
    for file in group.files {
      for setting in file.settings where !configuration.mayDiffer(setting.name) {
        checkForeign(setting, file, group, &report)
      }
    }
  }

  private static func checkDebugging(
    _ setting: EnvironmentSetting, _ production: EnvironmentFile, _ group: EnvironmentGroup,
    _ report: inout FlagReport
  ) {
    let name = setting.lastName.lowercased().filter { $0 != "_" && $0 != "-" }
    guard ["debug", "debugmode", "isdebug"].contains(name), setting.value == .boolean(true) else { return }
    let other = group.files.first { $0[setting.name]?.value == .boolean(false) }
    guard let other, other.environment != production.environment else { return }
    report.add(
      .environmentDebugging, "`\(FlagFindings.shown(setting.name))` is on in \(production.environment)",
      in: production.path, at: setting.valueRange,
      help: "turn it off, as \(other.path) does: it shows strangers what is inside")
  }

  private static func checkLocalHost(
    _ setting: EnvironmentSetting, _ production: EnvironmentFile, _ group: EnvironmentGroup,
    _ report: inout FlagReport
  ) {
    guard let text = setting.text, isLocal(text) else { return }
    let other = group.files.first { file in file[setting.name]?.text.map { !$0.isEmpty && !isLocal($0) } ?? false }
    guard let other else { return }
    let shown = setting.shown ?? "on its own machine"
    report.add(
      .environmentLocalHost, "`\(FlagFindings.shown(setting.name))` of \(production.environment) is \(shown)",
      in: production.path, at: setting.valueRange,
      help: "name the host that serves \(production.environment); \(other.environment) has one of its own")
  }

  /// A value that another environment has as its own, by name.
  private static func checkForeign(
    _ setting: EnvironmentSetting, _ file: EnvironmentFile, _ group: EnvironmentGroup, _ report: inout FlagReport
  ) {
    guard let text = setting.text, isPlaceName(setting.lastName), !names(file.environment, in: text) else { return }
    let owner = group.files.first { other in
      other.environment != file.environment && names(other.environment, in: text) && other[setting.name]?.text == text
    }
    guard let owner else { return }
    let shown = setting.shown ?? "a text"
    report.add(
      .environmentForeignValue,
      "`\(FlagFindings.shown(setting.name))` of \(file.environment) is \(shown), which is \(owner.environment)'s",
      in: file.path, at: setting.valueRange,
      help:
        "give \(file.environment) one of its own, or say `differs: [\(FlagFindings.shown(setting.name))]` in gate.yml")
  }

  private static func isLocal(_ text: String) -> Bool {
    let hosts = ["localhost", "127.0.0.1", "[::1]", "::1"]
    let lower = text.lowercased()
    return hosts.contains { host in
      lower == host || lower.hasPrefix(host + ":") || lower.hasPrefix(host + "/") || lower.contains("://" + host)
        || lower.contains("@" + host)
    }
  }

  /// Whether a key with this name says where something is.
  private static func isPlaceName(_ name: String) -> Bool {
    let words = name.lowercased().split { "_-.".contains($0) }
    let places: Set<String> = [
      "host", "hostname", "url", "uri", "endpoint", "server", "bucket", "database", "address", "queue", "topic",
      "domain", "cluster", "namespace",
    ]
    return words.last.map { places.contains(String($0)) } ?? false
  }

  /// Whether a word of `text` names `environment`: `prod` and `production` both do.
  private static func names(_ environment: String, in text: String) -> Bool {
    let short: [String: [String]] = [
      "production": ["prod", "prd", "live"], "staging": ["stage", "stg"], "development": ["dev"],
    ]
    let environment = environment.lowercased()
    let family = short.first { $0.key == environment || $0.value.contains(environment) }
    let names = Set(family.map { [$0.key] + $0.value } ?? [environment])
    return text.lowercased().split { !$0.isLetter }.contains { names.contains(String($0)) }
  }
}
