import GateModel

/// What the plain configuration of an environment can say of all its flags at once, by a key among them.
enum FlagMode: String, CaseIterable, Hashable {
  /// Every flag is on.
  case allEnabled = "all_enabled"
  /// Every flag is off.
  case allDisabled = "all_disabled"
  /// Flags are on for some, more and more of them.
  case gradualRollout = "gradual_rollout"
  /// Only what has been on elsewhere is on.
  case safeMode = "safe_mode"

  /// The mode that `key` names, in whichever case: `safe_mode`, `safeMode`, `safe-mode`.
  init?(key: String) {
    let folded = Self.folded(key)
    guard let mode = Self.allCases.first(where: { Self.folded($0.rawValue) == folded }) else { return nil }
    self = mode
  }

  /// The mode that `key` nearly names, and does not.
  static func misspelt(by key: String) -> FlagMode? {
    guard FlagMode(key: key) == nil else { return nil }
    return allCases.first { EnvironmentParity.isMisspelt(key, $0.rawValue) }
  }

  private static func folded(_ key: String) -> String { key.lowercased().filter { $0 != "_" && $0 != "-" } }
}
