extension SecretRule.Family {
  static let inngest = Self("inngest", "Rotate it under https://app.inngest.com/, Settings, Signing key.")
  static let triggerDev = Self("trigger-dev", "Regenerate it under https://cloud.trigger.dev/, API keys.")
  static let rootly = Self("rootly", "Delete it under https://rootly.com/account/organization/api_keys.")
  static let ramp = Self("ramp", "Rotate it under https://app.ramp.com/settings/ramp-developer.")
  static let nylas = Self("nylas", "Delete it under https://dashboard-v3.nylas.com/, API keys.")
  static let canva = Self("canva", "Generate a new one under https://www.canva.com/developers/integrations.")
  static let aikido = Self("aikido", "Delete it under https://app.aikido.dev/settings/integrations.")
  static let authress = Self("authress", "Remove it under https://authress.io/app/#/settings?focus=clients.")
  static let cognition = Self("cognition", "Revoke it under https://app.devin.ai/settings/api-keys.")
  static let socket = Self("socket", "Delete it under https://socket.dev/dashboard, Settings, API tokens.")
  static let modrinth = Self("modrinth", "Revoke it under https://modrinth.com/settings/pats.")
  static let logfire = Self("logfire", "Revoke it under https://logfire.pydantic.dev/, Settings, Write tokens.")
  static let uploadThing = Self("uploadthing", "Roll it under https://uploadthing.com/dashboard, API keys.")
  static let rapidAPI = Self("rapidapi", "Delete it under https://rapidapi.com/developer/apps.")
  static let apple = Self("apple", "Revoke it under https://account.apple.com/, Sign-In and Security.")
  static let backblaze = Self("backblaze", "Delete it under https://secure.backblaze.com/app_keys.htm.")
  static let netBird = Self("netbird", "Delete it under https://app.netbird.io/team/users.")
  static let semgrep = Self("semgrep", "Delete it under https://semgrep.dev/orgs/-/settings/tokens.")
  static let jsr = Self("jsr", "Revoke it under https://jsr.io/account/tokens.")
}

extension SecretRule {
  /// Platforms for developers, with the prefixes that they took to since 2023.
  static let platforms: [SecretRule] = deployment + agents + businesses

