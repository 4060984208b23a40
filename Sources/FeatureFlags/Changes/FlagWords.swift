/// What states serve, in words, and how words fit into Markdown.
enum FlagWords {
  static func serving(_ state: FlagState) -> String {
    guard state.isEnabled else { return "disabled" }
    let rest = outcome(state.fallback.value)
    switch state.branches.count(where: { $0.condition != .never }) {
    case 0: return rest
    case 1: return "\(rest) after 1 rule"
    case let rules: return "\(rest) after \(rules) rules"
    }
  }

  private static func outcome(_ outcome: FlagOutcome) -> String {
    switch outcome {
    case .variant(let name): "`\(FlagFindings.shown(name))` for all"
    case .split:
      outcome.variants.map { "`\(FlagFindings.shown($0))` \(percent(outcome.share(of: $0) ?? 0))" }
        .joined(separator: ", ")
    case .codeDefault: "the code's default"
    case .unknown: "what its rules say"
    }
  }

  /// `25 %`, `0.5 %`.
  static func percent(_ share: Int) -> String {
    let hundredth = FlagShare.whole / 100
    return share % hundredth == 0 ? "\(share / hundredth) %" : "\(Double(share) / Double(hundredth)) %"
  }

  static func code(_ text: String) -> String {
    let shown = cell(FlagFindings.shown(text))
    return shown.contains("`") ? "`` \(shown) ``" : "`\(shown)`"
  }

  /// Text that does not end its cell.
  static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
