extension SecretRule.Family {
  static let grafana = Self(
    "grafana", "Delete it under Administration, Service accounts (or Access policies) of Grafana.")
  static let newRelic = Self("newrelic", "Delete it under https://one.newrelic.com/api-keys.")
  static let datadog = Self("datadog", "Revoke it under https://app.datadoghq.com/organization-settings/api-keys.")
  static let sentry = Self("sentry", "Revoke it under https://sentry.io/settings/auth-tokens/.")
  static let dynatrace = Self("dynatrace", "Revoke it under Access tokens of the Dynatrace environment.")
  static let monitoring = Self("monitoring", "Delete it in the service's settings, under API keys.")
}

extension SecretRule {
  static let observability: [SecretRule] = [
    SecretRule(
      "grafana-service-account-token", "Grafana service account token", .grafana, anchors: ["glsa_"],
      match: .prefixed(.run(32, of: .alphanumeric), .literal("_"), .run(8, of: .anyCaseHex)),
      verify: [.checksum(.grafana)],
      source: "https://grafana.com/docs/grafana/latest/administration/service-accounts/",
      examples: {
        .token("gl" + "sa_", String(Sample.checked("glsa_" + Sample.alphanumeric(32) + "_", by: .grafana).dropFirst(5)))
      }),
    SecretRule(
      "grafana-cloud-token", "Grafana Cloud access policy token", .grafana, anchors: ["glc_"],
      match: .prefixed(then: 32...400, of: ByteClass("0-9A-Za-z+/=")),
      verify: [.mixedAlphabet, .base64JSON(prefix: 4, keys: ["o", "n", "k"])],
      source:
        "https://grafana.com/docs/grafana-cloud/account-management/authentication-and-permissions/access-policies/",
      examples: {
        let json = #"{"o":"5","n":"a","k":"\#(Sample.alphanumeric(24))","m":{"r":"eu"}}"#
        return .token(
          "gl" + "c_", Sample.encoded(json),
          alsoFinds: ["t: \u{ab}" + "glc" + "_eyJ\(Sample.alphanumeric(60))\u{bb}"])
      }),
    SecretRule(
      "grafana-api-key", "Grafana API key", .grafana, anchors: ["eyJrIjoi"],
      match: .prefixed(then: 60...400, of: .anyBase64), verify: [.base64JSON(prefix: 0, keys: ["k", "n", "id"])],
      source: "https://grafana.com/docs/grafana/latest/administration/api-keys/",
      examples: {
        let json = #"{"k":"\#(Sample.alphanumeric(32))","n":"deploy","id":1}"#
        return .token("eyJr" + "Ijoi", String(Sample.encoded(json).dropFirst(8)))
      }),
    .token(
      "newrelic-user-key", "New Relic user key", .newRelic, "NRAK-", 27, of: .upperAlphanumeric,
      source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"),
    .token(
      "newrelic-insert-key", "New Relic insert key", .newRelic, "NRII-", 32, of: .base64URL,
      source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"),
    .token(
      "newrelic-query-key", "New Relic query key", .newRelic, "NRIQ-", 32, of: .base64URL,
      source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"),
    SecretRule(
      "newrelic-license-key", "New Relic licence key", .newRelic, anchors: ["FFFFNRAL", "NRAL"],
      match: .around(30...36, of: .lowerAlphanumeric),
      source: "https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/",
      examples: {
        Examples(
          finds: ["license_key: \u{ab}\(Sample.lower(36))" + "NR" + "AL\u{bb}"],
          ignores: ["NRAL", "abcNRAL", String(repeating: "0", count: 36) + "NRAL"])
      }),
    .named(
      "datadog-api-key", "Datadog API key", .datadog, keywords: ["datadog", "dd_api", "dd-api", "ddapi"], 32...32,
      of: .hex, example: "DD_API_KEY", source: "https://docs.datadoghq.com/account_management/api-app-keys/"),
    .named(
      "datadog-app-key", "Datadog application key", .datadog, keywords: ["datadog", "dd_app", "dd-app", "ddapp"],
      40...40, of: .alphanumeric, example: "DATADOG_APP_KEY",
      source: "https://docs.datadoghq.com/account_management/api-app-keys/"),
    SecretRule(
      "dynatrace-api-token", "Dynatrace API token", .dynatrace, anchors: ["dt0"],
      match: .prefixed(
        .run(1, of: .lower), .run(2, of: .digits), .literal("."), .run(24, of: .upperAlphanumeric), .literal("."),
        .run(64, of: .upperAlphanumeric)),
      source: "https://docs.dynatrace.com/docs/dynatrace-api/basics/dynatrace-api-authentication",
      examples: { .token("dt" + "0", "c01." + Sample.upper(24) + "." + Sample.upper(64)) }),
    SecretRule(
      "sentry-organization-token", "Sentry organisation token", .sentry, anchors: ["sntrys_eyJ"],
      match: .prefixed(.run(40...400, of: ByteClass("0-9A-Za-z+/=")), .literal("_"), .run(43, of: .base64)),
      verify: [.base64JSON(prefix: 7, suffix: 44, keys: ["iat", "url", "org"])],
      source: "https://docs.sentry.io/account/auth-tokens/",
      examples: {
        let json = #"{"iat":1700000000.1,"url":"https://sentry.io","region_url":"https://us.sentry.io","org":"corp"}"#
        return .token(
          "sntr" + "ys_eyJ", Sample.encoded(json).dropFirst(3) + "_" + Sample.alphanumeric(43),
          alsoFinds: ["t: \u{ab}" + "sntr" + "ys_eyJ\(Sample.alphanumeric(120))=_\(Sample.alphanumeric(43))\u{bb}"])
      }),
    .token(
      "sentry-user-token", "Sentry user token", .sentry, "sntryu_", 64, of: .hex,
      source: "https://docs.sentry.io/account/auth-tokens/"),
    .token(
      "honeycomb-ingest-key", "Honeycomb ingest key", .monitoring, "hcaik_", 58, of: .lowerAlphanumeric,
      source: "https://docs.honeycomb.io/configure/environments/manage-api-keys/"),
    .token(
      "posthog-personal-key", "PostHog personal API key", .monitoring, "phx_", 43...47, of: .word,
      source: "https://posthog.com/docs/api"),
    .token(
      "elastic-cloud-key", "Elastic Cloud API key", .monitoring, "essu_", 40...140, of: ByteClass("0-9A-Za-z+/="),
      verify: [.base64Marked(prefix: 5, ":")],
      source: "https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys"),
    .named(
      "pagerduty-api-key", "PagerDuty API key", .monitoring, keywords: ["pagerduty", "pager_duty"],
      names: ["key", "token"], 20...20, of: ByteClass("0-9A-Za-z_+-"), example: "PAGERDUTY_API_KEY",
      source: "https://support.pagerduty.com/main/docs/api-access-keys"),
    .token(
      "sonarqube-user-token", "SonarQube user token", .monitoring, "squ_", 40, of: .hex,
      source: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/"),
    .token(
      "sonarqube-project-token", "SonarQube project token", .monitoring, "sqp_", 40, of: .hex,
      source: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/"),
    .namedUUID(
      "snyk-api-token", "Snyk API token", .monitoring, keywords: ["snyk"], names: ["token", "key"],
      example: "SNYK_TOKEN", source: "https://docs.snyk.io/snyk-api/authentication-for-api"),
    .token(
      "sourcegraph-token", "Sourcegraph access token", .monitoring, "sgp_", 40, of: .anyCaseHex,
      source: "https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token"),
  ]
}
