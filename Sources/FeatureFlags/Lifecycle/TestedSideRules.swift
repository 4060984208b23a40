import GateModel

/// Release flags of which tests see one side alone.
enum TestedSideRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let content = inspection.content
    let overrides = content.references.filter { $0.kind == .override }
    guard !overrides.isEmpty else { return }
    let byKey = Dictionary(grouping: overrides, by: \.key)
    for life in FlagLife.all(in: content) where life.kind == .release {
      guard let set = byKey[life.place.key], life.flags.contains(where: { $0.type == .boolean }) else { continue }
      // A value that is computed may be either.
      let sides = Set(set.map(side))
      guard sides.count == 1, let side = sides.first.flatMap(\.self), let place = set.first else { continue }
      report.add(
        .sideUntested, "tests set release flag `\(life.key)` to \(side) alone", in: place.path, at: place.range,
        help: "add a test with \(!side), for that is what users get "
          + (side ? "until it is turned on, and when it is taken back" : "when it is turned on"))
    }
  }

  /// What a test sets the flag to, `nil` where that is not known.
  private static func side(of override: FlagReference) -> Bool? {
    if case .boolean(let value)? = override.codeDefault { return value }
    switch override.call.lowercased() {
    case "enable": return true
    case "disable": return false
    default: return nil
    }
  }
}
