import GateModel

/// Finds the names that were probably meant, each once and no more than a person reads: to compare thousands with thousands
/// takes longer than everything else.
struct NearNames {
  private static let maximum = 20
  private var found: [String: String?] = [:]

  /// The one of `known` that is near `name`.
  mutating func match(for name: String, among known: some Sequence<String>) -> String? {
    if let match = found[name] { return match }
    guard found.count < Self.maximum else { return nil }
    let match = NearestName.match(for: name, among: known.sorted())
    found[name] = .some(match)
    return match
  }
}
