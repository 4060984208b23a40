package import GateModel

/// How a flag is set in one environment.
package struct FlagState: Hashable, Sendable {
  /// The environment, `nil` where the file says nothing of environments: the state counts wherever the file does.
  package var environment: String?
  package var isEnabled: Bool
  /// Where it is switched on or off, or where the flag is defined.
  package var range: SourceRange
  /// The rules in the order in which they are tried.
  package var branches: [FlagBranch]
  /// What those get to whom no branch applies.
  package var fallback: Placed<FlagOutcome>
  /// What everybody gets while the flag is disabled.
  package var disabled: FlagOutcome
  /// The attributes of the context that the targeting asks for, at each place.
  package var attributes: [Placed<String>]
  /// The whole rule as JsonLogic, where the format is flagd's; references to evaluators are those of the file.
  package var targeting: FlagValue?
  /// The variant that is served where the rule chooses none; `nil` where the calling code's own default is.
  package var defaultVariant: String?
  package var facts = TargetingFacts()
  /// The attribute by which splits deal users out, where the definition names one.
  package var bucketing: Placed<String>?
  /// What is mixed into the dealing out, where the definition has it: another salt deals everybody out anew.
  package var salt: Placed<String>?
  /// What a schedule will serve, besides what is served now.
  package var later: [FlagOutcome] = []
  /// The time in which the flag is evaluated; outside of it the code's own default is served.
  package var window: FlagWindow?

  package init(
    environment: String? = nil, isEnabled: Bool, range: SourceRange, branches: [FlagBranch] = [],
    fallback: Placed<FlagOutcome>, disabled: FlagOutcome = .codeDefault, attributes: [Placed<String>] = [],
    targeting: FlagValue? = nil, defaultVariant: String? = nil
  ) {
    self.environment = environment
    self.isEnabled = isEnabled
    self.range = range
    self.branches = branches
    self.fallback = fallback
    self.disabled = disabled
    self.attributes = attributes
    self.targeting = targeting
    self.defaultVariant = defaultVariant
  }

  /// Every outcome that can come to pass, in order.
  package var outcomes: [FlagOutcome] {
    guard isEnabled else { return [disabled] }
    return branches.filter { $0.condition != .never }.map(\.outcome) + [fallback.value]
  }

  /// Of a hundred thousand users of whom nothing is known, between how many get `variant`.
  ///
  /// A branch with a condition may apply to none and to all of those who come to it.
  package func exposure(to variant: String) -> ClosedRange<Int> {
    guard isEnabled else {
      return disabled.share(of: variant).map { $0...$0 } ?? 0...FlagShare.whole
    }
    var (least, most) = (FlagShare.whole, 0)
    for branch in branches where branch.condition != .never {
      let share = branch.outcome.share(of: variant)
      (least, most) = (min(least, share ?? 0), max(most, share ?? FlagShare.whole))
      if branch.condition == .always { return least...max(least, most) }
    }
    let share = fallback.value.share(of: variant)
    (least, most) = (min(least, share ?? 0), max(most, share ?? FlagShare.whole))
    return least...max(least, most)
  }
}

/// One rule of a flag: whom it applies to, and what they get.
package struct FlagBranch: Hashable, Sendable {
  /// Whom a branch applies to, as far as that is known without a context.
  package enum Condition: Hashable, Sendable {
    case always
    case never
    case depends
  }

  /// Its name, where it has one.
  package var name: String?
  package var condition: Condition
  package var outcome: FlagOutcome
  /// The segments that its condition names.
  package var segments: [Placed<String>]
  /// The whole of it as it is written, where the format's rules are objects: by this changes of its condition are told.
  package var text: FlagValue?
  package var range: SourceRange

  package init(
    name: String? = nil, condition: Condition = .depends, outcome: FlagOutcome, segments: [Placed<String>] = [],
    range: SourceRange
  ) {
    self.name = name
    self.condition = condition
    self.outcome = outcome
    self.segments = segments
    self.range = range
  }
}
