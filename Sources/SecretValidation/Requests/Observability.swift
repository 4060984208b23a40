extension ValidationRequest {
  /// Monitoring and what wakes people.
  static let observability: [ValidationRequest] = [
    ValidationRequest(
      ["datadog-api-key"],
      at: [
        "api.datadoghq.com", "api.us3.datadoghq.com", "api.us5.datadoghq.com", "api.datadoghq.eu",
        "api.ap1.datadoghq.com",
      ], ["/api/v1/validate"], by: .header("DD-API-KEY"), answers: [.no(403)],
      source: "https://docs.datadoghq.com/api/latest/authentication/#validate-api-key"),
    ValidationRequest(
      ["newrelic-user-key"], at: ["api.newrelic.com", "api.eu.newrelic.com"], ["/graphql"], by: .header("API-Key"),
      .post,
      body: #"{"query":"{ actor { user { id } } }"}"#,
      answers: [.yes(200, holding: #""user":{"#), .no(200, holding: "errors")],
      source: "https://docs.newrelic.com/docs/apis/nerdgraph/get-started/introduction-new-relic-nerdgraph/"),
    ValidationRequest(
      ["sentry-user-token", "sentry-organization-token"], at: ["sentry.io", "de.sentry.io"], ["/api/0/organizations/"],
      answers: [.limited], server: "sentry", doubt: "it may belong to a Sentry of one's own: --server sentry=HOST",
      source: "https://docs.sentry.io/api/organizations/list-your-organizations/"),
    ValidationRequest(
      ["grafana-service-account-token", "grafana-api-key"], at: [], ["/api/org"], answers: [.limited],
      server: "grafana", source: "https://grafana.com/docs/grafana/latest/developers/http_api/org/"),
    ValidationRequest(
      ["pagerduty-api-key"], at: ["api.pagerduty.com", "api.eu.pagerduty.com"], ["/abilities"],
      by: .header("Authorization", before: "Token token="), answers: [.limited],
      source: "https://developer.pagerduty.com/api-reference/ZG9jOjExMDI5NTUx-authentication"),
    ValidationRequest(
      ["honeycomb-ingest-key"], at: ["api.honeycomb.io", "api.eu1.honeycomb.io"], ["/1/auth"],
      by: .header("X-Honeycomb-Team"), source: "https://docs.honeycomb.io/api/auth/"),
    ValidationRequest(
      ["posthog-personal-key"], at: ["us.posthog.com", "eu.posthog.com"], ["/api/users/@me/"], answers: [.limited],
      server: "posthog", doubt: "it may belong to a PostHog of one's own: --server posthog=HOST",
      source: "https://posthog.com/docs/api"),
  ]
}
