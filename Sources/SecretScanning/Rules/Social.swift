import GateModel

extension SecretRule.Family {
  static let xTwitter = Self("x-twitter", "Regenerate it in the app's page at https://developer.x.com/.")
  static let linkedIn = Self(
    "linkedin", "Generate a new one in the app's page at https://www.linkedin.com/developers/apps.")
  static let twitch = Self("twitch", "Make a new secret under https://dev.twitch.tv/console/apps.")
  static let spotify = Self("spotify", "Rotate it under https://developer.spotify.com/dashboard.")
  static let reddit = Self("reddit", "Delete the app under https://www.reddit.com/prefs/apps.")
  static let pinterest = Self("pinterest", "Revoke it under https://developers.pinterest.com/apps/.")
  static let steam = Self("steam", "Revoke it under https://steamcommunity.com/dev/apikey.")
  static let riot = Self("riot", "Regenerate it under https://developer.riotgames.com/.")
  static let roblox = Self(
    "roblox", "Log the session out, or delete the key under https://create.roblox.com/dashboard/credentials.")
  static let patreon = Self("patreon", "Refresh it under https://www.patreon.com/portal/registration/register-clients.")
  static let imgur = Self("imgur", "Generate a new secret under https://imgur.com/account/settings/apps.")
  static let flickr = Self("flickr", "Delete the key under https://www.flickr.com/services/apps/.")
  static let lichess = Self("lichess", "Revoke it under https://lichess.org/account/oauth/token.")
  static let bluesky = Self("bluesky", "Delete the app password under https://bsky.app/settings/app-passwords.")
  static let discourse = Self("discourse", "Revoke it in the forum's admin pages, under API keys.")
}

extension SecretRule {
  private static let xTokens = "https://docs.x.com/resources/fundamentals/authentication/overview"

