/// A setting that came by the environment: `git -c NAME=VALUE`, or the numbered variables of `GIT_CONFIG_COUNT`.
struct ConfigurationOverride: Hashable, Sendable {
  /// The name in the spelling that ``canonical(_:)`` gives.
  var name: String
  /// `nil`: the name alone was given, which stands for true.
  var value: String?

  /// How many settings are looked at; more than this is no longer a command line.
  private static let limit = 1000

  /// All settings in `variables`, in the order in which git applies them.
  static func all(in variables: [String: String]) -> [ConfigurationOverride] {
    var found: [ConfigurationOverride] = []
    let count = variables["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    for index in 0..<max(0, min(count, limit)) {
      guard let name = variables["GIT_CONFIG_KEY_\(index)"] else { continue }
      found.append(ConfigurationOverride(name: canonical(name), value: variables["GIT_CONFIG_VALUE_\(index)"]))
    }
    return found + parameters(in: variables["GIT_CONFIG_PARAMETERS"] ?? "")
  }

  /// `name` with section and key in lower case and the subsection between them as it is (git-config(1)).
  static func canonical(_ name: String) -> String {
    guard let first = name.firstIndex(of: "."), let last = name.lastIndex(of: "."), first != last else {
      return name.lowercased()
    }
    return name[..<first].lowercased() + name[first..<last] + name[last...].lowercased()
  }

  /// git's own hand-down to its children: words in the shell's single quotes, `'name'='value'` or, before git 2.31,
  /// `'name=value'`.
  private static func parameters(in text: String) -> [ConfigurationOverride] {
    var rest = text[...]
    var found: [ConfigurationOverride] = []
    while found.count < limit {
      rest = rest.drop { $0 == " " }
      guard let first = quotedWord(&rest) else { return found }
      if rest.first == "=" {
        rest.removeFirst()
        found.append(ConfigurationOverride(name: canonical(first), value: quotedWord(&rest)))
      } else if let equals = first.firstIndex(of: "=") {
        let value = String(first[first.index(after: equals)...])
        found.append(ConfigurationOverride(name: canonical(String(first[..<equals])), value: value))
      } else {
        found.append(ConfigurationOverride(name: canonical(first), value: nil))
      }
    }
    return found
  }

  /// The word at the start of `text`: quoted runs, and between them single characters behind a backslash.
  private static func quotedWord(_ text: inout Substring) -> String? {
    guard text.first == "'" else { return nil }
    var word = ""
    while text.first == "'" {
      text.removeFirst()
      guard let end = text.firstIndex(of: "'") else { return nil }
      word += text[..<end]
      text = text[text.index(after: end)...]
      if text.first == "\\", text.count >= 2 {
        text.removeFirst()
        word.append(text.removeFirst())
      }
    }
    return word
  }
}
