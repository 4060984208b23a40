import DocumentTree
import GateModel

extension GitleaksConfiguration {
  /// The line that excepts what gate's rule `id` of `family` found; `nil` where none does. For gate's rules there are the lists
  /// for all rules, and what is said of gitleaks's rules for the same provider.
  func exception(
    id: String, family: String, _ secret: Range<Int>, in text: GitleaksText
  ) throws(SecretScanningError) -> Int? {
    for (name, position) in disabled where GitleaksRuleNames.mean(name, id: id, family: family) { return position.line }
    let concerned = additions.filter { GitleaksRuleNames.mean($0.id, id: id, family: family) }
    let subject = GitleaksAllowlist.Subject(secret: secret, match: secret)
    for list in allowlists + concerned.flatMap(\.allowlists) {
      if try list.allowsAll(of: text) { return list.position.line }
      if try list.allows(subject, in: text) { return list.position.line }
    }
    for rule in concerned where rule.entropy != 0 {
      if GitleaksEntropy.of(text.bytes[secret]) <= rule.entropy { return rule.position.line }
    }
    return nil
  }
}