  private static let deployment: [SecretRule] = [
    .shaped(
      "cloudflare-scannable-token", "Cloudflare API token or key", .cloudflare, ["cfut_", "cfat_", "cfk_"],
      [.run(40, of: .alphanumeric), .run(8, of: .hex)],
      source: "https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/",
      body: { Sample.alphanumeric(40) + Sample.hex(8) }),
    .shaped(
      "vercel-blob-token", "Vercel Blob token", .hosting, ["vercel_blob_rw_"],
      [.run(16, of: .alphanumeric), .literal("_"), .run(30...40, of: .alphanumeric)],
      source: "https://vercel.com/docs/vercel-blob/using-blob-sdk",
      body: { "\(Sample.alphanumeric(16))_\(Sample.alphanumeric(30))" }),
    .shaped(
      "inngest-signing-key", "Inngest signing key", .inngest, ["signkey-prod-", "signkey-test-", "signkey-branch-"],
      [.run(32...64, of: .hex)], source: "https://www.inngest.com/docs/platform/signing-keys", body: { Sample.hex(64) }),
    .shaped(
      "trigger-dev-key", "Trigger.dev key", .triggerDev, ["tr_prod_", "tr_stg_", "tr_dev_", "tr_pat_"],
      [.run(20...44, of: .alphanumeric)], verify: [.random, .entropy(3.3)], source: "https://trigger.dev/docs/apikeys",
      body: { Sample.alphanumeric(20) }),
    .shaped(
      "uploadthing-token", "UploadThing token", .uploadThing, ["eyJhcGlLZXkiOi"], [.run(80...400, of: .anyBase64)],
      verify: [.base64JSON(prefix: 0, keys: ["apiKey", "appId"])],
      source: "https://docs.uploadthing.com/getting-started/appdir",
      body: {
        let json = #"{"apiKey":"sk_li\#("ve_")\#(Sample.hex(64))","appId":"\#(Sample.lower(10))","regions":["sea1"]}"#
        return String(Sample.encoded(json).filter { $0 != "=" }.dropFirst(14))
      }),
    .shaped(
      "socket-api-token", "Socket API token", .socket, ["sktsec_"], [.run(34...84, of: .base64URL)],
      verify: [.mixedAlphabet, .ending(["_api"])],
      source: "https://docs.socket.dev/reference/authentication", body: { Sample.alphanumeric(43) + "_api" }),
    .shaped(
      "jsr-token", "JSR token", .jsr, ["jsrd_", "jsrp_"], [.run(20...80, of: .alphanumeric)],
      verify: [.random, .mixedAlphabet], source: "https://jsr.io/docs/publishing-packages",
      body: { Sample.alphanumeric(32) }),
    .token(
      "modrinth-token", "Modrinth personal access token", .modrinth, "mrp_", 60, of: .alphanumeric,
      verify: [.mixedAlphabet], source: "https://docs.modrinth.com/guide/oauth/"),
    .shaped(
      "logfire-token", "Logfire token", .logfire, ["pylf_v1_"],
      [.optional([.either(["us_", "eu_"])]), .run(40...60, of: .alphanumeric)],
      source: "https://logfire.pydantic.dev/docs/how-to-guides/create-write-tokens/",
      body: { "us_" + Sample.alphanumeric(43) }),
    .shaped(
      "sentry-app-token", "Sentry token of an application or integration", .sentry, ["sntrya_", "sntryi_"],
      [.run(64, of: .hex)], source: "https://docs.sentry.io/account/auth-tokens/", body: { Sample.hex(64) }),
    .token(
      "prefect-service-key", "Prefect service account key", .service, "pnb_", 36, of: .alphanumeric,
      source: "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/service-accounts"),
    .token(
      "netbird-token", "NetBird access token", .netBird, "nbp_", 36, of: .alphanumeric,
      verify: [.mixedAlphabet, .checksum(.base62)],
      source: "https://github.com/netbirdio/netbird/blob/main/management/server/types/personal_access_token.go"),
    .named(
      "semgrep-app-token", "Semgrep token", .semgrep, keywords: ["semgrep"], names: ["token"], 64, of: .hex,
      example: "SEMGREP_APP_TOKEN", source: "https://semgrep.dev/docs/deployment/core-deployment"),
    .namedShape(
      "backblaze-application-key", "Backblaze B2 application key", .backblaze,
      keywords: ["backblaze", "b2_application", "b2_app", "b2_account", "b2_key"], names: ["key"],
      [.literal("K00"), .run(1, of: .digits), .run(27, of: .base64)], example: "B2_APPLICATION_KEY",
      source: "https://www.backblaze.com/docs/cloud-storage-application-keys",
      value: { "K0" + "05" + Sample.base64(27) }),
    .namedShape(
      "apple-app-password", "Apple app-specific password", .apple,
      keywords: ["apple", "fastlane", "notary", "notariz", "altool", "icloud"], names: ["pass", "pwd"],
      [
        .run(4, of: .lower), .literal("-"), .run(4, of: .lower), .literal("-"), .run(4, of: .lower), .literal("-"),
        .run(4, of: .lower),
      ],
      verify: [.entropy(2.6), .random], example: "FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD",
      source: "https://support.apple.com/102654",
      value: { ([3, 4, 5, 6] as [UInt64]).map { Sample.text(4, of: .lower, seed: $0) }.joined(separator: "-") }),
  ]

