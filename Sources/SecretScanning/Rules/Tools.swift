import GateModel

extension SecretRule.Family {
  static let clickUp = Self("clickup", "Regenerate it under https://app.clickup.com/settings/apps.")
  static let trello = Self("trello", "Revoke it under https://trello.com/my/account, Settings, Applications.")
  static let hubSpot = Self("hubspot", "Rotate it in HubSpot, under Settings, Integrations, Private apps.")
  static let salesforce = Self("salesforce", "Revoke it in Salesforce, under Session management or Connected apps.")
  static let closeCRM = Self("close", "Delete it under https://app.close.com/settings/developer/api-keys/.")
  static let zoho = Self("zoho", "Revoke it under https://accounts.zoho.com/home#sessions/connectedapps.")
  static let calCom = Self("calcom", "Delete it under https://app.cal.com/settings/developer/api-keys.")
  static let deepL = Self("deepl", "Deactivate it under https://www.deepl.com/your-account/keys.")
  static let transifex = Self("transifex", "Delete it under https://app.transifex.com/user/settings/api/.")
  static let lokalise = Self("lokalise", "Delete it under https://app.lokalise.com/profile#apitokens.")
  static let sanity = Self("sanity", "Delete it in the project's page at https://www.sanity.io/manage, API.")
  static let ghost = Self("ghost", "Regenerate it in Ghost, under Settings, Integrations.")
  static let webflow = Self("webflow", "Revoke it in the site's settings in Webflow, under Apps & integrations.")
  static let retool = Self("retool", "Revoke it in Retool, under Settings, API.")
  static let apollo = Self("apollo", "Delete it in the graph's settings at https://studio.apollographql.com/.")
  static let vimeo = Self("vimeo", "Delete it under https://developer.vimeo.com/apps.")
  static let mux = Self("mux", "Revoke it under https://dashboard.mux.com/settings/access-tokens.")
  static let flags = Self("feature-flags", "Reset the key in the environment's settings of the feature flag service.")
  static let mapService = Self(
    "maps", "Delete the key in the map service's account, and restrict the new one to your sites.")
  static let intelligence = Self(
    "threat-intelligence", "Regenerate it in the account's page of the service, under API key.")
  static let publicDataService = Self(
    "public-data", "Regenerate it in the account's page of the service, under API keys.")
  static let zeroTier = Self("zerotier", "Delete it under https://my.zerotier.com/account.")
  static let nebula = Self("nebula", "Delete it under https://admin.defined.net/settings/api-keys.")
  static let ngrok = Self("ngrok", "Delete it under https://dashboard.ngrok.com/authtokens (API keys: /api-keys).")
  static let openVPN = Self("openvpn", "Make a new static key (`openvpn --genkey`) and give it to all peers.")
  static let aiven = Self("aiven", "Reset the user's password in the service's page at https://console.aiven.io/.")
  static let intra42 = Self("intra42", "Replace the secret under https://profile.intra.42.fr/oauth/applications.")
  static let settleMint = Self("settlemint", "Delete it in the SettleMint console, under Access tokens.")
}

extension SecretRule {
  static let tools: [SecretRule] = work + content + networks + publicData

