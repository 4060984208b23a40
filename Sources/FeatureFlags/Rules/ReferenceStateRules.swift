import GateModel

/// Code that asks for flags which can only give one answer, or soon none.
enum ReferenceStateRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let content = inspection.content
    guard content.isComplete else { return }
    let defined = Dictionary(grouping: content.flags, by: \.key)
    for reference in content.references where reference.kind == .read && !reference.isTest {
      guard let flags = defined[reference.key], let flag = flags.first else { continue }
      let key = FlagFindings.shown(reference.key)
      if let archived = flags.first(where: \.metadata.isArchived) {
        report.add(
          .archivedRead, "code asks for flag `\(key)`, which is archived", in: reference.path, at: reference.range,
          help:
            "as \(archived.path):\(archived.range.line) says; remove the branch that is no longer taken, and the call")
      } else if flags.contains(where: { !$0.states.isEmpty }),
        flags.allSatisfy({ $0.states.allSatisfy { !$0.isEnabled } })
      {
        report.add(
          .disabledRead, "code asks for flag `\(key)`, which is disabled wherever it is defined",
          in: reference.path, at: reference.range,
          help: "defined at \(flag.path):\(flag.range.line); the code gets its default until the flag is enabled")
      }
    }
  }
}
