import GateModel

extension SecretRule.Family {
  static let line = Self("line", "Reissue it in the channel's page at https://developers.line.biz/console/.")
  static let vonage = Self("vonage", "Rotate it under https://dashboard.nexmo.com/settings.")
  static let messageBird = Self("messagebird", "Delete it under https://dashboard.messagebird.com/developers/access.")
  static let telnyx = Self("telnyx", "Delete it under https://portal.telnyx.com/#/api-keys.")
  static let plivo = Self("plivo", "Regenerate it under https://console.plivo.com/dashboard/.")
  static let pusher = Self("pusher", "Delete it in the app's keys at https://dashboard.pusher.com/.")
  static let pubNub = Self("pubnub", "Regenerate it in the keyset's page at https://admin.pubnub.com/.")
  static let ably = Self("ably", "Revoke it in the app's API keys at https://ably.com/accounts.")
  static let matrix = Self("matrix", "Log the session out (`POST /_matrix/client/v3/logout`).")
  static let zoom = Self("zoom", "Regenerate it in the app's credentials at https://marketplace.zoom.us/.")
  static let webex = Self("webex", "Regenerate it under https://developer.webex.com/my-apps.")
  static let zulip = Self("zulip", "Regenerate it in the bot's settings in Zulip.")
  static let mattermost = Self("mattermost", "Delete it in Mattermost, under Security, Personal access tokens.")
  static let pushbullet = Self("pushbullet", "Reset it under https://www.pushbullet.com/#settings/account.")
  static let pushover = Self("pushover", "Regenerate it in the application's page at https://pushover.net/.")
  static let ntfy = Self("ntfy", "Delete it in the ntfy account, under Access tokens.")
  static let googleChat = Self("google-chat", "Delete the webhook in the space's settings, under Apps & integrations.")
  static let intercom = Self(
    "intercom", "Rotate it in the app's settings in Intercom's developer hub, under Authentication.")
  static let zendesk = Self("zendesk", "Delete it in Zendesk's admin centre, under Apps and integrations, API tokens.")
  static let freshworks = Self("freshworks", "Reset it in the profile settings of Freshdesk.")
  static let hook = Self("webhook", "Delete the hook where it was made, and make a new one.")
}

extension SecretRule {
  static let chat: [SecretRule] = chatServices + supportAndHooks

