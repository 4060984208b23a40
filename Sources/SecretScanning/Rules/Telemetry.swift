import GateModel

extension SecretRule.Family {
  static let sumoLogic = Self("sumologic", "Delete it in Sumo Logic, under Administration, Security, Access keys.")
  static let splunk = Self("splunk", "Delete it in Splunk, under Settings, Data inputs or Tokens.")
  static let loggly = Self("loggly", "Retire the customer token in Loggly, under Source setup.")
  static let logz = Self("logzio", "Delete it under https://app.logz.io/#/dashboard/settings/manage-tokens.")
  static let axiom = Self("axiom", "Delete it under https://app.axiom.co/, Settings, API tokens.")
  static let rollbar = Self("rollbar", "Disable it in the project's settings in Rollbar, under Access tokens.")
  static let bugsnag = Self("bugsnag", "Regenerate it in the project's settings in Bugsnag.")
  static let honeybadger = Self("honeybadger", "Reset it in the project's settings in Honeybadger, under API keys.")
  static let honeycomb = Self("honeycomb", "Delete it under https://ui.honeycomb.io/, Environment settings, API keys.")
  static let betterStack = Self("betterstack", "Regenerate it under https://betterstack.com/, API tokens.")
  static let opsgenie = Self("opsgenie", "Delete it in Opsgenie, under Settings, API key management.")
  static let statuspage = Self("statuspage", "Delete it under https://manage.statuspage.io/, API info.")
  static let uptimeRobot = Self("uptimerobot", "Delete it under https://dashboard.uptimerobot.com/integrations.")
  static let checkly = Self("checkly", "Delete it under https://app.checklyhq.com/settings/user/api-keys.")
  static let coralogix = Self("coralogix", "Revoke it in Coralogix, under Data flow, API keys.")
  static let influx = Self("influxdb", "Delete it in InfluxDB, under Load data, API tokens.")
  static let elastic = Self(
    "elastic", "Invalidate it with `DELETE /_security/api_key`, or in Kibana under Stack management.")
  static let segment = Self(
    "segment", "Revoke it in Segment, under Settings, Workspace settings, Access management, Tokens.")
  static let mixpanel = Self("mixpanel", "Reset it in the project's settings in Mixpanel.")
  static let amplitude = Self("amplitude", "Rotate it in the organisation's settings in Amplitude, under Projects.")
  static let wakaTime = Self("wakatime", "Regenerate it under https://wakatime.com/settings/account.")
}