  private static let agents: [SecretRule] = [
    .token(
      "devin-service-key", "Devin service user key", .cognition, "cog_", 52, of: ByteClass("a-z2-7"),
      source: "https://docs.devin.ai/api-reference/overview"),
    .shaped(
      "devin-personal-key", "Devin personal API key", .cognition, ["apk_user_"],
      [.run(100...200, of: ByteClass("0-9A-Za-z+/="))], source: "https://docs.devin.ai/api-reference/overview",
      body: { Sample.alphanumeric(140) }),
    .shaped(
      "context7-api-key", "Context7 API key", .modelProvider, ["ctx7sk-"], Piece.uuid,
      source: "https://context7.com/docs/howto/api-keys", body: { Sample.uuid() }),
    .shaped(
      "helicone-api-key", "Helicone API key", .modelProvider, ["sk-helicone-"],
      [.optional([.either(["eu-", "write-"])]), .run(24...60, of: ByteClass("0-9a-z-"))], verify: [.random],
      source: "https://docs.helicone.ai/helicone-headers/helicone-auth",
      body: { ([1, 2, 3, 4] as [UInt64]).map { Sample.lower(7, seed: $0) }.joined(separator: "-") }),
    .token(
      "minimax-api-key", "MiniMax API key", .modelProvider, "sk-api-", 80...130, of: .base64URL,
      verify: [.mixedAlphabet], source: "https://platform.minimax.io/docs/guides/quickstart"),
    .token(
      "cartesia-api-key", "Cartesia API key", .modelProvider, "sk_car_", 20...44, of: .word,
      verify: [.mixedAlphabet, .random],
      source: "https://docs.cartesia.ai/get-started/authenticate-your-client-applications"),
    .namedShape(
      "fal-api-key", "fal API key", .modelProvider, keywords: ["fal_key", "fal_api", "fal_ai"], names: ["key"],
      Piece.uuid + [.literal(":"), .run(32, of: .hex)], example: "FAL_KEY",
      source: "https://docs.fal.ai/authentication/key-based", value: { "\(Sample.uuid()):\(Sample.hex(32))" }),
    .namedUUID(
      "pinecone-api-key-legacy", "Pinecone API key", .modelProvider, keywords: ["pinecone"], names: ["key"],
      example: "PINECONE_API_KEY", source: "https://docs.pinecone.io/guides/projects/manage-api-keys"),
  ]