  private static let chatServices: [SecretRule] = [
    .named(
      "line-channel-token", "LINE channel access token", .line,
      keywords: ["line_channel", "line_access", "channel_access"],
      names: ["token"], 172, of: ByteClass("0-9A-Za-z+/="), example: "LINE_CHANNEL_ACCESS_TOKEN",
      source: "https://developers.line.biz/en/docs/basics/channel-access-token/"),
    .named(
      "line-channel-secret", "LINE channel secret", .line, keywords: ["line_channel", "line_secret"], names: ["secret"],
      32, of: .hex, example: "LINE_CHANNEL_SECRET",
      source: "https://developers.line.biz/en/docs/basics/channel-access-token/"),
    .named(
      "vonage-api-secret", "Vonage API secret", .vonage, keywords: ["vonage", "nexmo"], names: ["secret"], 16,
      of: .alphanumeric, example: "VONAGE_API_SECRET",
      source: "https://developer.vonage.com/en/getting-started/concepts/authentication"),
    .named(
      "messagebird-access-key", "MessageBird access key", .messageBird, keywords: ["messagebird"],
      names: ["key", "token"], 25, of: .alphanumeric, example: "MESSAGEBIRD_ACCESS_KEY",
      source: "https://developers.messagebird.com/api/#authentication"),
    .shaped(
      "telnyx-api-key", "Telnyx API key", .telnyx, ["KEY0"],
      [.run(31, of: .upperAlphanumeric), .literal("_"), .run(22, of: .alphanumeric)],
      source: "https://developers.telnyx.com/docs/api/v2/overview",
      body: { "\(Sample.upper(31))_\(Sample.alphanumeric(22))" }),
    .named(
      "plivo-auth-token", "Plivo auth token", .plivo, keywords: ["plivo"], names: ["token"], 40, of: .alphanumeric,
      example: "PLIVO_AUTH_TOKEN", source: "https://www.plivo.com/docs/api/overview"),
    .named(
      "pusher-secret", "Pusher secret", .pusher, keywords: ["pusher"], names: ["secret"], 20, of: .hex,
      example: "PUSHER_APP_SECRET", source: "https://pusher.com/docs/channels/library_auth_reference/rest-api/"),
    .shaped(
      "pubnub-secret-key", "PubNub secret key", .pubNub, ["sec-c-"], [.run(36...60, of: ByteClass("0-9A-Za-z=-"))],
      verify: [.random], source: "https://www.pubnub.com/docs/general/basics/set-up-your-account",
      body: { Sample.alphanumeric(48) }),
    .namedShape(
      "ably-api-key", "Ably API key", .ably, keywords: ["ably"], names: ["key"],
      [.run(6, of: .base64URL), .literal("."), .run(6, of: .base64URL), .literal(":"), .run(40...50, of: .base64URL)],
      example: "ABLY_API_KEY", source: "https://ably.com/docs/auth/basic",
      value: { "\(Sample.alphanumeric(6)).\(Sample.alphanumeric(6)):\(Sample.alphanumeric(43))" }),
    .shaped(
      "matrix-access-token", "Matrix access token", .matrix, ["syt_"],
      [
        .run(2...120, of: ByteClass("0-9A-Za-z")), .literal("_"), .run(20, of: .alphanumeric), .literal("_"),
        .run(6, of: .alphanumeric),
      ],
      source: "https://spec.matrix.org/latest/client-server-api/#client-authentication",
      body: { "\(Sample.alphanumeric(8))_\(Sample.alphanumeric(20))_\(Sample.alphanumeric(6))" }),
    .named(
      "zoom-client-secret", "Zoom client secret", .zoom, keywords: ["zoom"], names: ["secret"], 32, of: .alphanumeric,
      example: "ZOOM_CLIENT_SECRET", source: "https://developers.zoom.us/docs/internal-apps/s2s-oauth/"),
    .named(
      "webex-token", "Webex token", .webex, keywords: ["webex"], names: ["token", "secret"], 64...106, of: .base64URL,
      example: "WEBEX_ACCESS_TOKEN", source: "https://developer.webex.com/docs/bots"),
    .named(
      "zulip-api-key", "Zulip API key", .zulip, keywords: ["zulip"], names: ["key"], 32, of: .alphanumeric,
      example: "ZULIP_API_KEY", source: "https://zulip.com/api/api-keys"),
    .named(
      "mattermost-token", "Mattermost access token", .mattermost, keywords: ["mattermost", "mm_token"],
      names: ["token", "secret"], 26, of: .lowerAlphanumeric, example: "MATTERMOST_TOKEN",
      source: "https://developers.mattermost.com/integrate/reference/personal-access-token/"),
    .namedShape(
      "pushbullet-token", "Pushbullet access token", .pushbullet, keywords: ["pushbullet"], names: ["token", "key"],
      [.literal("o."), .run(32, of: .alphanumeric)], example: "PUSHBULLET_TOKEN",
      source: "https://docs.pushbullet.com/#authentication", value: { "o" + "." + Sample.alphanumeric(32) }),
    .named(
      "pushover-token", "Pushover token", .pushover, keywords: ["pushover"], names: ["token", "key"], 30,
      of: .lowerAlphanumeric, example: "PUSHOVER_TOKEN", source: "https://pushover.net/api"),
    .token(
      "ntfy-token", "ntfy access token", .ntfy, "tk_", 29, of: .lowerAlphanumeric, verify: [.random, .entropy(3.3)],
      source: "https://docs.ntfy.sh/config/#access-tokens"),
    .named(
      "slack-signing-secret", "Slack signing or client secret", .slack, keywords: ["slack"], names: ["secret"], 32,
      of: .hex, example: "SLACK_SIGNING_SECRET",
      source: "https://docs.slack.dev/authentication/verifying-requests-from-slack"),
    .named(
      "discord-client-secret", "Discord client secret", .discord, keywords: ["discord"], names: ["secret"], 32,
      of: .base64URL, example: "DISCORD_CLIENT_SECRET", source: "https://discord.com/developers/docs/topics/oauth2"),
    .namedShape(
      "discord-bot-token-named", "Discord bot token", .discord, keywords: ["token"], names: [],
      [
        .either(["M", "N", "O"]), .run(23...27, of: .base64URL), .literal("."), .run(6, of: .base64URL), .literal("."),
        .run(27...40, of: .base64URL),
      ],
      verify: [.mixedAlphabet, .base64Snowflake], example: "TOKEN",
      source: "https://discord.com/developers/docs/reference#authentication",
      value: {
        Sample.encoded("184520963" + Sample.digits(9)) + "." + Sample.alphanumeric(6) + "." + Sample.alphanumeric(38)
      }),
    .namedShape(
      "telegram-bot-token-named", "Telegram bot token", .telegram,
      keywords: ["telegram", "tg_bot", "bot_token", "bottoken"],
      names: ["token", "key"], [.run(8...10, of: .digits), .literal(":"), .run(35, of: .base64URL)],
      example: "TELEGRAM_BOT_TOKEN", source: "https://core.telegram.org/bots/api#authorizing-your-bot",
      value: { "\(Sample.digits(10)):\(Sample.alphanumeric(35))" }),
    SecretRule(
      "telegram-bot-address", "Telegram bot token in an address", .telegram, anchors: ["api.telegram.org/bot"],
      match: .pattern(#"/bot([0-9]{8,10}:[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"#, before: 0, after: 60),
      source: "https://core.telegram.org/bots/api#making-requests",
      examples: {
        Examples(
          finds: [
            "curl https://api.telegram.org/bot\u{ab}\(Sample.digits(9)):A" + "A\(Sample.alphanumeric(33))\u{bb}/getMe"
          ],
          ignores: ["https://api.telegram.org/bot<token>/getMe", "https://api.telegram.org/bot12:AA/getMe"])
      }),
    .named(
      "twilio-api-secret", "Twilio API key secret", .twilio, keywords: ["twilio"], names: ["secret"], 32,
      of: .alphanumeric, example: "TWILIO_API_SECRET", source: "https://www.twilio.com/docs/iam/api-keys"),
    SecretRule(
      "twilio-auth-token-beside-sid", "Twilio auth token", .twilio,
      anchors: "0123456789abcdef".map { Anchor("AC\($0)") },
      match: .pattern(
        #"AC[0-9a-f]{32}(?![0-9A-Za-z])(?:[^\r\n]{0,120}(?:\r?\n|$)){0,3}?[^\r\n]{0,100}?(?<![0-9A-Za-z])([0-9a-f]{32})(?![0-9A-Za-z])"#,
        before: 0, after: 420),
      verify: [.entropy(3)], source: "https://www.twilio.com/docs/iam/access-tokens",
      examples: {
        let sid = "A" + "C" + Sample.hex(32, seed: 4)
        return Examples(
          finds: [
            "curl -u \(sid):\u{ab}\(Sample.hex(32))\u{bb} https://api.twilio.com/",
            "\(sid),\u{ab}\(Sample.hex(32))\u{bb}\n",
            "sid: \(sid)\nauth: \"\u{ab}\(Sample.hex(32))\u{bb}\"\n",
          ],
          ignores: [sid, "\(sid)\n\n\n\n\n\n\(Sample.hex(32))", "AC" + Sample.hex(20) + " " + Sample.hex(32)])
      }),
  ]

  private static let supportAndHooks: [SecretRule] = [
    .shaped(
      "intercom-access-token", "Intercom access token", .intercom, ["dG9rO"],
      [.run(50...60, of: ByteClass("0-9A-Za-z+/="))],
      verify: [.base64Marked(prefix: 0, "tok:")],
      source: "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication",
      body: { String(Sample.encoded("tok:\(Sample.hex(8))_\(Sample.hex(32))").dropFirst(5)) }),
    .named(
      "zendesk-token", "Zendesk API token", .zendesk, keywords: ["zendesk"], names: ["token", "secret", "key"], 40...64,
      of: .alphanumeric, example: "ZENDESK_API_TOKEN",
      source: "https://developer.zendesk.com/api-reference/introduction/security-and-auth/"),
    .named(
      "freshdesk-api-key", "Freshdesk API key", .freshworks, keywords: ["freshdesk", "freshservice"], names: ["key"],
      20, of: .alphanumeric, example: "FRESHDESK_API_KEY",
      source: "https://developers.freshdesk.com/api/#authentication"),
    .shaped(
      "google-chat-webhook", "Google Chat webhook", .googleChat, ["chat.googleapis.com/v1/spaces/"],
      [
        .run(8...20, of: .base64URL), .literal("/messages?key="), .run(39, of: .base64URL), .literal("&token="),
        .run(40...60, of: ByteClass("0-9A-Za-z_%-")),
      ],
      source: "https://developers.google.com/workspace/chat/quickstart/webhooks",
      body: {
        "\(Sample.alphanumeric(11))/messages?key=" + "AI"
          + "za\(Sample.alphanumeric(35))&token=\(Sample.alphanumeric(43))"
      }),
    .address(
      "zapier-webhook", "Zapier webhook", .hook, "hooks.zapier.com/hooks/catch/",
      [.run(5...9, of: .digits), .literal("/"), .run(6...10, of: .lowerAlphanumeric)], severity: .warning,
      source: "https://help.zapier.com/hc/en-us/articles/8496288690317",
      secret: { "\(Sample.digits(7))/\(Sample.lower(7))" }),
    SecretRule(
      "make-webhook", "Make webhook", .hook, anchors: [".make.com/"],
      match: .around(4...12, of: ByteClass("0-9a-z.-"), then: .run(32, of: .lowerAlphanumeric)), verify: [.random],
      severity: .warning, source: "https://help.make.com/webhooks",
      examples: {
        Examples(
          finds: ["https://\u{ab}hook.eu1" + ".make.com/\(Sample.lower(32))\u{bb}"],
          ignores: ["https://www.make.com/", "https://hook.eu1.make.com/abc"])
      }),
    SecretRule(
      "azure-logic-app-address", "Address of a Logic App or a Teams workflow, with its signature", .azure,
      anchors: ["/triggers/"],
      match: .pattern(
        #"/workflows/[0-9a-f]{32}/triggers/[^\s"'<>]{1,200}?[?&]sig=([A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])"#, before: 60,
        after: 320),
      source: "https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app",
      examples: {
        let start =
          "https://prod-7.westeurope.logic.azure.com/workflows/\(Sample.hex(32))/triggers/manual/paths/invoke?api-version=1"
        return Examples(
          finds: ["url: \(start)&sp=run&sv=1.0&sig=\u{ab}\(Sample.alphanumeric(43))\u{bb}\n"],
          ignores: [start, "\(start)&sig=<sig>"])
      }),
    .address(
      "ifttt-key", "IFTTT webhook key", .hook, "maker.ifttt.com/use/", [.run(22...43, of: .base64URL)],
      source: "https://ifttt.com/maker_webhooks", secret: { Sample.alphanumeric(22) }),
  ]
}
