import GateModel

/// Holds the policies of a repository against what its environments set.
struct EnvironmentPolicies {
  private let groups: [EnvironmentGroup]
  private let settings: FlagSettings

  /// Keys whose values are known to be wrong in themselves, so that a policy about them says nothing new.
  private let told: Set<EnvironmentParity.ToldKey>

  init(_ groups: [EnvironmentGroup], _ settings: FlagSettings, told: Set<EnvironmentParity.ToldKey> = []) {
    self.groups = groups
    self.told = told
    self.settings = settings
  }

  func check(_ report: inout FlagReport) {
    for policy in settings.configuration.policies {
      guard let unknown = unknownEnvironment(in: policy) else {
        for group in groups { check(policy, in: group, &report) }
        continue
      }
      let known = groups.flatMap(\.files).map(\.environment)
      report.add(
        .environmentPolicyVoid,
        "the policy `\(FlagFindings.shown(policy.text))` is about `\(FlagFindings.shown(unknown))`, which no file configures",
        in: "gate.yml", at: policy.range,
        help: FlagFindings.suggestion(for: unknown, among: Set(known))
          ?? "the environments are \(FlagFindings.list(known))")
    }
  }

  /// An environment that the policy names and no group has, `nil` where it names none such.
  private func unknownEnvironment(in policy: EnvironmentPolicy) -> String? {
    let isKnown = { (name: String) in groups.contains { $0.file(of: name) != nil } }
    if let environments = policy.environments { return environments.first { $0 != "*" && !isKnown($0) } }
    return policy.keys.lazy.map { String($0.name.prefix { $0 != "." }) }.first { !isKnown($0) }
  }

  private func check(_ policy: EnvironmentPolicy, in group: EnvironmentGroup, _ report: inout FlagReport) {
    guard let environments = policy.environments else {
      let isWhole = policy.keys.allSatisfy { key in group.file(of: String(key.name.prefix { $0 != "." })) != nil }
      if isWhole { judge(policy, PolicyJudge(group: group, own: nil), &report) }
      return
    }
    for file in group.files
    where environments.contains("*") || environments.contains(where: { group.file(of: $0) == file }) {
      judge(policy, PolicyJudge(group: group, own: file), &report)
    }
  }

  private func isTold(_ found: PolicyJudge.Found) -> Bool {
    var name = found.name[...]
    while true {
      if told.contains(EnvironmentParity.ToldKey(path: found.file.path, name: String(name))) { return true }
      guard let dot = name.lastIndex(of: ".") else { return false }
      name = name[..<dot]
    }
  }

  private func judge(_ policy: EnvironmentPolicy, _ judge: PolicyJudge, _ report: inout FlagReport) {
    guard case .broken(let operands) = judge.judgement(of: policy.expression), !operands.contains(where: isTold)
    else { return }
    // What is set latest on the way to production is what has to be right.
    let rank = { (operand: PolicyJudge.Found) in judge.group.files.firstIndex(of: operand.file) ?? 0 }
    guard
      let blamed = operands.enumerated().max(by: { (rank($0.element), -$0.offset) < (rank($1.element), -$1.offset) })
    else { return }
    let facts = operands.prefix(4).map(\.fact)
    let distinct = facts.enumerated().filter { facts.firstIndex(of: $0.element) == $0.offset }.map(\.element)
    report.add(
      .environmentPolicy,
      "the policy `\(FlagFindings.shown(policy.text))` is broken: \(distinct.joined(separator: ", "))",
      in: blamed.element.file.path, at: blamed.element.range,
      help: "change what is set here, or the policy\(policy.range.map { " at gate.yml:\($0.line)" } ?? "")")
  }
}
