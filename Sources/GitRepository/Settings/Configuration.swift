internal import GateModel

/// The settings in force for one repository, from files of ascending rank and the environment.
struct GitConfiguration: Hashable, Sendable {
  /// One value in a file.
  struct Setting: Hashable, Sendable {
    /// In the spelling that ``ConfigurationOverride/canonical(_:)`` gives.
    var name: String
    /// `nil`: the name alone, which stands for true.
    var value: [UInt8]?
    var level: RepositoryLocation.ConfigurationFile.Level
  }

  /// Lowest rank first.
  let settings: [Setting]
  private let overrides: [ConfigurationOverride]

  init(_ settings: [Setting], overrides: [ConfigurationOverride]) {
    self.settings = settings
    self.overrides = overrides
  }

  /// The last value of `name`, `nil` where it is not set.
  func value(_ name: String) -> String? {
    let canonical = ConfigurationOverride.canonical(name)
    if let override = overrides.last(where: { $0.name == canonical }) { return override.value ?? "true" }
    return settings.last { $0.name == canonical }.map { $0.text }
  }

  /// Where the value in force of `name` comes from, `nil` where it is not set.
  func scope(of name: String) -> Repository.ConfigurationScope? {
    let canonical = ConfigurationOverride.canonical(name)
    if overrides.contains(where: { $0.name == canonical }) { return .command }
    switch settings.last(where: { $0.name == canonical })?.level {
    case nil: return nil
    case .system: return .system
    case .xdg, .global: return .global
    case .local: return .local
    case .worktree: return .worktree
    }
  }

  /// The last value of `name` as git reads a truth value, `fallback` where it is not set.
  func isTrue(_ name: String, fallback: Bool) throws(GitError) -> Bool {
    guard let text = value(name) else { return fallback }
    guard let flag = Self.truth(text) else {
      throw GitError(
        .failed, "\(name) in the git configuration is neither true nor false",
        hint: "see where it is set: git config --show-origin \(name)")
    }
    return flag
  }

  /// All values of `name` from the files, lowest rank first.
  func values(_ name: String) -> [String] {
    let canonical = ConfigurationOverride.canonical(name)
    return settings.filter { $0.name == canonical }.map { $0.text }
  }

  /// What git takes `text` for: a word, or a number with a unit (git-config(1), "Values").
  static func truth(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on": return true
    case "false", "no", "off", "": return false
    default: break
    }
    return number(text).map { $0 != 0 }
  }

  /// A number as strtoimax(3) takes it, with a unit behind it.
  private static func number(_ text: String) -> Int? {
    var digits = text.drop { " \t\n\r\u{b}\u{c}".contains($0) }
    if digits.last.map({ "kmgKMG".contains($0) }) ?? false { digits.removeLast() }
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    guard digits.first?.isHexDigit ?? false else { return nil }
    let radix = digits.lowercased().hasPrefix("0x") ? 16 : digits.hasPrefix("0") ? 8 : 10
    return Int(radix == 16 ? digits.dropFirst(2) : digits, radix: radix).map { isNegative ? -$0 : $0 }
  }
}

extension GitConfiguration.Setting {
  /// The value as text.
  var text: String { value.map { String(decoding: $0, as: UTF8.self) } ?? "true" }
}