  private static let work: [SecretRule] = [
    .shaped(
      "clickup-token", "ClickUp personal token", .clickUp, ["pk_"],
      [.run(5...10, of: .digits), .literal("_"), .run(32, of: .upperAlphanumeric)],
      source: "https://developer.clickup.com/docs/authentication", body: { "\(Sample.digits(8))_\(Sample.upper(32))" }),
    .token(
      "trello-token", "Trello token", .trello, "ATTA", 72, of: .anyCaseHex,
      source: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/"),
    .named(
      "trello-token-legacy", "Trello token or secret", .trello, keywords: ["trello"], names: ["token", "secret"], 64,
      of: .hex, example: "TRELLO_TOKEN",
      source: "https://developer.atlassian.com/cloud/trello/guides/rest-api/authorization/"),
    .named(
      "jira-data-center-token", "Jira or Confluence Data Center token", .atlassian,
      keywords: ["jira", "confluence"], names: ["token", "key", "pat"], 44, of: .base64, example: "JIRA_TOKEN",
      source: "https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html"),
    .shaped(
      "hubspot-private-app-token", "HubSpot private app token", .hubSpot,
      ["pat-na1-", "pat-eu1-", "pat-na2-", "pat-ap1-"],
      Piece.uuid, source: "https://developers.hubspot.com/docs/guides/apps/private-apps/overview",
      body: { Sample.uuid() }),
    .namedUUID(
      "hubspot-api-key", "HubSpot API key", .hubSpot, keywords: ["hubspot", "hapikey"], names: ["key", "secret"],
      example: "HUBSPOT_API_KEY", source: "https://developers.hubspot.com/docs/guides/apps/authentication/intro-to-auth"
    ),
    .shaped(
      "salesforce-access-token", "Salesforce access token", .salesforce, ["00D"],
      [.run(12...15, of: .alphanumeric), .literal("!"), .run(80...140, of: ByteClass("0-9A-Za-z_.-"))],
      source: "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_access_tokens.htm",
      body: { "\(Sample.alphanumeric(12))!AQ\(Sample.alphanumeric(94))" }),
    .token(
      "salesforce-refresh-token", "Salesforce refresh token", .salesforce, "5Aep861", 60...100,
      of: ByteClass("0-9A-Za-z_."),
      source: "https://help.salesforce.com/s/articleView?id=sf.remoteaccess_oauth_refresh_token_flow.htm"),
    .shaped(
      "close-api-key", "Close API key", .closeCRM, ["api_"],
      [.run(22, of: .alphanumeric), .literal("."), .run(22, of: .alphanumeric)],
      source: "https://developer.close.com/topics/authentication/",
      body: { "\(Sample.alphanumeric(22)).\(Sample.alphanumeric(22))" }),
    .shaped(
      "zoho-oauth-token", "Zoho OAuth token", .zoho, ["1000."],
      [.run(32, of: .hex), .literal("."), .run(32, of: .hex)],
      source: "https://www.zoho.com/accounts/protocol/oauth.html",
      body: { "\(Sample.hex(32)).\(Sample.hex(32, seed: 2))" }),
    .token(
      "calcom-api-key", "Cal.com API key", .calCom, "cal_live_", 32, of: .hex,
      source: "https://cal.com/docs/api-reference/v1/authentication"),
    .named(
      "todoist-token", "Todoist token", .service, keywords: ["todoist"], names: ["token", "key"], 40, of: .hex,
      example: "TODOIST_API_TOKEN", source: "https://developer.todoist.com/rest/v2/#authorization"),
    .named(
      "pipedrive-token", "Pipedrive API token", .service, keywords: ["pipedrive"], names: ["token", "key"], 40,
      of: .hex, example: "PIPEDRIVE_API_TOKEN",
      source: "https://pipedrive.readme.io/docs/core-api-concepts-authentication"),
    .token(
      "linear-oauth-token", "Linear OAuth token", .linear, "lin_oauth_", 40...64, of: .alphanumeric,
      source: "https://linear.app/developers/oauth-2-0-authentication"),
    .token(
      "linear-webhook-secret", "Linear webhook secret", .linear, "lin_wh_", 40, of: .alphanumeric,
      source: "https://linear.app/developers/webhooks"),
    .namedShape(
      "airtable-api-key", "Airtable API key", .airtable, keywords: ["airtable"], names: ["key", "token"],
      [.literal("key"), .run(14, of: .alphanumeric)], example: "AIRTABLE_API_KEY",
      source: "https://support.airtable.com/docs/airtable-api-deprecation-guidelines",
      value: { "ke" + "y" + Sample.alphanumeric(14) }),
    .token(
      "retool-token", "Retool access token", .retool, "retool_", 26, of: .alphanumeric,
      verify: [.mixedAlphabet, .random],
      source: "https://docs.retool.com/org-users/guides/retool-api/authentication"),
    .named(
      "redmine-api-key", "Redmine API key", .service, keywords: ["redmine"], names: ["key", "token"], 40, of: .hex,
      example: "REDMINE_API_KEY", source: "https://www.redmine.org/projects/redmine/wiki/Rest_api"),
    .shaped(
      "apollo-graph-key", "Apollo GraphOS key", .apollo, ["service:"],
      [.run(2...64, of: ByteClass("0-9A-Za-z-")), .literal(":"), .run(22, of: .base64URL)],
      verify: [.random, .mixedAlphabet],
      source: "https://www.apollographql.com/docs/graphos/platform/access-management/api-keys",
      body: { "corp-graph:\(Sample.alphanumeric(22))" }),
  ]

  private static let content: [SecretRule] = [
    .namedShape(
      "sanity-token", "Sanity token", .sanity, keywords: ["sanity"], names: ["token", "key"],
      [.literal("sk"), .run(100...200, of: .alphanumeric)], example: "SANITY_TOKEN",
      source: "https://www.sanity.io/docs/content-lake/http-auth", value: { "sk" + Sample.alphanumeric(178) }),
    .namedShape(
      "ghost-admin-key", "Ghost Admin API key", .ghost, keywords: ["ghost"], names: ["key"],
      [.run(24, of: .hex), .literal(":"), .run(64, of: .hex)], example: "GHOST_ADMIN_API_KEY",
      source: "https://docs.ghost.org/admin-api/", value: { "\(Sample.hex(24)):\(Sample.hex(64))" }),
    .named(
      "webflow-token", "Webflow token", .webflow, keywords: ["webflow"], names: ["token", "key"], 64, of: .hex,
      example: "WEBFLOW_API_TOKEN", source: "https://developers.webflow.com/data/reference/authentication"),
    .named(
      "contentful-delivery-token", "Contentful delivery token", .service, keywords: ["contentful"], names: ["token"],
      43,
      of: .base64URL, severity: .warning, example: "CONTENTFUL_ACCESS_TOKEN",
      source: "https://www.contentful.com/developers/docs/references/authentication/"),
    .named(
      "vimeo-token", "Vimeo access token", .vimeo, keywords: ["vimeo"], names: ["token", "secret"], 32, of: .hex,
      example: "VIMEO_ACCESS_TOKEN", source: "https://developer.vimeo.com/api/authentication"),
    .named(
      "mux-token-secret", "Mux token secret", .mux, keywords: ["mux_token", "mux_secret"], names: ["secret"], 75,
      of: .base64, example: "MUX_TOKEN_SECRET", source: "https://www.mux.com/docs/core/make-api-requests"),
    .namedShape(
      "deepl-api-key", "DeepL API key", .deepL, keywords: ["deepl"], names: ["key", "token"],
      Piece.uuid + [.optional([.literal(":fx")])], example: "DEEPL_API_KEY",
      source: "https://developers.deepl.com/docs/getting-started/auth", value: { Sample.uuid() + ":fx" }),
    .shaped(
      "transifex-token", "Transifex API token", .transifex, ["1/"], [.run(40, of: .hex)], verify: [.entropy(3)],
      source: "https://developers.transifex.com/reference/api-authentication", body: { Sample.hex(40) }),
    .named(
      "lokalise-token", "Lokalise API token", .lokalise, keywords: ["lokalise"], names: ["token", "key"], 40, of: .hex,
      example: "LOKALISE_API_TOKEN", source: "https://developers.lokalise.com/reference/api-authentication"),
    .named(
      "crowdin-token", "Crowdin access token", .service, keywords: ["crowdin"], names: ["token"], 80, of: .alphanumeric,
      example: "CROWDIN_PERSONAL_TOKEN", source: "https://support.crowdin.com/developer/api/"),
    .namedShape(
      "beamer-api-token", "Beamer API key", .service, keywords: ["beamer"], names: ["key", "token"],
      [.literal("b_"), .run(44, of: ByteClass("0-9A-Za-z_=-"))], example: "BEAMER_API_KEY",
      source: "https://www.getbeamer.com/api", value: { "b" + "_" + Sample.alphanumeric(44) }),
    .shaped(
      "intra42-client-secret", "42 client secret", .intra42, ["s-s4t2ud-", "s-s4t2af-"], [.run(64, of: .hex)],
      source: "https://api.intra.42.fr/apidoc/guides/getting_started", body: { Sample.hex(64) }),
    .shaped(
      "settlemint-token", "SettleMint access token", .settleMint, ["sm_aat_", "sm_pat_", "sm_sat_"],
      [.run(16, of: .alphanumeric)],
      verify: [.random],
      source:
        "https://console.settlemint.com/documentation/docs/platform-components/security-and-authentication/personal-access-tokens/",
      body: { Sample.alphanumeric(16) }),
    .namedShape(
      "freemius-secret-key", "Freemius secret key", .service, keywords: ["freemius", "secret_key"], names: ["key"],
      [.literal("sk_"), .run(29, of: ByteClass("!#-&(-~"))], verify: [.random, .entropy(3.5)],
      example: "FREEMIUS_SECRET_KEY",
      source: "https://freemius.com/help/documentation/wordpress-sdk/integrating-freemius-sdk/",
      value: { "sk" + "_" + Sample.alphanumeric(29) }),
  ]

  private static let networks: [SecretRule] = [
    .named(
      "zerotier-token", "ZeroTier API token", .zeroTier, keywords: ["zerotier"], names: ["token", "key"], 32,
      of: .alphanumeric, example: "ZEROTIER_TOKEN", source: "https://docs.zerotier.com/api/tokens"),
    .shaped(
      "nebula-api-token", "Defined Networking API key", .nebula, ["dnkey-"],
      [.run(26, of: ByteClass("0-9A-Za-z_=")), .literal("-"), .run(52, of: ByteClass("0-9A-Za-z_="))],
      source: "https://docs.defined.net/guides/automating-host-creation/",
      body: { "\(Sample.upper(26))-\(Sample.upper(52))" }),
    .namedShape(
      "ngrok-token", "ngrok token", .ngrok, keywords: ["ngrok"], names: ["token", "key"],
      [.run(27, of: .alphanumeric), .literal("_"), .run(16...21, of: .alphanumeric)], example: "NGROK_AUTHTOKEN",
      source: "https://ngrok.com/docs/agent/#authtokens",
      value: { "2\(Sample.alphanumeric(26))_\(Sample.alphanumeric(21))" }),
    SecretRule(
      "openvpn-static-key", "OpenVPN static key", .openVPN, anchors: ["-----BEGIN OpenVPN Static key V1-----"],
      match: .pattern(
        #"-----BEGIN OpenVPN Static key V1-----\s+((?:[0-9a-f]{32}\s+){8,20})-----END"#, before: 0, after: 800),
      source: "https://openvpn.net/community-docs/static-key-mini-howto.html",
      examples: {
        let lines = (1...16).map { Sample.hex(32, seed: UInt64($0)) }.joined(separator: "\n")
        return Examples(
          finds: [
            "-----BEGIN OpenVPN Static" + " key V1-----\n\u{ab}\(lines)\n\u{bb}-----END OpenVPN Static key V1-----\n"
          ],
          ignores: ["-----BEGIN OpenVPN Static key V1-----\n...\n-----END", "-----BEGIN OpenVPN Static key V1-----"])
      }),
    .token(
      "aiven-password", "Password of an Aiven or DigitalOcean database", .aiven, "AVNS_", 19, of: .base64URL,
      source: "https://aiven.io/docs/platform/concepts/service-security"),
    .token(
      "tinybird-token", "Tinybird token", .databaseService, "p.eyJ", 60...400, of: ByteClass("0-9A-Za-z_.-"),
      verify: [.mixedAlphabet], source: "https://www.tinybird.co/docs/forward/administration/tokens"),
    .token(
      "xata-api-key", "Xata API key", .databaseService, "xau_", 30...42, of: .alphanumeric,
      source: "https://xata.io/docs/concepts/api-keys"),
    .named(
      "clickhouse-cloud-secret", "ClickHouse Cloud API secret", .databaseService, keywords: ["clickhouse"],
      names: ["secret"], 40...42, of: .alphanumeric, example: "CLICKHOUSE_CLOUD_SECRET",
      source: "https://clickhouse.com/docs/cloud/manage/openapi"),
    .named(
      "upstash-token", "Upstash REST token", .databaseService, keywords: ["upstash"], names: ["token"], 40...120,
      of: ByteClass("0-9A-Za-z_=-"), example: "UPSTASH_REDIS_REST_TOKEN",
      source: "https://upstash.com/docs/redis/features/restapi"),
    .shaped(
      "dbt-cloud-token", "dbt token", .databaseService, ["dbtc_", "dbtu_", "dbts_"], [.run(30...80, of: .base64URL)],
      verify: [.random], source: "https://docs.getdbt.com/docs/dbt-cloud-apis/authentication",
      body: { Sample.alphanumeric(45) }),
  ]

  private static let publicData: [SecretRule] = [
    .token(
      "statsig-secret-key", "Statsig server secret", .flags, "secret-", 40...50, of: .alphanumeric,
      verify: [.mixedAlphabet, .random], source: "https://docs.statsig.com/sdk-keys/api-keys"),
    .token(
      "flagsmith-server-key", "Flagsmith server key", .flags, "ser.", 22, of: .alphanumeric,
      verify: [.mixedAlphabet, .random],
      source: "https://docs.flagsmith.com/integrating-with-flagsmith/integration-overview"),
    .shaped(
      "growthbook-secret-key", "GrowthBook secret key", .flags, ["secret_admin_", "secret_user_", "secret_readonly_"],
      [.run(32...60, of: ByteClass("0-9A-Za-z+/="))], verify: [.random],
      source: "https://docs.growthbook.io/api", body: { Sample.alphanumeric(44) }),
    .namedShape(
      "configcat-sdk-key", "ConfigCat SDK key", .flags, keywords: ["configcat"], names: ["key"],
      [.optional([.literal("configcat-sdk-1/")]), .run(22, of: .base64URL), .literal("/"), .run(22, of: .base64URL)],
      severity: .warning, example: "CONFIGCAT_SDK_KEY", source: "https://configcat.com/docs/sdk-reference/js/",
      value: { "\(Sample.alphanumeric(22))/\(Sample.alphanumeric(22))" }),
    .shaped(
      "launchdarkly-mobile-key", "LaunchDarkly mobile key", .flags, ["mob-"], Piece.uuid, severity: .warning,
      source: "https://launchdarkly.com/docs/home/account/environment/keys", body: { Sample.uuid() }),
    .named(
      "optimizely-token", "Optimizely token", .flags, keywords: ["optimizely"], names: ["token"], 40...64,
      of: .base64URL,
      example: "OPTIMIZELY_ACCESS_TOKEN",
      source: "https://docs.developers.optimizely.com/experimentation-data/reference/authentication"),
    .token(
      "newrelic-browser-key", "New Relic browser key", .newRelic, "NRJS-", 19, of: .hex, severity: .warning,
      source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"),
    .named(
      "virustotal-api-key", "VirusTotal API key", .intelligence, keywords: ["virustotal", "vt_api"], names: ["key"], 64,
      of: .hex, example: "VIRUSTOTAL_API_KEY", source: "https://docs.virustotal.com/reference/authentication"),
    .named(
      "shodan-api-key", "Shodan API key", .intelligence, keywords: ["shodan"], names: ["key"], 32, of: .alphanumeric,
      example: "SHODAN_API_KEY", source: "https://developer.shodan.io/api/requirements"),
    .named(
      "abuseipdb-api-key", "AbuseIPDB API key", .intelligence, keywords: ["abuseipdb"], names: ["key"], 80, of: .hex,
      example: "ABUSEIPDB_API_KEY", source: "https://docs.abuseipdb.com/#introduction"),
    .namedUUID(
      "urlscan-api-key", "urlscan.io API key", .intelligence, keywords: ["urlscan"], names: ["key"],
      example: "URLSCAN_API_KEY", source: "https://docs.urlscan.io/"),
    .named(
      "otx-api-key", "AlienVault OTX API key", .intelligence, keywords: ["otx", "alienvault"], names: ["key"], 64,
      of: .hex, example: "OTX_API_KEY", source: "https://otx.alienvault.com/api"),
    .named(
      "openweather-api-key", "OpenWeather API key", .publicDataService, keywords: ["openweather", "owm"],
      names: ["key", "appid"],
      32, of: .hex, example: "OPENWEATHER_API_KEY", source: "https://openweathermap.org/appid"),
    .named(
      "newsapi-key", "News API key", .publicDataService, keywords: ["newsapi", "news_api"], names: ["key"], 32,
      of: .hex,
      example: "NEWSAPI_KEY", source: "https://newsapi.org/docs/authentication"),
    .token(
      "foursquare-api-key", "Foursquare API key", .mapService, "fsq3", 44, of: ByteClass("0-9A-Za-z+/="),
      verify: [.mixedAlphabet], source: "https://docs.foursquare.com/developer/reference/manage-api-keys"),
    .token(
      "locationiq-token", "LocationIQ access token", .mapService, "pk.", 32, of: .hex, severity: .warning,
      source: "https://docs.locationiq.com/docs/introduction"),
    .named(
      "here-api-key", "HERE API key", .mapService, keywords: ["here_api", "here_key", "here_maps"], names: ["key"], 43,
      of: .base64URL, example: "HERE_API_KEY",
      source: "https://www.here.com/docs/bundle/identity-and-access-management-developer-guide-api-key"),
    .named(
      "tomtom-api-key", "TomTom API key", .mapService, keywords: ["tomtom"], names: ["key"], 32, of: .alphanumeric,
      example: "TOMTOM_API_KEY", source: "https://developer.tomtom.com/knowledgebase/platform/articles/api-keys/"),
  ]
}
