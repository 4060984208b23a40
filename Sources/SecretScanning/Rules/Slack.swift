import GateModel

extension SecretRule.Family {
  static let slack = Self("slack", "Revoke it under https://api.slack.com/apps, or with the method `auth.revoke`.")
}

extension SecretRule {
  private static let slackTokens = "https://docs.slack.dev/authentication/tokens"

  static let slack: [SecretRule] = [
    SecretRule(
      "slack-bot-token", "Slack bot token", .slack, anchors: ["xoxb-"],
      match: .prefixed(
        .run(9...14, of: .digits), .literal("-"), .optional([.run(9...14, of: .digits), .literal("-")]),
        .run(18...34, of: .alphanumeric)),
      source: slackTokens,
      examples: { .token("xo" + "xb-", "\(Sample.digits(12))-\(Sample.digits(13))-\(Sample.alphanumeric(24))") }),
    SecretRule(
      "slack-user-token", "Slack user token", .slack, anchors: ["xoxp-"],
      match: .prefixed(
        .run(9...14, of: .digits), .literal("-"), .run(9...14, of: .digits), .literal("-"),
        .optional([.run(9...14, of: .digits), .literal("-")]), .run(24...34, of: .alphanumeric)),
      source: slackTokens,
      examples: {
        .token("xo" + "xp-", "\(Sample.digits(12))-\(Sample.digits(13))-\(Sample.digits(11))-\(Sample.hex(32))")
      }),
    SecretRule(
      "slack-app-token", "Slack app-level token", .slack, anchors: ["xapp-"],
      match: .prefixed(
        .run(1, of: .digits), .literal("-"), .run(8...13, of: .upperAlphanumeric), .literal("-"),
        .run(10...14, of: .digits),
        .literal("-"), .run(64, of: .hex)),
      source: slackTokens,
      examples: { .token("xa" + "pp-", "1-\(Sample.upper(11))-\(Sample.digits(13))-\(Sample.hex(64))") }),
    SecretRule(
      "slack-configuration-token", "Slack app configuration token", .slack,
      anchors: ["xoxe.xoxp-", "xoxe.xoxb-", "xoxe-"],
      match: .prefixed(.run(1, of: .digits), .literal("-"), .run(140...180, of: .alphanumeric)), source: slackTokens,
      examples: { .token("xo" + "xe-", "1-" + Sample.alphanumeric(146)) }),
    SecretRule(
      "slack-legacy-token", "Slack legacy token", .slack, anchors: ["xoxa-", "xoxr-", "xoxo-", "xoxs-"],
      match: .prefixed(then: 16...100, of: ByteClass("0-9A-Za-z-")), verify: [.entropy(3), .random],
      source: slackTokens,
      examples: { .token("xo" + "xa-", "2-\(Sample.digits(12))-\(Sample.alphanumeric(32))") }),
    SecretRule(
      "slack-workflow-token", "Slack workflow token", .slack, anchors: ["xwfp-"],
      match: .prefixed(then: 24...120, of: ByteClass("0-9A-Za-z-")), verify: [.entropy(3), .random], severity: .warning,
      source: slackTokens,
      examples: { .token("xw" + "fp-", "\(Sample.digits(12))-\(Sample.alphanumeric(32))") }),
    SecretRule(
      "slack-session-token", "Slack browser session token", .slack, anchors: ["xoxc-", "xoxd-"],
      match: .prefixed(then: 24...300, of: ByteClass("0-9A-Za-z%/+=-")), verify: [.entropy(3), .random],
      source: slackTokens,
      examples: { .token("xo" + "xc-", Sample.alphanumeric(66)) }),
    SecretRule(
      "slack-webhook", "Slack incoming webhook", .slack, anchors: ["hooks.slack.com/"],
      match: .prefixed(.either(["services/", "workflows/", "triggers/"]), .run(40...90, of: ByteClass("0-9A-Za-z+/"))),
      prefixCount: 25,
      source: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks",
      examples: {
        let path = "hooks." + "slack.com/services/T\(Sample.upper(10))/B\(Sample.upper(10))/\(Sample.alphanumeric(24))"
        return Examples(
          finds: ["url: https://\u{ab}\(path)\u{bb}"],
          ignores: [
            "https://hooks.slack.com/services/",
            "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
            "https://hooks.slack.com/services/YOUR/WEBHOOK/URL",
          ])
      }),
  ]
}
