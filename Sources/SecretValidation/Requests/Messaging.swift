extension ValidationRequest {
  /// Mail, chat and telephony.
  static let messaging: [ValidationRequest] = [
    ValidationRequest(
      ["slack-bot-token", "slack-user-token", "slack-legacy-token", "slack-configuration-token"], at: ["slack.com"],
      ["/api/auth.test"], .post,
      answers: [
        .yes(200, holding: #""ok":true"#), .no(200, holding: "invalid_auth"), .no(200, holding: "account_inactive"),
        .no(200, holding: "token_revoked"), .no(200, holding: "token_expired"),
      ], source: "https://docs.slack.dev/reference/methods/auth.test"),
    // Without a text there is no message to post.
    ValidationRequest(
      ["slack-webhook"], at: ["hooks.slack.com"], ["/{token}"], by: .path, .post, body: "{}",
      prefix: "hooks.slack.com/",
      answers: [
        .yes(400, holding: "no_text"), .yes(400, holding: "invalid_payload"), .no(404, holding: "no_service"),
        .no(403, holding: "invalid_token"), .no(404, holding: "no_team"),
      ], source: "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"),
    ValidationRequest(
      ["sendgrid-api-key"], at: ["api.sendgrid.com", "api.eu.sendgrid.com"], ["/v3/scopes"],
      source: "https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions"),
    ValidationRequest(
      ["mailgun-api-key", "mailgun-signing-key"], at: ["api.mailgun.net", "api.eu.mailgun.net"],
      ["/v3/domains?limit=1"], by: .password(of: "api"),
      doubt: "a key that signs, or that sends only, is not verified there",
      source: "https://documentation.mailgun.com/docs/mailgun/api-reference/openapi-final/tag/Domains/"),
    ValidationRequest(
      ["mailchimp-api-key"], at: ["{suffix}.api.mailchimp.com"], ["/3.0/ping"], by: .password(of: "gate"),
      answers: [.no(403, holding: "deactivated")], source: "https://mailchimp.com/developer/marketing/api/ping/"),
    ValidationRequest(
      ["brevo-api-key"], at: ["api.brevo.com"], ["/v3/account"], by: .header("api-key"),
      doubt: "a key for SMTP is not verified there", source: "https://developers.brevo.com/reference/getaccount"),
    ValidationRequest(
      ["twilio-auth-token"], at: ["api.twilio.com"], ["/2010-04-01/Accounts/{pair}.json"], by: .pairedPassword,
      companion: Companion(prefix: "AC", count: 32, alphabet: .hex),
      source: "https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource"),
    ValidationRequest(
      ["telegram-bot-token"], at: ["api.telegram.org"], ["/bot{token}/getMe"], by: .path, answers: [.no(404)],
      source: "https://core.telegram.org/bots/api#getme"),
    ValidationRequest(
      ["discord-bot-token"], at: ["discord.com"], ["/api/v10/users/@me"], by: .header("Authorization", before: "Bot "),
      source: "https://discord.com/developers/docs/resources/user#get-current-user"),
    ValidationRequest(
      ["discord-webhook"], at: ["discord.com"], ["/api/webhooks/{token}"], by: .path, answers: [.no(404)],
      source: "https://discord.com/developers/docs/resources/webhook#get-webhook-with-token"),
    ValidationRequest(
      ["facebook-access-token"], at: ["graph.facebook.com"], ["/v19.0/me?fields=id"],
      answers: [.no(400, holding: #""code":190"#)],
      source: "https://developers.facebook.com/docs/graph-api/guides/error-handling/"),
  ]
}
