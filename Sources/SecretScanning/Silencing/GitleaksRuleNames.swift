/// Rules by the names that gitleaks has for them.
enum GitleaksRuleNames {
  /// Names of which the first word is not the one that gate's rule begins with.
  private static let others: [String: Set<String>] = [
    "jwt": ["json"], "curl": ["basic", "url"], "gcp": ["google"], "sidekiq": ["url"],
  ]

  /// Whether gitleaks's `name` is for what the rule `id` of `family` finds: the same name, or the same provider. gitleaks divides
  /// what a provider issues into rules in its own way.
  static func mean(_ name: String, id: String, family: String) -> Bool {
    if name == id { return true }
    let word = first(name)
    let own = first(id)
    if word == "generic" { return own == "generic" }
    return word == own || word == family || others[word]?.contains(own) ?? false
  }

  private static func first(_ name: String) -> String { String(name.prefix { $0 != "-" }) }
}
