/// A maker of flag clients whose calls are known.
package enum FlagClient: String, Hashable, Sendable, CaseIterable {
  case openFeature = "OpenFeature"
  case launchDarkly = "LaunchDarkly"
  case unleash = "Unleash"
  case flagsmith = "Flagsmith"
  case growthBook = "GrowthBook"
  case goFeatureFlag = "go-feature-flag"
  case flipt = "Flipt"
  case devCycle = "DevCycle"
  case postHog = "PostHog"
  case statsig = "Statsig"
  case configCat = "ConfigCat"

  /// Whether its flags usually live on its maker's servers only: a key that the repository does not define is then
  /// unknown, not wrong.
  var keepsFlagsElsewhere: Bool {
    switch self {
    case .openFeature, .launchDarkly, .unleash, .goFeatureFlag, .flipt: false
    case .flagsmith, .growthBook, .devCycle, .postHog, .statsig, .configCat: true
    }
  }
}
