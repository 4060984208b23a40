import GateModel

extension SecretRule.Family {
  static let sendGrid = Self("sendgrid", "Delete it under https://app.sendgrid.com/settings/api_keys.")
  static let mailgun = Self("mailgun", "Roll it under https://app.mailgun.com/settings/api_security.")
  static let mailchimp = Self("mailchimp", "Revoke it under Account, Extras, API keys of Mailchimp.")
  static let brevo = Self("brevo", "Delete it under https://app.brevo.com/settings/keys/api.")
  static let twilio = Self("twilio", "Delete the API key or rotate the auth token in the Twilio console.")
  static let telegram = Self("telegram", "Let @BotFather revoke it (`/revoke`).")
  static let discord = Self(
    "discord", "Reset it under https://discord.com/developers/applications (a webhook: in the channel's settings).")
  static let teams = Self("teams", "Remove the webhook from the channel's connectors.")
}

extension SecretRule {
  static let messaging: [SecretRule] = [
    SecretRule(
      "sendgrid-api-key", "SendGrid API key", .sendGrid, anchors: ["SG."],
      match: .prefixed(.run(22, of: .base64URL), .literal("."), .run(43, of: .base64URL)),
      source: "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys",
      examples: { .token("S" + "G.", Sample.alphanumeric(22) + "." + Sample.alphanumeric(43)) }),
    .token(
      "mailgun-api-key", "Mailgun API key", .mailgun, "key-", 32, of: .hex,
      source: "https://documentation.mailgun.com/docs/mailgun/api-reference/"),
    SecretRule(
      "mailgun-signing-key", "Mailgun key", .mailgun, anchors: [.ignoringCase("mailgun")],
      match: .assigned(
        to: ["key", "token", "secret"], .run(32, of: .hex), .literal("-"), .run(8, of: .hex), .literal("-"),
        .run(8, of: .hex)),
      source: "https://documentation.mailgun.com/docs/mailgun/api-reference/",
      examples: { .assignment("MAILGUN_API_KEY", "\(Sample.hex(32))-\(Sample.hex(8))-\(Sample.hex(8, seed: 2))") }),
    SecretRule(
      "mailchimp-api-key", "Mailchimp API key", .mailchimp, anchors: ["-us"],
      match: .around(32...32, of: .hex, then: .run(1...2, of: .digits)),
      source: "https://mailchimp.com/help/about-api-keys/",
      examples: {
        Examples(
          finds: [
            "key = \u{ab}\(Sample.hex(32))" + "-us" + "12\u{bb}", "'\u{ab}\(Sample.hex(32))" + "-us" + "6\u{bb}'",
          ],
          ignores: [
            "en-us12", Sample.hex(31) + "-us12", Sample.hex(32) + "-us", String(repeating: "0", count: 32) + "-us1",
          ])
      }),
    SecretRule(
      "brevo-api-key", "Brevo API key", .brevo, anchors: ["xkeysib-", "xsmtpsib-"],
      match: .prefixed(.run(64, of: .anyCaseHex), .literal("-"), .run(16, of: .alphanumeric)),
      source: "https://developers.brevo.com/docs/getting-started",
      examples: { .token("xkey" + "sib-", Sample.hex(64) + "-" + Sample.alphanumeric(16)) }),
    SecretRule(
      "twilio-api-key", "Twilio API key SID", .twilio, anchors: ["SK"], match: .prefixed(then: 32, of: .hex),
      verify: [.entropy(3)], severity: .warning,
      source: "https://www.twilio.com/docs/iam/api-keys",
      examples: {
        Examples(
          finds: ["twilio: \u{ab}" + "S" + "K\(Sample.hex(32))\u{bb}"],
          ignores: ["key: SK" + Sample.hex(31), "twilio SK" + Sample.hex(20), "TASK" + Sample.hex(32)])
      }),
    .named(
      "twilio-auth-token", "Twilio auth token", .twilio, keywords: ["twilio"], names: ["token", "secret"], 32...32,
      of: .hex,
      example: "TWILIO_AUTH_TOKEN", source: "https://www.twilio.com/docs/iam/access-tokens"),
    SecretRule(
      "telegram-bot-token", "Telegram bot token", .telegram, anchors: [":AA"],
      match: .around(8...10, of: .digits, then: .run(33, of: .base64URL)), verify: [.mixedAlphabet],
      source: "https://core.telegram.org/bots/api#authorizing-your-bot",
      examples: {
        let token = Sample.digits(10) + ":" + "AA" + Sample.alphanumeric(33)
        return Examples(
          finds: ["bot = '\u{ab}\(token)\u{bb}'", "https://api.telegram.org/bot/\u{ab}\(token)\u{bb}/getMe"],
          ignores: [
            "12:AA", Sample.digits(4) + ":AA" + Sample.alphanumeric(33),
            Sample.digits(9) + ":AA" + Sample.alphanumeric(12),
          ])
      }),
    SecretRule(
      "discord-bot-token", "Discord bot token", .discord,
      anchors: Anchor.ignoringCase(["discord", "bot_token", "bottoken", "\"bot ", "bot.run(", "client.run(", ".login("]
      ),
      match: .patternBehind(
        #"(?:(?<![\w-])|(?<=\\[nrt]))([MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,40})(?![\w-])"#,
        within: 200),
      verify: [.mixedAlphabet, .base64Snowflake],
      source: "https://discord.com/developers/docs/reference#authentication",
      examples: {
        let token =
          Sample.encoded("184520963" + Sample.digits(9)) + "." + Sample.alphanumeric(6) + "." + Sample.alphanumeric(38)
        return Examples(
          finds: [
            "DISCORD_TOKEN=\u{ab}\(token)\u{bb}",
            "discord: \u{ab}M\(Sample.alphanumeric(23)).\(Sample.alphanumeric(6)).\(Sample.alphanumeric(38))\u{bb}",
          ],
          ignores: ["discord = 1", "discord \(token.dropLast(20))", "token = \(token)"])
      }),
    SecretRule(
      "discord-webhook", "Discord webhook", .discord, anchors: ["/api/webhooks/"],
      match: .pattern(
        #"discord(?:app)?\.com/api/webhooks/([0-9]{17,20}/[A-Za-z0-9_-]{60,72})"#, before: 14, after: 100),
      source: "https://discord.com/developers/docs/resources/webhook",
      examples: {
        Examples(
          finds: ["https://discord.com" + "/api/webhooks/\u{ab}\(Sample.digits(18))/\(Sample.alphanumeric(68))\u{bb}"],
          ignores: ["https://discord.com/api/webhooks/", "https://discord.com/api/webhooks/123/abc"])
      }),
    SecretRule(
      "teams-webhook", "Microsoft Teams webhook", .teams, anchors: ["webhook.office.com/webhookb2/"],
      match: .prefixed(
        .run(36, of: ByteClass("0-9a-f-")), .literal("@"), .run(36, of: ByteClass("0-9a-f-")),
        .literal("/IncomingWebhook/"),
        .run(32, of: .alphanumeric), .literal("/"), .run(36, of: ByteClass("0-9a-f-"))),
      source: "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
      examples: {
        let path = "\(Sample.uuid())@\(Sample.uuid(seed: 7))/IncomingWebhook/\(Sample.hex(32))/\(Sample.uuid(seed: 9))"
        return Examples(
          finds: ["https://corp.\u{ab}webhook.office.com" + "/webhookb2/\(path)\u{bb}"],
          ignores: [
            "https://corp.webhook.office.com/webhookb2/", "webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d",
          ])
      }),
  ]
}
