/// What a repository asks of the configuration of its environments.
package struct EnvironmentSettings: Hashable, Sendable {
  /// The keys that may be missing in some environments, or have other types there.
  package var differing: [KeyPattern]
  /// What has to be true of what is set.
  package var policies: [EnvironmentPolicy]

  package init(differing: [KeyPattern] = [], policies: [EnvironmentPolicy] = []) {
    self.differing = differing
    self.policies = policies
  }

  /// Whether environments may differ in `key`.
  package func mayDiffer(_ key: String) -> Bool { differing.contains { $0.covers(key) } }
}
