import DocumentTree
import GateModel

/// One rule of a flag of go-feature-flag: to whom it applies and what they get.
///
/// https://gofeatureflag.org/docs/configure_flag/target-with-flags: a `progressiveRollout` counts before a `percentage`,
/// which counts before a `variation`.
struct GoRule {
  enum Use {
    case targeting
    case standard
    /// A change to a rule by a step of a schedule, which may name no more than what changes.
    case step
  }

  static let properties = ["name", "query", "variation", "percentage", "progressiveRollout", "disable"]

  private(set) var name: Placed<String>?
  private(set) var branch: FlagBranch
  /// The attributes that its query asks for.
  private(set) var attributes: [Placed<String>] = []
  /// Where its result is named.
  private(set) var resultRange: SourceRange
  /// What each variation gets, where it says.
  private(set) var percentages: [WeightedSplit.Share]?
  /// The variations that it names, each where it does.
  private(set) var variations: [Placed<String>] = []

  /// - Parameter known: the variations of the flag, `nil` where they are not known.
  init(_ object: FlagObject, use: Use, _ known: VariantNames?, _ findings: inout FlagFindings) {
    object.check(known: Self.properties, .ignored, of: .goFeatureFlag, &findings)
    name = object.text("name", &findings)
    resultRange = object.place.range
    branch = FlagBranch(name: name?.value, outcome: .unknown, range: object.place.range)
    branch.text = FlagValue(object.node)
    let isDisabled = use != .standard && object.boolean("disable", &findings)?.value == true
    if isDisabled { branch.condition = .never }
    if use == .targeting, !isDisabled, object["query"]?.keyText?.isEmpty ?? (object["query"] == nil) {
      branch.condition = .always
    }
    readQuery(object, isNeeded: use == .targeting && !isDisabled, &findings)
    readResult(object, use: use, isDisabled: isDisabled, &findings)
    if use != .step, let known {
      for name in variations { known.check(name, &findings) }
    }
  }

  private mutating func readQuery(_ object: FlagObject, isNeeded: Bool, _ findings: inout FlagFindings) {
    guard let node = object["query"], let query = object.text("query", &findings) else {
      if isNeeded, object["query"] == nil {
        findings.add(
          .ruleIncomplete, "\(object.title) has no `query`, so it applies to everybody", at: object.place,
          help: "add a query, or make it the `defaultRule`")
      }
      return
    }
    guard isNeeded else { return }
    if query.value.allSatisfy(\.isWhitespace) {
      findings.add(
        .ruleIncomplete, "the query of \(object.title) is empty, so it applies to everybody", at: query.range)
    } else {
      attributes = GoQuery.check(QuerySource(node, query.value), &findings)
    }
  }

  private mutating func readResult(
    _ object: FlagObject, use: Use, isDisabled: Bool, _ findings: inout FlagFindings
  ) {
    let given = ["progressiveRollout", "percentage", "variation"].filter { object[$0] != nil }
    if given.isEmpty, use != .step, !isDisabled {
      findings.add(
        .ruleIncomplete, "\(object.title) gives nothing", at: object.place,
        help: "add a `variation`, a `percentage` or a `progressiveRollout`")
    }
    if given.count > 1, let surplus = object.key(given[1]) {
      findings.add(
        .ruleAmbiguous, "\(object.title) has `\(given[0])` and `\(given[1])`; only `\(given[0])` counts", at: surplus)
    }
    if let variation = object.text("variation", &findings) {
      if given.first == "variation" { take(variation) }
    }
    if let percentage = object.object("percentage", "the percentages of \(object.title)", &findings) {
      readPercentages(percentage, use: use, counts: given.first == "percentage" && !isDisabled, &findings)
    }
    if let rollout = object.object("progressiveRollout", "the progressive rollout of \(object.title)", &findings) {
      let read = GoProgressiveRollout(rollout, isWhole: use != .step && !isDisabled, &findings)
      variations += read.variations
      (branch.outcome, resultRange) = (.unknown, rollout.place.range)
    }
    if isDisabled { variations = [] }
  }

  private mutating func take(_ variation: Placed<String>) {
    variations.append(variation)
    (branch.outcome, resultRange) = (.variant(variation.value), variation.range)
  }

  private mutating func readPercentages(
    _ object: FlagObject, use: Use, counts: Bool, _ findings: inout FlagFindings
  ) {
    var shares: [WeightedSplit.Share] = []
    for entry in object.entries {
      guard let variation = entry.key.keyText else { continue }
      guard case .number(let text) = entry.value.value else {
        findings.add(
          .shape,
          "the percentage of `\(FlagFindings.shown(variation))` is \(entry.value.value.article); it takes a number",
          at: entry.value)
        continue
      }
      shares.append(
        .init(
          variant: variation, name: entry.key.range,
          weight: Placed(NumberText.value(of: text), at: entry.value.range)))
    }
    percentages = shares
    guard counts else { return }
    variations += shares.map { Placed($0.variant, at: $0.name) }
    resultRange = object.place.range
    let split = WeightedSplit(
      shares: shares, scale: .goFeatureFlag, place: object.node.range, title: object.title)
    branch.outcome = split.outcome ?? .unknown
    if use == .step { return }
    if object.entries.isEmpty {
      findings.add(.ruleIncomplete, "\(object.title) are empty, so nobody gets anything", at: object.node)
    } else if shares.count == object.entries.count {
      // A key that stands twice is a finding by itself; here it would be a variant that does.
      var seen: Set<String> = []
      let last = Array(shares.reversed().filter { seen.insert($0.variant).inserted }.reversed())
      WeightedSplit(shares: last, scale: split.scale, place: split.place, title: split.title).check(&findings)
    }
  }
}
