extension SecretRule.Family {
  static let gitHub = Self("github", "Revoke it under https://github.com/settings/tokens or in the app's settings.")
}

extension SecretRule {
  private static let gitHubFormats =
    "https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/"

  static let gitHub: [SecretRule] = [
    gitHubToken("github-personal-access-token", "GitHub personal access token", "ghp_"),
    gitHubToken("github-oauth-token", "GitHub OAuth access token", "gho_"),
    gitHubToken("github-user-token", "GitHub app user token", "ghu_"),
    gitHubToken("github-installation-token", "GitHub app installation token", "ghs_"),
    SecretRule(
      "github-installation-token-long", "GitHub app installation token", .gitHub, anchors: ["ghs_"],
      match: .prefixed(then: 40...520, of: ByteClass("0-9A-Za-z_.-")), verify: [.mixedAlphabet], source: gitHubFormats,
      examples: { .token("gh" + "s_", Sample.alphanumeric(100), alsoIgnores: ["ghs_" + Sample.lower(60)]) }),
    SecretRule(
      "github-refresh-token", "GitHub refresh token", .gitHub, anchors: ["ghr_"],
      match: .prefixed(then: 36...76, of: .alphanumeric), verify: [.checksum(.base62)], source: gitHubFormats,
      examples: { .token("gh" + "r_", gitHubBody(70)) }),
    SecretRule(
      "github-fine-grained-token", "GitHub fine-grained personal access token", .gitHub, anchors: ["github_pat_"],
      match: .prefixed(then: 82, of: .word), verify: [.mixedAlphabet],
      source:
        "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
      examples: { .token("github" + "_pat_", Sample.alphanumeric(22) + "_" + Sample.alphanumeric(59)) }),
  ]

  private static func gitHubToken(_ id: String, _ title: String, _ prefix: String) -> SecretRule {
    SecretRule(
      id, title, .gitHub, anchors: [Anchor(prefix)], match: .prefixed(then: 36, of: .alphanumeric),
      verify: [.checksum(.base62)], source: gitHubFormats,
      examples: { .token(prefix, gitHubBody(30), alsoIgnores: [prefix + Sample.alphanumeric(35)]) })
  }

  private static func gitHubBody(_ count: Int) -> String {
    Sample.checked(Sample.alphanumeric(count), by: .base62)
  }
}
