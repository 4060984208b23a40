extension ValidationRequest {
  /// Other services.
  static let services: [ValidationRequest] = [
    ValidationRequest(
      ["linear-api-key"], at: ["api.linear.app"], ["/graphql"], by: .header("Authorization"), .post,
      body: #"{"query":"{ viewer { id } }"}"#,
      answers: [
        .yes(200, holding: #""viewer":{"#), .no(400, holding: "AUTHENTICATION_ERROR"),
        .no(200, holding: "AUTHENTICATION_ERROR"), .no(401),
      ], source: "https://linear.app/developers/graphql"),
    ValidationRequest(
      ["notion-token", "notion-legacy-token"], at: ["api.notion.com"], ["/v1/users/me"],
      headers: ["Notion-Version: 2022-06-28"], answers: [.limited],
      source: "https://developers.notion.com/reference/get-self"),
    ValidationRequest(
      ["airtable-token"], at: ["api.airtable.com"], ["/v0/meta/whoami"],
      source: "https://airtable.com/developers/web/api/get-user-id-scopes"),
    ValidationRequest(
      ["asana-token"], at: ["app.asana.com"], ["/api/1.0/users/me"],
      source: "https://developers.asana.com/reference/getuser"),
    ValidationRequest(
      ["figma-token"], at: ["api.figma.com"], ["/v1/me"], by: .header("X-Figma-Token"),
      answers: [.yes(403, holding: "scope"), .no(403, holding: "Invalid token")],
      source: "https://www.figma.com/developers/api#get-me-endpoint"),
    ValidationRequest(
      ["dropbox-token"], at: ["api.dropboxapi.com"], ["/2/check/user"], .post, body: #"{"query":"gate"}"#,
      source: "https://www.dropbox.com/developers/documentation/http/documentation#check-user"),
    ValidationRequest(
      ["okta-api-token"], at: [], ["/api/v1/users/me"], by: .header("Authorization", before: "SSWS "),
      answers: [.limited], server: "okta",
      source: "https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/"),
    ValidationRequest(
      ["contentful-token"], at: ["api.contentful.com"], ["/users/me"],
      source: "https://www.contentful.com/developers/docs/references/content-management-api/"),
    ValidationRequest(
      ["typeform-token"], at: ["api.typeform.com"], ["/me"], answers: [.no(403, holding: "AUTHENTICATION_FAILED")],
      source: "https://www.typeform.com/developers/create/reference/retrieve-your-own-account/"),
    ValidationRequest(
      ["mapbox-secret-token"], at: ["api.mapbox.com"], ["/tokens/v2?access_token={token}"], by: .path,
      answers: [
        .yes(200, holding: "TokenValid"), .no(200, holding: "TokenInvalid"), .no(200, holding: "TokenRevoked"),
        .no(200, holding: "TokenExpired"), .no(200, holding: "TokenMalformed"), .no(401),
      ], source: "https://docs.mapbox.com/api/accounts/tokens/#retrieve-a-token"),
    ValidationRequest(
      ["adafruit-key"], at: ["io.adafruit.com"], ["/api/v2/user"], by: .header("X-AIO-Key"),
      source: "https://io.adafruit.com/api/docs/#get-user-info"),
    ValidationRequest(
      ["readme-api-key"], at: ["dash.readme.com"], ["/api/v1"], by: .user,
      source: "https://docs.readme.com/main/reference/getproject"),
    ValidationRequest(
      ["frameio-token"], at: ["api.frame.io"], ["/v2/me"],
      source: "https://developer.frame.io/api/reference/operation/getMe/"),
    ValidationRequest(
      ["launchdarkly-key"], at: ["app.launchdarkly.com"], ["/api/v2/caller-identity"], by: .header("Authorization"),
      doubt: "a key of an SDK is not verified there",
      source: "https://launchdarkly.com/docs/api/other/get-caller-identity"),
  ]
}
