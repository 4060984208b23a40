/// Which flag clients a file speaks of. Names like `isEnabled` and `variation` are common, so a call counts only in a
/// file that imports or at least names the client.
struct ClientMentions {
  var clients: Set<FlagClient> = []
  /// Whether the file has to do with flags at all, so that it may hold wrappers, constants and their uses.
  var isAboutFlags = false

  private static let words: [(text: String, clients: Set<FlagClient>)] = [
    ("openfeature", [.openFeature]), ("open-feature", [.openFeature]), ("open_feature", [.openFeature]),
    // The client of a vendor-neutral API is handed around, and its file of use names no vendor.
    ("featureflag", [.openFeature]), ("feature_flag", [.openFeature]), ("feature-flag", [.openFeature]),
    ("flagclient", [.openFeature]), ("flag_client", [.openFeature]), ("flagsclient", [.openFeature]),
    ("flags_client", [.openFeature]), ("flagd", [.openFeature]), ("launchdarkly", [.launchDarkly]),
    ("launch-darkly", [.launchDarkly]), ("launch_darkly", [.launchDarkly]), ("ldclient", [.launchDarkly]),
    ("ld_client", [.launchDarkly]), ("unleash", [.unleash]), ("flagsmith", [.flagsmith]),
    ("growthbook", [.growthBook]), ("go-feature-flag", [.goFeatureFlag]), ("ffclient", [.goFeatureFlag]),
    ("flipt", [.flipt]), ("devcycle", [.devCycle]), ("posthog", [.postHog]), ("statsig", [.statsig]),
    ("configcat", [.configCat]), ("flag", []), ("feature", []), ("toggle", []),
  ]
  private static let search = WordSearch(words.map(\.text))

  /// What `bytes` mention, whatever the case of the letters.
  init(in bytes: [UInt8]) {
    let found = Self.search.found(in: bytes)
    if found == 0 { return }
    isAboutFlags = true
    for (number, word) in Self.words.enumerated() where found & (1 << UInt32(number)) != 0 {
      clients.formUnion(word.clients)
    }
  }
}
