import GateModel

extension SecretRule.Family {
  static let gitLab = Self(
    "gitlab", "Revoke it where GitLab lists access tokens: of the user, the project, the group or the runner.")
}

extension SecretRule {
  private static let gitLabTokens = "https://docs.gitlab.com/security/tokens/#token-prefixes"

  static let gitLab: [SecretRule] = [
    SecretRule(
      "gitlab-personal-access-token", "GitLab personal access token", .gitLab, anchors: ["glpat-"],
      match: .prefixed(then: 20...26, of: .base64URL), source: gitLabTokens,
      examples: { .token("gl" + "pat-", Sample.alphanumeric(20)) }),
    SecretRule(
      "gitlab-routable-token", "GitLab access token", .gitLab, anchors: ["glpat-", "glrt-", "gldt-", "glrtr-"],
      match: .prefixed(
        .run(27...300, of: .base64URL), .literal("."), .run(2, of: .lowerAlphanumeric),
        .optional([.literal("."), .run(2, of: .lowerAlphanumeric)]), .run(7, of: .lowerAlphanumeric)),
      verify: [.routableChecksum],
      source: "https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/",
      examples: {
        .token(
          "gl" + "pat-", String(Sample.checked("glpat-" + Sample.alphanumeric(32) + ".01.1a", by: .base36).dropFirst(6))
        )
      }),
    gitLabToken("gitlab-deploy-token", "GitLab deploy token", "gldt-", 20...20, of: .base64URL),
    gitLabToken("gitlab-trigger-token", "GitLab pipeline trigger token", "glptt-", 40...40, of: .hex),
    gitLabToken(
      "gitlab-runner-registration-token", "GitLab runner registration token", "GR1348941", 20...20, of: .base64URL),
    gitLabToken("gitlab-runner-token", "GitLab runner authentication token", "glrt-", 20...26, of: .base64URL),
    gitLabToken(
      "gitlab-registered-runner-token", "GitLab runner authentication token", "glrtr-", 20...26, of: .base64URL),
    gitLabToken("gitlab-workspace-token", "GitLab workspace token", "glwt-", 20...50, of: .base64URL),
    gitLabToken("gitlab-feed-token", "GitLab feed token", "glft-", 20...20, of: .base64URL),
    gitLabToken("gitlab-incoming-mail-token", "GitLab incoming mail token", "glimt-", 25...25, of: .base64URL),
    gitLabToken("gitlab-agent-token", "GitLab agent token for Kubernetes", "glagent-", 50...50, of: .base64URL),
    gitLabToken("gitlab-oauth-secret", "GitLab OAuth application secret", "gloas-", 64...64, of: .base64URL),
    gitLabToken("gitlab-scim-token", "GitLab SCIM token", "glsoat-", 20...20, of: .base64URL),
    gitLabToken("gitlab-feature-flags-token", "GitLab feature flags client token", "glffct-", 20...20, of: .base64URL),
    SecretRule(
      "gitlab-job-token", "GitLab CI job token", .gitLab, anchors: ["glcbt-"],
      match: .prefixed(.run(1...5, of: .alphanumeric), .literal("_"), .run(20, of: .base64URL)), severity: .warning,
      source: gitLabTokens, examples: { .token("glc" + "bt-", "64_" + Sample.alphanumeric(20)) }),
    SecretRule(
      "gitlab-session-cookie", "GitLab session cookie", .gitLab, anchors: ["_gitlab_session="],
      match: .prefixed(then: 32, of: .hex), severity: .warning,
      source: "https://docs.gitlab.com/user/profile/#cookies-used-for-sign-in",
      examples: {
        Examples(
          finds: ["Cookie: \u{ab}_gitlab_session=\(Sample.hex(32))\u{bb};"],
          ignores: ["_gitlab_session=", "_gitlab_session=abc", "_gitlab_session=" + String(repeating: "0", count: 32)])
      }),
  ]

  private static func gitLabToken(
    _ id: String, _ title: String, _ prefix: String, _ count: ClosedRange<Int>, of members: ByteClass
  ) -> SecretRule {
    SecretRule(
      id, title, .gitLab, anchors: [Anchor(prefix)], match: .prefixed(then: count, of: members), source: gitLabTokens,
      examples: { .token(prefix, Sample.text(count.lowerBound, of: members == .hex ? .hex : .alphanumeric)) })
  }
}
