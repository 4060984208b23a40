/// Which flag clients a file speaks of. Names like `isEnabled` and `variation` are common, so a call counts only in a
/// file that imports or at least names the client.
enum ClientMentions {
  private static let words: [(text: [UInt8], client: FlagClient)] = [
    ("openfeature", FlagClient.openFeature), ("open-feature", .openFeature), ("open_feature", .openFeature),
    // The client of a vendor-neutral API is handed around, and its file of use names no vendor.
    ("featureflag", .openFeature), ("feature_flag", .openFeature), ("feature-flag", .openFeature),
    ("flagclient", .openFeature), ("flag_client", .openFeature), ("flagsclient", .openFeature),
    ("flags_client", .openFeature), ("flagd", .openFeature), ("launchdarkly", .launchDarkly),
    ("launch-darkly", .launchDarkly), ("launch_darkly", .launchDarkly), ("ldclient", .launchDarkly),
    ("ld_client", .launchDarkly), ("unleash", .unleash),
  ].map { (Array($0.0.utf8), $0.1) }

  /// The clients that `bytes` mention, whatever the case of the letters.
  static func clients(in bytes: [UInt8]) -> Set<FlagClient> {
    var found: Set<FlagClient> = []
    for offset in bytes.indices {
      let byte = lowercased(bytes[offset])
      guard byte == 0x6F || byte == 0x66 || byte == 0x6C || byte == 0x75 else { continue }
      for word in words where word.text[0] == byte && matches(word.text, bytes, offset) { found.insert(word.client) }
      if found.count == FlagClient.allCases.count { break }
    }
    return found
  }

  private static func matches(_ word: [UInt8], _ bytes: [UInt8], _ offset: Int) -> Bool {
    guard offset + word.count <= bytes.count else { return false }
    for index in word.indices where lowercased(bytes[offset + index]) != word[index] { return false }
    return true
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
