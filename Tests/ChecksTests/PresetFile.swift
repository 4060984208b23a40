import BundledConfig
import GateModel
import Testing

/// Reads the presets that are shipped, enough of YAML for them: `GateConfiguration` reads them for real.
enum PresetFile {
  static func preset(_ name: String) throws -> Preset {
    let bytes = try #require(BundledConfig.presets[name])
    var values: [String: [String]] = [:]
    var section = ""
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("#") { continue }
      if text.hasPrefix("- ") {
        values[section, default: []].append(unquoted(text.dropFirst(2)))
        continue
      }
      let colon = try #require(text.firstIndex(of: ":"))
      let key = String(text[..<colon])
      section = line.hasPrefix(" ") ? "exit." + key : key
      let value = text[text.index(after: colon)...].drop { $0 == " " }
      if !value.isEmpty { values[section] = list(value) }
    }
    let statuses = { (key: String) in Set((values[key] ?? []).compactMap { Int32($0) }) }
    return Preset(
      name: try #require(values["name"]?.first), summary: try #require(values["summary"]?.first),
      files: try (values["files"] ?? []).map { try PathPattern($0) },
      types: Set(try (values["types"] ?? []).map { try #require(FileType(named: $0)) }),
      command: try #require(values["command"]), fixCommand: values["fix"] ?? [],
      versionArguments: try #require(values["version"]),
      format: try #require(values["format"]?.first),
      grain: try #require(CheckTraits.Grain(rawValue: values["grain"]?.first ?? "")),
      configuration: values["configuration"] ?? [], userConfiguration: values["user_configuration"] ?? [],
      passedStatuses: statuses("exit.passed"),
      failedStatuses: statuses("exit.failed"), install: try #require(values["install"]?.first))
  }

  private static func list(_ value: Substring) -> [String] {
    guard value.hasPrefix("["), value.hasSuffix("]") else { return [unquoted(value)] }
    var items: [String] = []
    var item = ""
    var quote: Character?
    for character in value.dropFirst().dropLast() {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" {
        quote = character
      } else if quote == nil, character == "," {
        items.append(item)
        item = ""
      } else if quote != nil || character != " " || !item.isEmpty {
        item.append(character)
      }
    }
    return items + [item]
  }

  private static func unquoted(_ text: Substring) -> String {
    text.hasPrefix("\"") ? String(text.dropFirst().dropLast()) : String(text)
  }
}
