import DocumentTree
import GateModel

/// Reads what only a check for secrets has.
enum SecretsDecoder {
  static func decode(_ fields: Fields, _ problems: inout Problems) -> CheckConfiguration.SecretSettings {
    var settings = CheckConfiguration.SecretSettings()
    if let node = fields["max_size"], let size = problems.size("max_size", node) { settings.maximumSize = size }
    if let node = fields["disable"], let rules = problems.strings("disable", node) {
      settings.disabledRules = Set(rules)
    }
    if let node = fields["archives"] { settings.opensArchives = problems.boolean("archives", node) ?? false }
    if let node = fields["baseline"] { settings.baseline = problems.directory("baseline", node) }
    if let node = fields["allow"], let items = problems.items("allow", node, allowsOne: false) {
      settings.allowed = items.compactMap { allowance($0, &problems) }
    }
    return settings
  }

  private static func allowance(_ node: DocumentNode, _ problems: inout Problems) -> SecretAllowance? {
    let keys = ConfigurationKeys.allowance
    guard let fields = Fields(node, place: "an entry of \"allow\"", named: "allow", known: keys, problems: &problems)
    else { return nil }
    let count = problems.errors.count
    var allowance = SecretAllowance(reason: "", line: node.start.line)
    if let node = fields["rule"] { allowance.rule = problems.string("rule", node) }
    if let node = fields["path"] {
      if problems.string("path", node) != nil { allowance.path = problems.patterns("path", node)?.first }
    }
    if let node = fields["fingerprint"] { allowance.fingerprint = problems.string("fingerprint", node) }
    if let node = fields["until"], let text = problems.string("until", node, expected: "a day, as in 2027-01-31") {
      allowance.until = CalendarDay(text)
      if allowance.until == nil {
        problems.report(.invalidValue(key: "until", problem: "expected a day, as in 2027-01-31"), at: node.start)
      }
    }
    if let node = fields["owner"] { allowance.owner = problems.string("owner", node) }
    if let node = fields.required("reason", &problems), let reason = problems.string("reason", node) {
      allowance.reason = reason
    }
    if ["rule", "path", "fingerprint"].allSatisfy({ fields[$0] == nil }) {
      let names = "one of \"rule\", \"path\" and \"fingerprint\""
      problems.report(.missingKey(names, place: fields.place), at: fields.position)
    }
    return problems.errors.count == count ? allowance : nil
  }
}