extension SecretRule {
  static let telemetry: [SecretRule] = [
    .shaped(
      "newrelic-admin-key", "New Relic admin or REST API key", .newRelic, ["NRAA-", "NRRA-"], [.run(27...42, of: .hex)],
      source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/", body: { Sample.hex(42) }),
    .named(
      "sumologic-access-key", "Sumo Logic access key", .sumoLogic, keywords: ["sumo"], names: ["key"], 64,
      of: .alphanumeric, example: "SUMOLOGIC_ACCESS_KEY",
      source: "https://help.sumologic.com/docs/manage/security/access-keys/"),
    .address(
      "sumologic-collector", "Sumo Logic HTTP source", .sumoLogic, "collectors.sumologic.com/receiver/v1/http/",
      [.run(60...300, of: ByteClass("0-9A-Za-z+/=_-"))],
      source: "https://help.sumologic.com/docs/send-data/hosted-collectors/http-source/",
      secret: { Sample.alphanumeric(120) }),
    .namedUUID(
      "splunk-hec-token", "Splunk HTTP event collector token", .splunk, keywords: ["splunk", "hec_token"],
      names: ["token", "key"], example: "SPLUNK_HEC_TOKEN",
      source: "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector"),
    .shaped(
      "splunk-hec-header", "Splunk HTTP event collector token", .splunk, ["Splunk "], Piece.uuid,
      source: "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
      body: { Sample.uuid() }),
    .address(
      "loggly-token", "Loggly customer token", .loggly, "loggly.com/inputs/", Piece.uuid,
      source: "https://documentation.solarwinds.com/en/success_center/loggly/", secret: { Sample.uuid() }),
    .named(
      "logzio-token", "Logz.io shipping token", .logz, keywords: ["logz"], names: ["token", "key"], 32,
      of: .alphanumeric,
      example: "LOGZIO_TOKEN", source: "https://docs.logz.io/docs/user-guide/admin/authentication-tokens/"),
    .shaped(
      "axiom-token", "Axiom API or personal token", .axiom, ["xaat-", "xapt-"], Piece.uuid,
      source: "https://axiom.co/docs/reference/tokens", body: { Sample.uuid() }),
    .named(
      "rollbar-token", "Rollbar access token", .rollbar, keywords: ["rollbar"], names: ["token", "key"], 32, of: .hex,
      example: "ROLLBAR_ACCESS_TOKEN", source: "https://docs.rollbar.com/docs/access-tokens"),
    .named(
      "bugsnag-api-key", "Bugsnag API key", .bugsnag, keywords: ["bugsnag"], names: ["key", "token"], 32, of: .hex,
      severity: .warning, example: "BUGSNAG_API_KEY", source: "https://docs.bugsnag.com/api/"),
    .token(
      "honeybadger-api-key", "Honeybadger project key", .honeybadger, "hbp_", 36, of: .alphanumeric,
      source: "https://docs.honeybadger.io/api/"),
    .shaped(
      "honeycomb-key", "Honeycomb key", .honeycomb, ["hcxik_", "hcbik_", "hccik_", "hcalk_", "hcxlk_", "hcamk_"],
      [.run(58, of: .lowerAlphanumeric)], source: "https://docs.honeycomb.io/configure/environments/manage-api-keys/",
      body: { Sample.lower(58) }),
    .named(
      "honeycomb-classic-key", "Honeycomb classic key", .honeycomb, keywords: ["honeycomb"], names: ["key", "team"], 32,
      of: .hex, example: "HONEYCOMB_API_KEY",
      source: "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    .named(
      "betterstack-token", "Better Stack source token", .betterStack,
      keywords: ["logtail", "betterstack", "better_stack"],
      names: ["token", "key"], 24, of: .alphanumeric, example: "LOGTAIL_SOURCE_TOKEN",
      source: "https://betterstack.com/docs/logs/api/getting-started/"),
    .namedUUID(
      "opsgenie-api-key", "Opsgenie API key", .opsgenie, keywords: ["opsgenie"], names: ["key", "token"],
      example: "OPSGENIE_API_KEY", source: "https://docs.opsgenie.com/docs/api-key-management"),
    .namedUUID(
      "statuspage-api-key", "Statuspage API key", .statuspage, keywords: ["statuspage"], names: ["key", "token"],
      example: "STATUSPAGE_API_KEY", source: "https://developer.statuspage.io/"),
    .namedShape(
      "uptimerobot-api-key", "UptimeRobot API key", .uptimeRobot, keywords: ["uptimerobot", "uptime_robot"],
      names: ["key", "token"],
      [.either(["ur", "u", "m"]), .run(5...10, of: .digits), .literal("-"), .run(24...32, of: .hex)],
      example: "UPTIMEROBOT_API_KEY", source: "https://uptimerobot.com/api/",
      value: { "u\(Sample.digits(7))-\(Sample.hex(24))" }),
    .shaped(
      "checkly-api-key", "Checkly API key", .checkly, ["cu_", "sv_"], [.run(32, of: .hex)],
      source: "https://www.checklyhq.com/docs/accounts-and-users/creating-api-key/", body: { Sample.hex(32) }),
    .shaped(
      "coralogix-key", "Coralogix API key", .coralogix, ["cxtp_", "cxup_", "cxth_"], [.run(30, of: .alphanumeric)],
      source: "https://coralogix.com/docs/user-guides/account-management/api-keys/api-keys/",
      body: { Sample.alphanumeric(30) }),
    .namedShape(
      "influxdb-token", "InfluxDB token", .influx, keywords: ["influx"], names: ["token"],
      [.run(86, of: .base64URL), .literal("==")], example: "INFLUXDB_TOKEN",
      source: "https://docs.influxdata.com/influxdb/v2/admin/tokens/", value: { Sample.alphanumeric(86) + "==" }),
    .namedShape(
      "elasticsearch-api-key", "Elasticsearch API key", .elastic, keywords: ["elastic", "kibana", "es_api"],
      names: ["key"], [.run(56...60, of: .base64), .optional([.literal("==")])],
      example: "ELASTICSEARCH_API_KEY",
      source: "https://www.elastic.co/docs/deploy-manage/api-keys/elasticsearch-api-keys",
      value: { String(Sample.encoded("\(Sample.alphanumeric(20)):\(Sample.alphanumeric(22))").prefix(58)) + "==" }),
    .token(
      "segment-api-token", "Segment public API token", .segment, "sgp_", 64, of: .alphanumeric,
      verify: [.mixedAlphabet],
      source: "https://docs.segmentapis.com/tag/Getting-Started/"),
    .named(
      "segment-write-key", "Segment write key", .segment, keywords: ["segment"], names: ["writekey"], 32,
      of: .alphanumeric, severity: .warning, example: "SEGMENT_WRITE_KEY",
      source: "https://segment.com/docs/connections/find-writekey/"),
    .named(
      "mixpanel-secret", "Mixpanel API secret", .mixpanel, keywords: ["mixpanel"], names: ["secret"], 32, of: .hex,
      example: "MIXPANEL_API_SECRET", source: "https://developer.mixpanel.com/reference/project-secret"),
    .named(
      "amplitude-secret-key", "Amplitude secret key", .amplitude, keywords: ["amplitude"], names: ["secret"], 32,
      of: .hex, example: "AMPLITUDE_SECRET_KEY",
      source: "https://amplitude.com/docs/apis/authentication"),
    .shaped(
      "wakatime-api-key", "WakaTime API key", .wakaTime, ["waka_"], Piece.uuid,
      source: "https://wakatime.com/developers#authentication", body: { Sample.uuid() }),
    .token(
      "posthog-feature-flag-key", "PostHog feature flags secure key", .monitoring, "phs_", 43...47, of: .word,
      source: "https://posthog.com/docs/feature-flags/local-evaluation"),
    .shaped(
      "sourcegraph-instance-token", "Sourcegraph access token", .monitoring, ["sgp_"],
      [
        .optional([.literal("local")]), .optional([.run(16, of: .anyCaseHex)]), .literal("_"),
        .run(40, of: .anyCaseHex),
      ],
      source: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token", body: { "local_" + Sample.hex(40) }),
    SecretRule(
      "sentry-dsn-secret", "Sentry DSN with its secret key", .sentry, anchors: ["ingest.sentry.io/", "@sentry.io/"],
      match: .pattern(#"://[0-9a-f]{32}:([0-9a-f]{32})@[a-z0-9.-]*sentry\.io/"#, before: 120, after: 1),
      source: "https://docs.sentry.io/concepts/key-terms/dsn-explainer/",
      examples: {
        Examples(
          finds: ["dsn = 'https://\(Sample.hex(32)):\u{ab}\(Sample.hex(32, seed: 2))\u{bb}@sentry.io/12345'"],
          ignores: ["https://\(Sample.hex(32))@o1.ingest.sentry.io/12345", "https://a:b@sentry.io/1"])
      }),
  ]
}
