import GateModel

extension SecretRule.Family {
  static let atlassian = Self(
    "atlassian", "Revoke it under https://id.atlassian.com/manage-profile/security/api-tokens.")
  static let notion = Self("notion", "Rotate it under https://www.notion.so/my-integrations.")
  static let linear = Self("linear", "Revoke it under https://linear.app/settings/account/security.")
  static let airtable = Self("airtable", "Delete it under https://airtable.com/create/tokens.")
  static let shopify = Self("shopify", "Rotate it in the app's settings, under API credentials.")
  static let figma = Self("figma", "Revoke it under Security in the settings of Figma.")
  static let postman = Self("postman", "Delete it under https://go.postman.co/settings/me/api-keys.")
  static let meta = Self("meta", "Invalidate it under https://developers.facebook.com/tools/debug/accesstoken/.")
  static let okta = Self("okta", "Revoke it in the Okta admin console, under Security, API, Tokens.")
  static let buildService = Self("build-service", "Revoke it in the settings of the build service, under tokens.")
  static let service = Self("service", "Revoke it in the service's settings, under API keys or tokens.")
}

extension SecretRule {
  private static let atlassianTokens =
    "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/"

  static let services: [SecretRule] = [
    SecretRule(
      "atlassian-api-token", "Atlassian API token", .atlassian, anchors: ["ATATT3"],
      match: .prefixed(then: 170...260, of: ByteClass("0-9A-Za-z_=-")),
      verify: [.checksum(.hexadecimal)], source: atlassianTokens,
      examples: {
        .token(
          "ATA" + "TT3",
          String(Sample.checked("ATATT3" + Sample.alphanumeric(177) + "=", by: .hexadecimal).dropFirst(6)))
      }),
    SecretRule(
      "atlassian-access-token", "Atlassian or Bitbucket access token", .atlassian, anchors: ["ATCTT3"],
      match: .prefixed(then: 150...260, of: ByteClass("0-9A-Za-z_=+/-")), verify: [.checksum(.hexadecimal)],
      source: atlassianTokens,
      examples: {
        .token(
          "ATC" + "TT3",
          String(Sample.checked("ATCTT3" + Sample.alphanumeric(177) + "=", by: .hexadecimal).dropFirst(6)))
      }),
    SecretRule(
      "bitbucket-app-password", "Bitbucket app password", .atlassian, anchors: ["ATBB"],
      match: .prefixed(then: 32, of: .alphanumeric),
      verify: [.checksum(.hexadecimal)], source: "https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/",
      examples: {
        .token("AT" + "BB", String(Sample.checked("ATBB" + Sample.alphanumeric(24), by: .hexadecimal).dropFirst(4)))
      }),
    .token(
      "bitbucket-server-token", "Bitbucket Data Center token", .atlassian, "BBDC-", 44, of: ByteClass("0-9A-Za-z+/@_-"),
      source: "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html"),
    SecretRule(
      "notion-token", "Notion integration token", .notion, anchors: ["ntn_"],
      match: .prefixed(.run(11, of: .digits), .run(35, of: .alphanumeric)),
      source: "https://developers.notion.com/docs/authorization",
      examples: { .token("nt" + "n_", Sample.digits(11) + Sample.alphanumeric(35)) }),
    .token(
      "notion-legacy-token", "Notion integration token", .notion, "secret_", 43, of: .alphanumeric,
      verify: [.mixedAlphabet], source: "https://developers.notion.com/docs/authorization"),
    .token(
      "linear-api-key", "Linear API key", .linear, "lin_api_", 40, of: .alphanumeric,
      source: "https://linear.app/developers/graphql"),
    SecretRule(
      "airtable-token", "Airtable personal access token", .airtable, anchors: ["pat"],
      match: .prefixed(.run(14, of: .alphanumeric), .literal("."), .run(64, of: .hex)),
      source: "https://airtable.com/developers/web/guides/personal-access-tokens",
      examples: { .token("pa" + "t", Sample.alphanumeric(14) + "." + Sample.hex(64)) }),
    .token(
      "shopify-access-token", "Shopify access token", .shopify, "shpat_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"),
    .token(
      "shopify-custom-app-token", "Shopify custom app token", .shopify, "shpca_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"),
    .token(
      "shopify-private-app-token", "Shopify private app password", .shopify, "shppa_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"),
    .token(
      "shopify-shared-secret", "Shopify shared secret", .shopify, "shpss_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/apps/build/authentication-authorization"),
    .token(
      "figma-token", "Figma personal access token", .figma, "figd_", 38...42, of: .base64URL,
      source: "https://www.figma.com/developers/api#access-tokens"),
    SecretRule(
      "postman-api-key", "Postman API key", .postman, anchors: ["PMAK-"],
      match: .prefixed(.run(24, of: .anyCaseHex), .literal("-"), .run(34, of: .anyCaseHex)),
      source: "https://learning.postman.com/docs/developer/postman-api/authentication/",
      examples: { .token("PM" + "AK-", Sample.hex(24) + "-" + Sample.hex(34)) }),
    .token(
      "postman-collection-token", "Postman collection access token", .postman, "PMAT-", 26, of: .alphanumeric,
      source: "https://learning.postman.com/docs/developer/postman-api/authentication/"),
    SecretRule(
      "asana-token", "Asana personal access token", .service, anchors: [.ignoringCase("asana")],
      match: .assigned(
        to: ["token", "key", "pat"], .run(1, of: .digits), .literal("/"), .run(10...20, of: .digits),
        .optional([.literal("/"), .run(10...20, of: .digits)]), .literal(":"), .run(32, of: .alphanumeric)),
      source: "https://developers.asana.com/docs/personal-access-token",
      examples: { .assignment("ASANA_TOKEN", "2/\(Sample.digits(16)):" + Sample.hex(32)) }),
    .token(
      "readme-api-key", "ReadMe API key", .service, "rdme_", 70, of: .lowerAlphanumeric,
      source: "https://docs.readme.com/main/reference/intro-to-the-readme-api"),
    .token(
      "prefect-api-key", "Prefect API key", .service, "pnu_", 36, of: .alphanumeric,
      source: "https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys"),
    .token(
      "typeform-token", "Typeform personal token", .service, "tfp_", 40...60, of: ByteClass("0-9A-Za-z_.=-"),
      verify: [.mixedAlphabet], source: "https://www.typeform.com/developers/get-started/personal-access-token/"),
    .token(
      "contentful-token", "Contentful management token", .service, "CFPAT-", 43, of: .base64URL,
      source: "https://www.contentful.com/developers/docs/references/authentication/"),
    .token(
      "dropbox-token", "Dropbox access token", .service, "sl.", 130...1_300, of: ByteClass("0-9A-Za-z_.-"),
      verify: [.mixedAlphabet], severity: .warning, source: "https://developers.dropbox.com/oauth-guide"),
    .token(
      "facebook-access-token", "Facebook access token", .meta, "EAA", 81...250, of: .alphanumeric,
      verify: [.mixedAlphabet], source: "https://developers.facebook.com/docs/facebook-login/guides/access-tokens/"),
    .token(
      "mapbox-secret-token", "Mapbox secret token", .service, "sk.eyJ", 60...200, of: ByteClass("0-9A-Za-z_.-"),
      verify: [.mixedAlphabet], source: "https://docs.mapbox.com/help/glossary/access-token/"),
    .named(
      "algolia-admin-key", "Algolia API key", .service, keywords: ["algolia"],
      names: ["admin", "write", "apikey", "secret"], 32...32, of: .hex, example: "ALGOLIA_ADMIN_KEY",
      source: "https://www.algolia.com/doc/guides/security/api-keys/"),
    SecretRule(
      "okta-api-token", "Okta API token", .okta, anchors: Anchor.ignoringCase(["okta", "ssws"]),
      match: .assigned(to: ["token", "key", "authorization", "secret"], .literal("00"), .run(40, of: .base64URL)),
      source: "https://developer.okta.com/docs/guides/create-an-api-token/main/",
      examples: { .assignment("OKTA_API_TOKEN", "0" + "0" + Sample.alphanumeric(40)) }),
    SecretRule(
      "launchdarkly-key", "LaunchDarkly SDK key or API token", .service, anchors: ["sdk-", "api-"],
      match: .shape(Shape(pieces: Piece.uuid)),
      source: "https://launchdarkly.com/docs/home/account/api", examples: { .token("sd" + "k-", Sample.uuid()) }),
    SecretRule(
      "unleash-token", "Unleash API token", .service, anchors: [":development.", ":production.", ":*."],
      match: .pattern(
        #"(?<![\w*-])(?:\*|[a-z0-9_-]{1,40}):(?:\*|[a-z0-9_-]{1,40})\.([a-f0-9]{56,64})(?![0-9A-Za-z])"#, before: 42,
        after: 70), source: "https://docs.getunleash.io/reference/api-tokens-and-client-keys",
      examples: {
        Examples(
          finds: ["UNLEASH=*:development.\u{ab}\(Sample.hex(56))\u{bb}"],
          ignores: [
            "*:development.", "*:development." + Sample.hex(20), "a:production." + String(repeating: "0", count: 56),
          ])
      }),
    .token(
      "devcycle-server-key", "DevCycle server SDK key", .service, "dvc_server_", 16...60, of: .word,
      verify: [.entropy(3)], source: "https://docs.devcycle.com/platform/feature-flags/environments/"),
    .token(
      "adafruit-key", "Adafruit IO key", .service, "aio_", 28, of: .alphanumeric,
      source: "https://io.adafruit.com/api/docs/"),
    .token(
      "frameio-token", "Frame.io token", .service, "fio-u-", 64, of: ByteClass("0-9A-Za-z_=-"),
      source: "https://developer.adobe.com/frameio/guides/"),
    SecretRule(
      "maxmind-license-key", "MaxMind licence key", .service, anchors: ["_mmk"], match: .around(36...36, of: .word),
      source: "https://dev.maxmind.com/license-key-format/",
      examples: {
        Examples(
          finds: ["key: \u{ab}\(Sample.alphanumeric(6))_\(Sample.alphanumeric(29))" + "_mm" + "k\u{bb}"],
          ignores: ["_mmk", "abc_mmk", String(repeating: "x", count: 36) + "_mmk"])
      }),
    SecretRule(
      "harness-token", "Harness access token", .buildService, anchors: ["pat.", "sat."],
      match: .prefixed(
        .run(22, of: .base64URL), .literal("."), .run(24, of: .hex), .literal("."), .run(20, of: .alphanumeric)),
      source: "https://developer.harness.io/docs/platform/automation/api/add-and-manage-api-keys/",
      examples: { .token("pa" + "t.", "\(Sample.alphanumeric(22)).\(Sample.hex(24)).\(Sample.alphanumeric(20))") }),
    .token(
      "octopus-deploy-key", "Octopus Deploy API key", .buildService, "API-", 26...32, of: .upperAlphanumeric,
      verify: [.entropy(3)], source: "https://octopus.com/docs/octopus-rest-api/how-to-create-an-api-key"),
    SecretRule(
      "circleci-token", "CircleCI token", .buildService, anchors: ["CCIPAT_", "CCIPRJ_"],
      match: .prefixed(.run(20...24, of: .alphanumeric), .literal("_"), .run(40, of: .hex)),
      source: "https://circleci.com/docs/managing-api-tokens/",
      examples: { .token("CCI" + "PAT_", Sample.alphanumeric(22) + "_" + Sample.hex(40)) }),
    .token(
      "buildkite-token", "Buildkite API token", .buildService, "bkua_", 40...53, of: .lowerAlphanumeric,
      source: "https://buildkite.com/docs/apis/managing-api-tokens"),
    .token(
      "zuplo-api-key", "Zuplo API key", .service, "zpka_", 41...41, of: ByteClass("0-9a-z_"),
      verify: [.checksum(.zuplo)], source: "https://zuplo.com/docs/articles/api-key-api"),
    .token(
      "apify-token", "Apify API token", .service, "apify_api_", 34...38, of: .alphanumeric,
      source: "https://docs.apify.com/platform/integrations/api"),
    .token(
      "adobe-client-secret", "Adobe client secret", .service, "p8e-", 32, of: .base64URL,
      source: "https://developer.adobe.com/developer-console/docs/guides/credentials/"),
  ]
}
