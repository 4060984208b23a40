extension SecretRule {
  /// Every rule, families in the order in which they are listed for people. Of two rules that match the same bytes equally
  /// well the earlier one tells.
  package static let all: [SecretRule] = joined([
    aws, azure, google, gitHub, gitLab, slack, messaging, payments, artificialIntelligence, packages, infrastructure,
    observability, services, databases, models, pipelines, hosting, registries, commerce, wallets, mail, chat,
    telemetry,
    social, identity, tools, regional, platforms, records, privateKeys, passwords, commands, logins, directives,
    layouts, notes, credentialFiles, keyForms,
    generic,
  ])

  /// Every scan begins with this: `+` would copy the first rules once for each of the others.
  private static func joined(_ families: [[SecretRule]]) -> [SecretRule] {
    var all: [SecretRule] = []
    all.reserveCapacity(families.reduce(0) { $0 + $1.count })
    for family in families { all += family }
    return all
  }
}
