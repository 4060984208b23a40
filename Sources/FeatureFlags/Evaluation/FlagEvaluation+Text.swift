extension FlagEvaluation {
  /// What is served, for a person: `on = true`, or what else can be said.
  package var result: String {
    if let failure { return "\(failure.code.rawValue): \(failure.message)" }
    if let variant, let value {
      let text = value.json
      return "\(FlagFindings.shown(variant)) = \(text.count > 60 ? text.prefix(60) + "…" : text)"
    }
    switch outcome {
    case .split(let shares):
      let sum = Double(max(1, shares.reduce(0) { $0 + max(0, $1.weight) }))
      return shares.map { share in
        let tenths = (Double(max(0, share.weight)) * 1000 / sum).rounded() / 10
        return "\(FlagFindings.shown(share.variant)) \(NumberText.text(of: tenths)) %"
      }.joined(separator: ", ")
    case .variant(let name): return FlagFindings.shown(name)
    case .codeDefault: return "the code's own default"
    case .unknown: return "not known"
    case nil: return reason == .unknown ? "not known" : "the code's own default"
    }
  }

  /// Why, in a few words.
  package var explanation: String {
    switch reason {
    case .fixed: "everybody gets it"
    case .standard: "no rule applies"
    case .targetingMatch: "a rule applies"
    case .split: "by lot"
    case .disabled: "the flag is disabled"
    case .unknown: "gate does not evaluate the rules of this format"
    case .error: "it cannot be evaluated"
    }
  }

  /// The evaluation as JSON; `nil` members are null.
  package var json: FlagValue {
    let text = { (text: String?) in text.map { FlagValue.string($0) } ?? .null }
    var members: [FlagValue.Member] = [
      .init("flag", .string(key)), .init("file", text(path.map { "\($0)" })), .init("environment", text(environment)),
      .init("variant", text(variant)), .init("value", value ?? .null), .init("reason", .string(reason.rawValue)),
      .init("errorCode", text(failure?.code.rawValue)), .init("errorMessage", text(failure?.message)),
    ]
    if case .split(let shares) = outcome, variant == nil {
      members.append(
        .init(
          "split", .object(shares.map { .init($0.variant, .number(Double($0.weight))) })))
    }
    return .object(members)
  }
}
