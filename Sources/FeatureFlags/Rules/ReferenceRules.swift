import GateModel

/// What code asks for, held against what files define.
enum ReferenceRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    guard inspection.content.isComplete else { return }
    let byKey = Dictionary(grouping: inspection.content.flags, by: \.key)
    let keys = byKey.keys.sorted()
    var suggestions: [String: String?] = [:]
    for reference in inspection.content.references {
      guard let defined = byKey[reference.key] else {
        let nearest = suggestions[reference.key] ?? NearestName.match(for: reference.key, among: keys)
        suggestions[reference.key] = .some(nearest)
        reportUndefined(reference, nearest: nearest, &report)
        continue
      }
      checkType(of: reference, defined, &report)
    }
  }

  /// Tests run against providers of their own making, so there it is only worth a look.
  private static func severity(of reference: FlagReference) -> Severity { reference.isTest ? .warning : .error }

  private static func reportUndefined(_ reference: FlagReference, nearest: String?, _ report: inout FlagReport) {
    let key = FlagFindings.shown(reference.key)
    report.add(
      .undefined, "`\(reference.call)` asks for flag `\(key)`, which no definition file has", in: reference.path,
      at: reference.range, severity: severity(of: reference),
      help: nearest.map { "did you mean `\(FlagFindings.shown($0))`?" }
        ?? "define the flag, or remove the code that asks for it")
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
