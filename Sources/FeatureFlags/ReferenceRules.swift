import GateModel

/// What code asks for, held against what files define.
enum ReferenceRules {
  static func findings(definitions: [FlagDefinition], references: [FlagReference]) -> [Finding] {
    let byKey = Dictionary(grouping: definitions, by: \.key)
    let keys = byKey.keys.sorted()
    var suggestions: [String: String?] = [:]
    return references.compactMap { reference in
      guard let defined = byKey[reference.key] else {
        let nearest = suggestions[reference.key] ?? NearestName.match(for: reference.key, among: keys)
        suggestions[reference.key] = .some(nearest)
        return undefined(reference, nearest: nearest)
      }
      return mismatch(reference, defined)
    }
  }

  /// Tests run against providers of their own making, so there it is only worth a look.
  private static func severity(of reference: FlagReference) -> Severity { reference.isTest ? .warning : .error }

  private static func undefined(_ reference: FlagReference, nearest: String?) -> Finding {
    let key = FlagFindings.shown(reference.key)
    return Finding(
      rule: FlagRule.undefined.rawValue, severity: severity(of: reference),
      message: "`\(reference.call)` asks for flag `\(key)`, which no definition file has", path: reference.path,
      range: reference.range,
      help: nearest.map { "did you mean `\(FlagFindings.shown($0))`?" }
        ?? "define the flag, or remove the code that asks for it")
  }

  /// `nil` unless every definition of the flag has a known type and none has the one that is asked for.
  private static func mismatch(_ reference: FlagReference, _ defined: [FlagDefinition]) -> Finding? {
    guard let wanted = reference.type, let first = defined.first, let type = first.type,
      defined.allSatisfy({ $0.type != nil && $0.type != wanted })
    else { return nil }
    let key = FlagFindings.shown(reference.key)
    return Finding(
      rule: FlagRule.typeMismatch.rawValue, severity: severity(of: reference),
      message: "`\(reference.call)` asks for a \(wanted.rawValue), but flag `\(key)` is a \(type.rawValue) flag",
      path: reference.path, range: reference.range,
      help: "defined at \(first.path):\(first.range.line); the caller gets its own default instead of the flag's value")
  }
}
