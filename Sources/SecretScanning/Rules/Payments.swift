import GateModel

extension SecretRule.Family {
  static let stripe = Self("stripe", "Roll it under https://dashboard.stripe.com/apikeys.")
  static let square = Self("square", "Replace it under https://developer.squareup.com/apps.")
  static let payPal = Self("paypal", "Revoke it in the control panel of Braintree or PayPal.")
  static let plaid = Self("plaid", "Invalidate it with `/item/access_token/invalidate`.")
  static let flutterwave = Self("flutterwave", "Regenerate it under Settings, API keys of Flutterwave.")
  static let shipping = Self("shipping", "Delete it in the provider's dashboard, under API keys.")
}

extension SecretRule {
  static let payments: [SecretRule] = [
    .token(
      "stripe-secret-key", "Stripe live secret key", .stripe, "sk_live_", 24...247, of: .alphanumeric,
      source: "https://docs.stripe.com/keys"),
    .token(
      "stripe-restricted-key", "Stripe live restricted key", .stripe, "rk_live_", 24...247, of: .alphanumeric,
      source: "https://docs.stripe.com/keys"),
    .token(
      "stripe-test-key", "Stripe test secret key", .stripe, "sk_test_", 24...247, of: .alphanumeric, severity: .warning,
      source: "https://docs.stripe.com/keys"),
    .token(
      "stripe-test-restricted-key", "Stripe test restricted key", .stripe, "rk_test_", 24...247, of: .alphanumeric,
      severity: .warning, source: "https://docs.stripe.com/keys"),
    .token(
      "stripe-webhook-secret", "Stripe webhook signing secret", .stripe, "whsec_", 32...64,
      of: ByteClass("0-9A-Za-z+/="), verify: [.entropy(3.5)], source: "https://docs.stripe.com/webhooks"),
    .token(
      "square-access-token-old", "Square access token", .square, "sq0atp-", 22, of: .base64URL,
      source: "https://developer.squareup.com/docs/build-basics/access-tokens"),
    .token(
      "square-access-token", "Square access token", .square, "EAAA", 60, of: .base64URL, verify: [.mixedAlphabet],
      source: "https://developer.squareup.com/docs/build-basics/access-tokens"),
    .token(
      "square-oauth-secret", "Square OAuth secret", .square, "sq0csp-", 43, of: .base64URL,
      source: "https://developer.squareup.com/docs/oauth-api/overview"),
    SecretRule(
      "braintree-access-token", "PayPal Braintree access token", .payPal, anchors: ["access_token$production$"],
      match: .prefixed(.run(16, of: .lowerAlphanumeric), .literal("$"), .run(32, of: .hex)),
      source: "https://developer.paypal.com/braintree/docs/guides/authorization/overview",
      examples: { .token("access_token" + "$production$", Sample.lower(16) + "$" + Sample.hex(32)) }),
    SecretRule(
      "plaid-access-token", "Plaid access token", .plaid,
      anchors: ["access-production-", "access-development-", "access-sandbox-"],
      match: .shape(Shape(pieces: Piece.uuid)), source: "https://plaid.com/docs/api/tokens/",
      examples: { .token("access" + "-production-", Sample.uuid()) }),
    SecretRule(
      "flutterwave-secret-key", "Flutterwave secret key", .flutterwave, anchors: ["FLWSECK-", "FLWSECK_TEST-"],
      match: .prefixed(.run(12...32, of: ByteClass("0-9A-Ha-h")), .optional([.literal("-X")])),
      source: "https://developer.flutterwave.com/docs/authentication",
      examples: { .token("FLW" + "SECK-", Sample.hex(32) + "-X") }),
    .token(
      "easypost-api-key", "EasyPost API key", .shipping, "EZAK", 54, of: .alphanumeric,
      source: "https://docs.easypost.com/docs/authentication"),
    .token(
      "shippo-api-key", "Shippo API key", .shipping, "shippo_live_", 40, of: .anyCaseHex,
      source: "https://docs.goshippo.com/docs/guides_general/authentication/"),
    .token(
      "duffel-api-key", "Duffel API key", .shipping, "duffel_live_", 43, of: ByteClass("0-9A-Za-z_=-"),
      source: "https://duffel.com/docs/api/overview/making-requests"),
  ]
}
