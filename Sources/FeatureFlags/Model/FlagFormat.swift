/// A format in which flags are defined.
package enum FlagFormat: String, Hashable, Sendable, CaseIterable {
  /// https://flagd.dev/reference/flag-definitions/
  case flagd
  /// https://openfeature.dev/docs/reference/other-technologies/cli
  case openFeatureManifest = "openfeature-manifest"
  /// https://gofeatureflag.org/docs/configure_flag/create-flags
  case goFeatureFlag = "go-feature-flag"
  /// https://docs.flipt.io/v2/configuration/storage
  case flipt
  /// https://docs.getunleash.io/concepts/import-export
  case unleash
  /// https://launchdarkly.com/docs/api/feature-flags
  case launchDarkly = "launchdarkly"
  /// Plain configuration of an environment with a member `feature_flags`.
  case environment
  /// gate's own `flags.yml`: who answers for a flag, until when, and how it is taken back.
  case gate

  /// As a person calls it.
  package var title: String {
    switch self {
    case .flagd: "flagd"
    case .openFeatureManifest: "OpenFeature CLI manifest"
    case .goFeatureFlag: "go-feature-flag"
    case .flipt: "Flipt"
    case .unleash: "Unleash export"
    case .launchDarkly: "LaunchDarkly export"
    case .environment: "environment configuration"
    case .gate: "flags.yml"
    }
  }
}
