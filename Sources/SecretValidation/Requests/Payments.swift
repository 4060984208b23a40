extension ValidationRequest {
  /// Money and goods.
  static let payments: [ValidationRequest] = [
    ValidationRequest(
      ["stripe-secret-key", "stripe-restricted-key", "stripe-test-key", "stripe-test-restricted-key"],
      at: ["api.stripe.com"], ["/v1/balance"], answers: [.limited], source: "https://docs.stripe.com/api/balance"),
    ValidationRequest(
      ["square-access-token", "square-access-token-old"], at: ["connect.squareup.com", "connect.squareupsandbox.com"],
      ["/v2/locations"], answers: [.limited],
      source: "https://developer.squareup.com/reference/square/locations-api/list-locations"),
    ValidationRequest(
      ["shopify-access-token", "shopify-custom-app-token", "shopify-private-app-token"], at: [],
      ["/admin/api/2025-01/shop.json"], by: .header("X-Shopify-Access-Token"), server: "shopify",
      source: "https://shopify.dev/docs/api/admin-rest/latest/resources/shop"),
    ValidationRequest(
      ["flutterwave-secret-key"], at: ["api.flutterwave.com"], ["/v3/banks/NG"],
      source: "https://developer.flutterwave.com/v3.0.0/reference/get-all-banks"),
    ValidationRequest(
      ["easypost-api-key"], at: ["api.easypost.com"], ["/v2/users"], by: .user, answers: [.limited],
      source: "https://docs.easypost.com/docs/users"),
    ValidationRequest(
      ["shippo-api-key"], at: ["api.goshippo.com"], ["/addresses?results=1"],
      by: .header("Authorization", before: "ShippoToken "),
      source: "https://docs.goshippo.com/docs/guides_general/authentication/"),
    ValidationRequest(
      ["duffel-api-key"], at: ["api.duffel.com"], ["/air/airlines?limit=1"], headers: ["Duffel-Version: v2"],
      source: "https://duffel.com/docs/api/airlines/list-airlines"),
  ]
}
