import GateModel

/// The defaults that code passes, held against each other and against what files define.
enum ReferenceDefaultRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let content = inspection.content
    guard content.isComplete else { return }
    let reads = content.references.filter { $0.kind == .read && !$0.isTest && $0.codeDefault != nil }
    guard !reads.isEmpty else { return }
    let defined = Dictionary(grouping: content.flags, by: \.key)
    for reference in reads {
      if let flags = defined[reference.key] { compare(reference, flags, &report) }
    }
    var byKey: [String: [FlagReference]] = [:]
    for reference in reads { byKey[reference.key, default: []].append(reference) }
    for reference in reads where byKey[reference.key]?.first == reference {
      compare(byKey[reference.key] ?? [], &report)
    }
  }

  /// The defaults that files declare for code; where there are none, what those get for whom no rule applies, in each
  /// state of the flag. Empty where one of them is not known.
  private static func defaults(of flags: [Flag]) -> [FlagValue] {
    var values = flags.compactMap { $0.codeDefault?.value }
    if !values.isEmpty { return values }
    for flag in flags {
      for state in flag.states where state.isEnabled {
        guard case .variant(let name) = state.fallback.value,
          let value = flag.variants.first(where: { $0.name == name })?.value
        else { return [] }
        if !values.contains(value) { values.append(value) }
      }
    }
    return values
  }

  private static func compare(_ reference: FlagReference, _ flags: [Flag], _ report: inout FlagReport) {
    let values = defaults(of: flags)
    let declaring = flags.first { $0.codeDefault != nil }
    guard let own = reference.codeDefault, let first = values.first, let flag = declaring ?? flags.first,
      !values.contains(own),
      values.allSatisfy({ $0.type == own.type && $0.type != .object })
    else { return }
    // Off until the flag is known is how code should begin.
    let isCautious = own == .boolean(false) && declaring == nil
    report.add(
      .defaultDiffers,
      "the code's default for flag `\(FlagFindings.shown(reference.key))` is \(text(own)), but its definition's is \(text(first))",
      in: reference.path, at: reference.range, severity: isCautious ? .note : nil,
      help: "defined at \(flag.path):\(flag.range.line); whoever the flag cannot be fetched for gets \(text(own))")
  }

  /// Reports the places whose default is not the one that most places pass.
  private static func compare(_ reads: [FlagReference], _ report: inout FlagReport) {
    var counts: [FlagValue: Int] = [:]
    for reference in reads { if let value = reference.codeDefault { counts[value, default: 0] += 1 } }
    guard counts.count > 1, Set(counts.keys.map(\.type)).count == 1,
      let most = reads.max(by: { left, right in
        let (one, other) = (counts[left.codeDefault ?? .null] ?? 0, counts[right.codeDefault ?? .null] ?? 0)
        return one < other
      }), let usual = most.codeDefault
    else { return }
    for reference in reads {
      guard let own = reference.codeDefault, own != usual else { continue }
      report.add(
        .defaultsConflict,
        "flag `\(FlagFindings.shown(reference.key))` is read with the default \(text(own)) here, and with \(text(usual)) elsewhere",
        in: reference.path, at: reference.range,
        help: "the other place is \(most.path):\(most.range.line); pass the same default, best from one constant")
    }
  }

  private static func text(_ value: FlagValue) -> String {
    switch value {
    case .boolean(let value): "`\(value)`"
    case .number(let value): "`\(value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)")`"
    case .string(let value): "`\"\(FlagFindings.shown(value))\"`"
    case .null: "`null`"
    case .list, .object: "another one"
    }
  }
}
