import GateModel

/// What code asks for, held against what files define.
enum ReferenceRules {
  /// So many undefined keys get the nearest name; to look for more takes long and says little.
  private static let maximumSuggestions = 50

  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    guard inspection.content.isComplete else { return }
    let byKey = Dictionary(grouping: inspection.content.flags, by: \.key)
    let references = inspection.content.references
    let served = Set(references.filter { byKey[$0.key] != nil }.compactMap(\.client))
    let keys = byKey.keys.sorted()
    // Rules about changes tell of what a change removes.
    let removed = inspection.removedKeys
    var suggestions: [String: String?] = [:]
    for reference in references {
      guard let defined = byKey[reference.key] else {
        if reference.kind == .read, removed.contains(reference.key) { continue }
        if let client = reference.client, client.keepsFlagsElsewhere, !served.contains(client) { continue }
        if suggestions[reference.key] == nil, suggestions.count < maximumSuggestions {
          suggestions[reference.key] = .some(NearestName.match(for: reference.key, among: keys))
        }
        reportUndefined(reference, nearest: suggestions[reference.key] ?? nil, &report)
        continue
      }
      if reference.kind == .read { checkType(of: reference, defined, &report) }
    }
    for reference in inspection.content.unresolved where !reference.isTest { reportComputed(reference, &report) }
  }

  /// Tests run against providers of their own making, so there it is only worth a look.
  private static func severity(of reference: FlagReference) -> Severity { reference.isTest ? .warning : .error }

  private static func reportUndefined(_ reference: FlagReference, nearest: String?, _ report: inout FlagReport) {
    let key = FlagFindings.shown(reference.key)
    if reference.kind == .override {
      // A test may well set flags that only it has, but hardly one that almost is another.
      guard let nearest else { return }
      report.add(
        .overrideUndefined, "`\(reference.call)` sets flag `\(key)`, which no definition file has",
        in: reference.path, at: reference.range, help: "did you mean `\(FlagFindings.shown(nearest))`?")
      return
    }
    let written = reference.alias.map { " (`\(FlagFindings.shown($0))`)" } ?? ""
    report.add(
      .undefined, "`\(reference.call)` asks for flag `\(key)`\(written), which no definition file has",
      in: reference.path, at: reference.range, severity: severity(of: reference),
      help: nearest.map { "did you mean `\(FlagFindings.shown($0))`?" }
        ?? "define the flag, or remove the code that asks for it")
  }

  private static func reportComputed(_ reference: FlagReference, _ report: inout FlagReport) {
    report.add(
      .keyComputed, "`\(reference.call)` asks for a flag whose key is computed: `\(FlagFindings.shown(reference.key))`",
      in: reference.path, at: reference.range,
      help: "write the key out, or name the function in `wrappers` so that its callers are looked at")
  }

  /// Reports only where every definition of the flag has a known type and none has the one that is asked for.
  private static func checkType(of reference: FlagReference, _ defined: [Flag], _ report: inout FlagReport) {
    guard let wanted = reference.type, let first = defined.first, let type = first.type,
      defined.allSatisfy({ $0.type != nil && $0.type != wanted })
    else { return }
    let key = FlagFindings.shown(reference.key)
    report.add(
      .typeMismatch,
      "`\(reference.call)` asks for a \(wanted.rawValue), but flag `\(key)` is a \(type.rawValue) flag",
      in: reference.path, at: reference.range, severity: severity(of: reference),
      help: "defined at \(first.path):\(first.range.line); the caller gets its own default instead of the flag's value")
  }
}
