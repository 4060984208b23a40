import GateModel

/// Keys that cannot be told apart, or from ordinary words, once other ways of writing them count.
enum AliasRules {
  /// Shorter keys are found everywhere. In characters.
  private static let minimumLength = 3

  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let settings = inspection.settings.references
    if settings.aliases.isEmpty { return }
    var first: [String: Flag] = [:]
    var seen: Set<String> = []
    for flag in inspection.content.flags where seen.insert(flag.key).inserted {
      let key = FlagFindings.shown(flag.key)
      if flag.key.count < minimumLength {
        report.add(
          .keyShort, "flag `\(key)` is too short to be told from other words", in: flag.path, at: flag.range,
          help: "give it a key of three characters or more; no alias of it is looked for")
        continue
      }
      guard flag.key.count >= settings.minimumAliasLength else { continue }
      for form in Set(settings.aliases.map { $0.form(of: flag.key) ?? flag.key }).sorted() {
        guard let other = first[form] else {
          first[form] = flag
          continue
        }
        report.add(
          .aliasShared, "flags `\(key)` and `\(FlagFindings.shown(other.key))` are both written `\(form)` in code",
          in: flag.path, at: flag.range,
          help: "the other one is at \(other.path):\(other.range.line); rename one of them")
        break
      }
    }
  }
}
