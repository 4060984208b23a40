/// Rules by the names that gitleaks has for them.
enum GitleaksRuleNames {
  /// Names of which the first word is not the one that gate's rule begins with.
  private static let others: [String: Set<String>] = [
    "jwt": ["json"], "jwt-base64": ["json"], "curl-auth-header": ["basic"], "curl-auth-user": ["basic", "url"],
    "gcp": ["google"], "sidekiq": ["url"], "npm": ["npm"], "pypi": ["pypi"],
  ]

  /// Whether gitleaks's `name` is for what `rule` finds: the same name, or the same provider. gitleaks divides what a provider
  /// issues into rules in its own way, and its generic rule finds what gate has a provider's rule for.
  static func mean(_ name: String, _ rule: SecretRule) -> Bool {
    if name == rule.id || name.hasPrefix("generic") { return true }
    let word = first(name)
    let own = first(rule.id)
    return word == own || word == rule.family.name || others[name]?.contains(own) ?? false
      || others[word]?.contains(own) ?? false
  }

  private static func first(_ name: String) -> String { String(name.prefix { $0 != "-" }) }
}