  static let social: [SecretRule] = [
    SecretRule(
      "x-bearer-token", "X (Twitter) bearer token", .xTwitter,
      anchors: Array("BCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789").map {
        Anchor(String(repeating: "A", count: 21) + String($0))
      },
      match: .around(0...1, of: ByteClass("A"), then: .run(60...130, of: ByteClass("0-9A-Za-z%"))),
      verify: [.mixedAlphabet, .entropy(4.5)], prefixCount: 21, source: xTokens,
      examples: {
        let token = String(repeating: "A", count: 21) + "M\(Sample.alphanumeric(40))%" + "2B\(Sample.alphanumeric(44))"
        return Examples(
          finds: ["Authorization: Bearer \u{ab}\(token)\u{bb}", "BEARER=\u{ab}A\(token)\u{bb}\n"],
          ignores: [
            String(repeating: "A", count: 200), String(repeating: "A", count: 21) + "Mabc",
            String(repeating: "A", count: 40) + "M" + Sample.alphanumeric(90),
          ])
      }),
    .named(
      "x-api-secret", "X (Twitter) API secret", .xTwitter, keywords: ["twitter", "x_api", "x_consumer"],
      names: ["secret"], 45...50, of: .alphanumeric, example: "TWITTER_API_SECRET", source: xTokens),
    .namedShape(
      "x-access-token", "X (Twitter) access token", .xTwitter, keywords: ["twitter", "x_access"], names: ["token"],
      [.run(5...20, of: .digits), .literal("-"), .run(40, of: .alphanumeric)], example: "TWITTER_ACCESS_TOKEN",
      source: xTokens, value: { "\(Sample.digits(18))-\(Sample.alphanumeric(40))" }),
    .shaped(
      "linkedin-client-secret", "LinkedIn client secret", .linkedIn, ["WPL_AP0.", "WPL_AP1."],
      [.run(16, of: .alphanumeric), .literal("."), .run(8, of: ByteClass("0-9A-Za-z+/="))],
      source: "https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow",
      body: { "\(Sample.alphanumeric(16)).\(Sample.alphanumeric(8))" }),
    .named(
      "linkedin-client-secret-legacy", "LinkedIn client secret", .linkedIn, keywords: ["linkedin"], names: ["secret"],
      16, of: .alphanumeric, example: "LINKEDIN_CLIENT_SECRET",
      source: "https://learn.microsoft.com/linkedin/shared/authentication/client-credentials-flow"),
    .shaped(
      "instagram-access-token", "Instagram access token", .meta, ["IGQ", "IGAA"], [.run(50...260, of: .base64URL)],
      verify: [.mixedAlphabet, .opaque], source: "https://developers.facebook.com/docs/instagram-platform/",
      body: { Sample.alphanumeric(120) }),
    .named(
      "facebook-app-secret", "Facebook app secret", .meta, keywords: ["facebook", "fb_app", "fb_client", "instagram"],
      names: ["secret"], 32, of: .hex, example: "FACEBOOK_APP_SECRET",
      source: "https://developers.facebook.com/docs/development/create-an-app/app-dashboard/basic-settings/"),
    SecretRule(
      "facebook-app-token", "Facebook app access token", .meta,
      anchors: Anchor.ignoringCase(["access_token", "accesstoken", "access-token", "facebook"]),
      match: .patternBehind(
        #"(?<![0-9A-Za-z])([0-9]{15,16}(?:\||%7C)[A-Za-z0-9_-]{27,40})(?![A-Za-z0-9_-])"#, within: 110),
      source: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/",
      examples: {
        Examples(
          finds: [
            "graph.facebook.com/x?access_token=\u{ab}\(Sample.digits(15))|\(Sample.alphanumeric(27))\u{bb}",
            "FACEBOOK_TOKEN=\u{ab}\(Sample.digits(16))%7C\(Sample.alphanumeric(27))\u{bb}\n",
          ],
          ignores: ["access_token=123|abc", "access_token=\(Sample.digits(15))|xxx"])
      }),
    .named(
      "twitch-token", "Twitch client secret or token", .twitch, keywords: ["twitch"], names: ["secret", "token"], 30,
      of: .lowerAlphanumeric, example: "TWITCH_CLIENT_SECRET", source: "https://dev.twitch.tv/docs/authentication/"),
    .token(
      "twitch-chat-token", "Twitch chat token", .twitch, "oauth:", 30, of: .lowerAlphanumeric,
      verify: [.random, .entropy(3.3)], source: "https://dev.twitch.tv/docs/chat/authenticating/"),
    .named(
      "spotify-client-secret", "Spotify client secret", .spotify, keywords: ["spotify"], names: ["secret", "token"],
      30...32, of: .lowerAlphanumeric, example: "SPOTIFY_CLIENT_SECRET",
      source: "https://developer.spotify.com/documentation/web-api/concepts/apps"),
    .named(
      "reddit-client-secret", "Reddit client secret", .reddit, keywords: ["reddit"], names: ["secret"], 27...30,
      of: .base64URL, example: "REDDIT_CLIENT_SECRET",
      source: "https://github.com/reddit-archive/reddit/wiki/OAuth2"),
    .token(
      "pinterest-access-token", "Pinterest access token", .pinterest, "pina_", 60...110, of: .upperAlphanumeric,
      source: "https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/"),
    .named(
      "steam-api-key", "Steam Web API key", .steam, keywords: ["steam"], names: ["key"], 32, of: .anyCaseHex,
      example: "STEAM_API_KEY", source: "https://steamcommunity.com/dev"),
    .shaped(
      "riot-api-key", "Riot Games API key", .riot, ["RGAPI-"], Piece.uuid,
      source: "https://developer.riotgames.com/docs/portal", body: { Sample.uuid() }),
    .shaped(
      "roblox-session", "Roblox session cookie", .roblox, ["_|WARNING:-DO-NOT-SHARE-THIS."],
      [
        .run(20...160, of: ByteClass("0-9A-Za-z.,'_-")), .literal("|_"),
        .run(80...2_000, of: ByteClass("0-9A-Za-z_.-")),
      ],
      source: "https://create.roblox.com/docs/cloud/auth/api-keys",
      body: { "--Sharing-this-will-allow-someone-to-log-in-as-you.|_\(Sample.alphanumeric(200))" }),
    .named(
      "patreon-token", "Patreon token", .patreon, keywords: ["patreon"], names: ["token", "secret"], 43...64,
      of: .base64URL, example: "PATREON_ACCESS_TOKEN", source: "https://docs.patreon.com/#oauth"),
    .named(
      "imgur-client-secret", "Imgur client secret", .imgur, keywords: ["imgur"], names: ["secret"], 40, of: .hex,
      example: "IMGUR_CLIENT_SECRET", source: "https://apidocs.imgur.com/"),
    .named(
      "flickr-secret", "Flickr secret", .flickr, keywords: ["flickr"], names: ["secret"], 16, of: .hex,
      example: "FLICKR_API_SECRET", source: "https://www.flickr.com/services/api/auth.oauth.html"),
    .shaped(
      "lichess-token", "Lichess token", .lichess, ["lip_", "lio_"], [.run(20...32, of: .alphanumeric)],
      verify: [.random],
      source: "https://lichess.org/api#section/Introduction/Authentication", body: { Sample.alphanumeric(20) }),
    .namedShape(
      "bluesky-app-password", "Bluesky app password", .bluesky, keywords: ["bluesky", "bsky", "atproto"],
      names: ["pass", "pwd", "token"],
      [
        .run(4, of: ByteClass("a-z2-7")), .literal("-"), .run(4, of: ByteClass("a-z2-7")), .literal("-"),
        .run(4, of: ByteClass("a-z2-7")), .literal("-"), .run(4, of: ByteClass("a-z2-7")),
      ],
      verify: [.entropy(2.6), .random], example: "BLUESKY_APP_PASSWORD",
      source: "https://docs.bsky.app/docs/get-started",
      value: {
        ([3, 4, 5, 6] as [UInt64]).map { Sample.text(4, of: ByteClass("a-z2-7"), seed: $0) }.joined(separator: "-")
      }),
    .named(
      "discourse-api-key", "Discourse API key", .discourse, keywords: ["discourse"], names: ["key", "secret"], 64,
      of: .hex,
      example: "DISCOURSE_API_KEY", source: "https://meta.discourse.org/t/create-and-configure-an-api-key/230124"),
  ]
}
