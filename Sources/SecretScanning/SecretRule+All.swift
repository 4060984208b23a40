extension SecretRule {
  /// Every rule, families in the order in which they are listed for people. Of two rules that match the same bytes equally
  /// well the earlier one tells.
  package static let all: [SecretRule] =
    aws + azure + google + gitHub + gitLab + slack + messaging + payments + artificialIntelligence + packages
    + infrastructure
    + observability + services + databases + models + pipelines + hosting
    + registries + commerce + wallets + mail + chat + telemetry + social + identity
    + tools + privateKeys + passwords + notes + generic
}