  private static let businesses: [SecretRule] = [
    .token(
      "rootly-api-key", "Rootly API key", .rootly, "rootly_", 64, of: .hex,
      source: "https://docs.rootly.com/api-reference/overview"),
    .token(
      "samsara-api-token", "Samsara API token", .service, "samsara_api_", 26...32, of: .alphanumeric,
      source: "https://developers.samsara.com/docs/authentication"),
    .token(
      "ramp-client-secret", "Ramp client secret", .ramp, "ramp_sec_", 48, of: .alphanumeric,
      source: "https://docs.ramp.com/developer-api/v1/authorization"),
    .shaped(
      "nylas-api-key", "Nylas API key", .nylas, ["nyk_"],
      [.optional([.literal("v0_")]), .run(60...70, of: .alphanumeric)], verify: [.mixedAlphabet],
      source: "https://developer.nylas.com/docs/v3/auth/", body: { "v0_" + Sample.alphanumeric(64) }),
    .token(
      "canva-client-secret", "Canva client secret", .canva, "cnvca", 51, of: .base64URL, verify: [.mixedAlphabet],
      source: "https://www.canva.dev/docs/connect/creating-integrations/"),
    .shaped(
      "aikido-secret", "Aikido client secret or CI token", .aikido, ["AIK_SECRET_", "AIK_CI_"],
      [.run(20...64, of: .alphanumeric)], source: "https://apidocs.aikido.dev/reference/authorization",
      body: { Sample.alphanumeric(44) }),
    SecretRule(
      "authress-access-key", "Authress service client key", .authress, anchors: [".acc_", ".acc-"],
      match: .pattern(
        #"(?<![\w.-])((?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\.[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\."#
          + #"[A-Za-z0-9+/_=-]{30,120})(?![A-Za-z0-9+/_=-])"#, before: 46, after: 170),
      source: "https://authress.io/knowledge-base/docs/authorization/service-clients/secrets-scanning",
      examples: {
        let key = "s" + "c_\(Sample.lower(20)).\(Sample.lower(4)).acc_\(Sample.lower(12)).\(Sample.alphanumeric(64))"
        return Examples(finds: ["key: \u{ab}\(key)\u{bb}\n"], ignores: [".acc_", "sc_a.b.acc_c.d", "x\(key)"])
      }),
    .token(
      "mergify-application-key", "Mergify application key", .service, "mergify_application_key_", 40...200,
      of: .base64URL, source: "https://docs.mergify.com/api/usage/"),
    .shaped(
      "workato-api-token", "Workato API client token", .service, ["wrka-eyJ", "wrkaeu-eyJ", "wrkajp-eyJ"],
      [
        .run(8...200, of: .base64URL), .literal("."), .run(16...1_000, of: .base64URL), .literal("."),
        .run(64...700, of: .base64URL),
      ],
      source: "https://docs.workato.com/workato-api/api-clients.html",
      body: { "\(Sample.alphanumeric(20)).\(Sample.alphanumeric(80)).\(Sample.alphanumeric(342))" }),
    .shaped(
      "cloudsmith-prefixed-key", "Cloudsmith API key", .cloudsmith, ["csa_"],
      [.run(30, of: .hex), .run(6, of: .alphanumeric)],
      source: "https://docs.cloudsmith.com/accounts-and-teams/api-key",
      body: { Sample.hex(30) + Sample.alphanumeric(6) }),
    .token(
      "ionic-token", "Ionic Appflow personal access token", .service, "ion_", 42, of: .alphanumeric,
      verify: [.mixedAlphabet], source: "https://ionic.io/docs/appflow/personal-access-tokens"),
    .token(
      "endor-labs-key", "Endor Labs API key or secret", .service, "endr+", 16, of: ByteClass("0-9A-Za-z-"),
      verify: [.mixedAlphabet, .random], source: "https://docs.endorlabs.com/administration/api-keys/"),
    .token(
      "thunderstore-token", "Thunderstore service account token", .service, "tss_", 24...80, of: .base64URL,
      verify: [.mixedAlphabet, .random], source: "https://thunderstore.io/api/docs/"),
    .token(
      "unkey-root-key", "Unkey root key", .service, "unkey_", 20...32, of: .alphanumeric,
      verify: [.mixedAlphabet, .random], source: "https://www.unkey.com/docs/security/root-keys"),
    .token(
      "dub-api-key", "Dub API key", .service, "dub_", 24, of: .alphanumeric, verify: [.mixedAlphabet, .random],
      source: "https://dub.co/docs/api-reference/tokens"),
    .token(
      "liveblocks-secret-key", "Liveblocks secret key", .service, "sk_prod_", 40...100, of: .base64URL,
      verify: [.mixedAlphabet], source: "https://liveblocks.io/docs/authentication"),
    SecretRule(
      "rapidapi-key", "RapidAPI key", .rapidAPI, anchors: ["msh"],
      match: .around(
        10...10, of: .lowerAlphanumeric, then: .run(15, of: .lowerAlphanumeric), .literal("p1"),
        .run(6, of: .lowerAlphanumeric), .literal("jsn"), .run(12, of: .lowerAlphanumeric)),
      source: "https://docs.rapidapi.com/docs/keys-and-key-rotation",
      examples: {
        let parts = ([10, 15, 6, 12] as [Int]).enumerated().map { Sample.hex($1, seed: UInt64($0 + 2)) }
        let key = "\(parts[0])m" + "sh\(parts[1])p1\(parts[2])js" + "n\(parts[3])"
        return Examples(
          finds: ["\"X-RapidAPI-Key\": \"\u{ab}\(key)\u{bb}\"", "key=\u{ab}\(key)\u{bb}\n"],
          ignores: ["msh", String(key.dropLast()), "Q7\(key)"])
      }),
    SecretRule(
      "sidekiq-gem-credentials", "Credentials of Sidekiq's gem server", .service,
      anchors: [.ignoringCase("contribsys__com")],
      match: .assigned(to: [], .run(8, of: .hex), .literal(":"), .run(8, of: .hex)),
      source: "https://github.com/sidekiq/sidekiq/wiki/Commercial-FAQ",
      examples: {
        Examples(
          finds: [
            "BUNDLE_GEMS__CONTRIBSYS__COM=\u{ab}\(Sample.hex(8)):\(Sample.hex(8, seed: 2))\u{bb}\n",
            "BUNDLE_ENTERPRISE__CONTRIBSYS__COM: \"\u{ab}\(Sample.hex(8)):\(Sample.hex(8, seed: 2))\u{bb}\"",
          ],
          ignores: ["BUNDLE_GEMS__CONTRIBSYS__COM=user:pass", "BUNDLE_GEMS__CONTRIBSYS__COM="])
      }),
    SecretRule(
      "canada-notify-key", "GC Notify API key", .service, anchors: ["gcntfy-"],
      match: .pattern(
        #"gcntfy-[\w-]{1,80}?-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])"#,
        before: 0, after: 170), source: "https://documentation.notification.canada.ca/en/start.html",
      examples: {
        Examples(
          finds: ["ApiKey-v1 gcntfy-site-\(Sample.uuid(seed: 3))-\u{ab}\(Sample.uuid())\u{bb}\n"],
          ignores: ["gcntfy-", "gcntfy-site-\(Sample.uuid())"])
      }),
  ]
}
