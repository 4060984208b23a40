import DocumentTree
import GateModel

/// One activation strategy: a feature is on where any of its strategies says so.
///
/// https://docs.getunleash.io/concepts/activation-strategies
struct UnleashStrategy {
  private static let builtIn = [
    "default", "flexibleRollout", "userWithId", "gradualRolloutUserId", "gradualRolloutSessionId",
    "gradualRolloutRandom", "remoteAddress", "applicationHostname",
  ]

  private(set) var branch: FlagBranch
  private(set) var attributes: [Placed<String>] = []
  private(set) var bucketing: Placed<String>?
  private(set) var salt: Placed<String>?
  /// How many of a hundred thousand of those who meet its constraints it is on for, `nil` where that is not known.
  private(set) var share: Int?
  private(set) var isConstrained = false
  /// What those get for whom it is on, where it has variants of its own.
  private(set) var variants: UnleashVariants

  init(_ object: FlagObject, _ findings: inout FlagFindings) {
    object.check(
      known: [
        "id", "name", "title", "featureName", "environment", "projectId", "parameters", "constraints", "segments",
        "variants", "disabled", "sortOrder", "milestoneId", "createdAt",
      ], required: ["name"], .expected, of: .unleash, &findings)
    let title = object.text("title", &findings)
    branch = FlagBranch(name: title?.value, outcome: .unknown, range: object.place.range)
    branch.text = FlagValue(object.node)
    variants = UnleashVariants(object, &findings)
    for node in object.list("constraints", &findings) ?? [] {
      isConstrained = true
      if let attribute = UnleashConstraint.read(node, &findings) { attributes.append(attribute) }
    }
    for node in object.list("segments", &findings) ?? [] {
      isConstrained = true
      // The export names a segment by its number, or by an object that has it.
      let id = node.members?.member("id")?.value ?? node
      if let text = id.keyText { branch.segments.append(Placed(text, at: id.range)) }
    }
    let parameters = object.object("parameters", "the parameters of \(object.title)", &findings)
    if let name = object.text("name", &findings) { readName(name, parameters, &findings) }
    if object.boolean("disabled", &findings)?.value == true { (branch.condition, share) = (.never, 0) }
    if share == 0 { branch.condition = .never }
    if share == FlagShare.whole, !isConstrained { branch.condition = .always }
  }

  private mutating func readName(_ name: Placed<String>, _ parameters: FlagObject?, _ findings: inout FlagFindings) {
    branch.range = name.range
    if !Self.builtIn.contains(name.value) {
      // Others may be a project's own.
      if let meant = NearestName.match(for: name.value, among: Self.builtIn) {
        findings.add(
          .targetingOperator, "unknown strategy `\(FlagFindings.shown(name.value))`", at: name.range,
          severity: .warning,
          help: "did you mean `\(meant)`? a strategy that no client knows is never on")
      }
      return
    }
    switch name.value {
    case "default": share = FlagShare.whole
    case "flexibleRollout": readRollout("rollout", parameters, at: name, &findings)
    case "gradualRolloutUserId", "gradualRolloutSessionId", "gradualRolloutRandom":
      readRollout("percentage", parameters, at: name, &findings)
    default: break
    }
  }

  private mutating func readRollout(
    _ member: String, _ parameters: FlagObject?, at name: Placed<String>, _ findings: inout FlagFindings
  ) {
    guard let parameters, let node = parameters[member] else {
      findings.add(.ruleIncomplete, "the strategy has no parameter `\(member)`, so it is on for nobody", at: name.range)
      return
    }
    if let stickiness = parameters["stickiness"], let text = stickiness.keyText {
      bucketing = Placed(text, at: stickiness.range)
      if text.isEmpty {
        findings.add(
          .bucketing, "`stickiness` is empty, so everybody falls into the same bucket", at: stickiness,
          severity: .warning, help: "write `default`, or the name of an attribute")
      } else {
        BucketingAttribute.check(Placed(text, at: stickiness.range), of: "the strategy", &findings)
      }
    }
    if let group = parameters["groupId"], let text = group.keyText { salt = Placed(text, at: group.range) }
    guard let text = node.keyText, let percentage = Double(text) else {
      findings.add(.weightRange, "`\(member)` is no number between 0 and 100", at: node)
      return
    }
    if !(0...100).contains(percentage) {
      findings.add(
        .weightRange, "the percentage \(WeightedSplit.shown(percentage)) is not between 0 and 100", at: node)
    }
    share = max(0, min(FlagShare.whole, WeightedSplit.parts(percentage, of: 100)))
  }

  /// Gives those for whom it is on what the feature has for them.
  mutating func serve(_ outcome: FlagOutcome) {
    branch.outcome = variants.outcome ?? outcome
  }
}
