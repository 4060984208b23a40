import GateModel

extension SecretRule.Family {
  static let razorpay = Self("razorpay", "Regenerate it under https://dashboard.razorpay.com/app/keys.")
  static let paystack = Self("paystack", "Regenerate it under https://dashboard.paystack.com/#/settings/developers.")
  static let mollie = Self("mollie", "Reset it under https://my.mollie.com/dashboard/developers/api-keys.")
  static let goCardless = Self("gocardless", "Delete it under https://manage.gocardless.com/developers.")
  static let adyen = Self("adyen", "Generate a new one in the Customer Area, under Developers, API credentials.")
  static let paddle = Self("paddle", "Revoke it under https://vendors.paddle.com/authentication-v2.")
  static let polar = Self("polar", "Delete it under https://polar.sh/settings or the organisation's settings.")
  static let wise = Self("wise", "Revoke it under https://wise.com/settings/api-tokens.")
  static let recurly = Self("recurly", "Regenerate it in Recurly, under Integrations, API credentials.")
  static let revenueCat = Self("revenuecat", "Revoke it in the project's settings in RevenueCat, under API keys.")
  static let persona = Self("persona", "Revoke it under https://withpersona.com/dashboard/api-keys.")
  static let onfido = Self("onfido", "Revoke it under https://dashboard.onfido.com/api/tokens.")
  static let amazonSeller = Self(
    "amazon-sp", "Rotate it in the Solution Provider Portal, or with `rotateApplicationClientSecret`.")
  static let wooCommerce = Self(
    "woocommerce", "Revoke it in the shop, under WooCommerce, Settings, Advanced, REST API.")
  static let eBay = Self("ebay", "Rotate it under https://developer.ebay.com/my/keys.")
  static let bigCommerce = Self("bigcommerce", "Delete it in the store, under Settings, Store-level API accounts.")
  static let lob = Self("lob", "Roll it under https://dashboard.lob.com/settings/api-keys.")
  static let afterShip = Self("aftership", "Delete it in the organisation's settings, under API keys.")
  static let banking = Self(
    "banking", "Delete it in the dashboard, under API keys, and look for transfers that are not yours.")
}

extension SecretRule {
  static let commerce: [SecretRule] = processors + shops

  private static let processors: [SecretRule] = [
    .token(
      "razorpay-key-id", "Razorpay live key id", .razorpay, "rzp_live_", 14, of: .alphanumeric, severity: .warning,
      source: "https://razorpay.com/docs/api/authentication/"),
    .named(
      "razorpay-key-secret", "Razorpay key secret", .razorpay, keywords: ["razorpay", "rzp"], names: ["secret"],
      20...26,
      of: .alphanumeric, example: "RAZORPAY_KEY_SECRET", source: "https://razorpay.com/docs/api/authentication/"),
    .named(
      "paystack-secret-key", "Paystack secret key", .paystack, keywords: ["paystack"], names: ["key"], 48...49,
      of: .word, example: "PAYSTACK_SECRET_KEY", source: "https://paystack.com/docs/api/authentication/"),
    .namedShape(
      "mollie-api-key", "Mollie live API key", .mollie, keywords: ["mollie"], names: ["key", "token"],
      [.literal("live_"), .run(30...40, of: .alphanumeric)], example: "MOLLIE_API_KEY",
      source: "https://docs.mollie.com/reference/authentication", value: { "live" + "_" + Sample.alphanumeric(34) }),
    .namedShape(
      "gocardless-access-token", "GoCardless access token", .goCardless, keywords: ["gocardless", "go_cardless"],
      names: ["token", "key", "secret"], [.literal("live_"), .run(40, of: .base64URL)],
      example: "GOCARDLESS_ACCESS_TOKEN",
      source: "https://developer.gocardless.com/api-reference/#making-requests",
      value: { "live" + "_" + Sample.alphanumeric(40) }),
    .shaped(
      "adyen-api-key", "Adyen API key", .adyen, ["AQE"],
      [
        .run(8...120, of: ByteClass("0-9A-Za-z+/")), .literal("-"), .run(20...140, of: ByteClass("0-9A-Za-z+/=")),
        .literal("-"), .run(8...60, of: ByteClass("0-9A-Za-z~!@#%^*+=:.?/")),
      ],
      verify: [.mixedAlphabet], source: "https://docs.adyen.com/development-resources/api-credentials/",
      body: { "\(Sample.alphanumeric(60))-\(Sample.alphanumeric(43))=-\(Sample.alphanumeric(20))" }),
    .shaped(
      "paddle-api-key", "Paddle API key", .paddle, ["pdl_live_apikey_", "pdl_sdbx_apikey_"],
      [
        .run(26, of: .lowerAlphanumeric), .literal("_"), .run(22, of: .alphanumeric), .literal("_"),
        .run(3, of: .alphanumeric),
      ],
      source: "https://developer.paddle.com/api-reference/about/api-keys",
      body: { "\(Sample.lower(26))_\(Sample.alphanumeric(22))_\(Sample.alphanumeric(3))" }),
    .shaped(
      "polar-token", "Polar access token", .polar, ["polar_oat_", "polar_pat_", "polar_at_u_", "polar_rt_"],
      [.run(32...60, of: .alphanumeric)], source: "https://polar.sh/docs/integrate/oat",
      body: { Sample.alphanumeric(43) }),
    .namedUUID(
      "wise-api-token", "Wise API token", .wise, keywords: ["transferwise", "wise_api", "wise_token"],
      names: ["token", "key"], example: "WISE_API_TOKEN", source: "https://docs.wise.com/api-docs/guides/authentication"
    ),
    .named(
      "recurly-api-key", "Recurly API key", .recurly, keywords: ["recurly"], names: ["key"], 32, of: .alphanumeric,
      example: "RECURLY_API_KEY", source: "https://recurly.com/developers/api/"),
    .namedShape(
      "revenuecat-secret-key", "RevenueCat secret key", .revenueCat, keywords: ["revenuecat", "revenue_cat"],
      names: ["key", "secret"], [.literal("sk_"), .run(28...32, of: .alphanumeric)], example: "REVENUECAT_SECRET_KEY",
      source: "https://www.revenuecat.com/docs/projects/authentication", value: { "sk" + "_" + Sample.alphanumeric(32) }
    ),
    .shaped(
      "persona-api-key", "Persona API key", .persona, ["persona_production_", "persona_sandbox_"], Piece.uuid,
      source: "https://docs.withpersona.com/reference/authentication", body: { Sample.uuid() }),
    .shaped(
      "onfido-api-token", "Onfido API token", .onfido, ["api_live.", "api_live_us.", "api_live_ca."],
      [.run(11, of: .base64URL), .literal("."), .run(32, of: .base64URL)],
      source: "https://documentation.onfido.com/api/latest/#authentication",
      body: { "\(Sample.alphanumeric(11)).\(Sample.alphanumeric(32))" }),
    .named(
      "paypal-client-secret", "PayPal client secret", .payPal, keywords: ["paypal"], names: ["secret"], 80,
      of: .base64URL, example: "PAYPAL_CLIENT_SECRET", source: "https://developer.paypal.com/api/rest/authentication/"),
    .shaped(
      "braintree-sandbox-token", "PayPal Braintree sandbox access token", .payPal, ["access_token$sandbox$"],
      [.run(16, of: .lowerAlphanumeric), .literal("$"), .run(32, of: .hex)], severity: .warning,
      source: "https://developer.paypal.com/braintree/docs/guides/authorization/overview",
      body: { "\(Sample.lower(16))$\(Sample.hex(32))" }),
    .named(
      "braintree-private-key", "Braintree private key", .payPal, keywords: ["braintree", "bt_private"],
      names: ["privatekey"], 32, of: .hex, example: "BRAINTREE_PRIVATE_KEY",
      source: "https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials"),
    .named(
      "plaid-secret", "Plaid secret", .plaid, keywords: ["plaid"], names: ["secret"], 30, of: .hex,
      example: "PLAID_SECRET", source: "https://plaid.com/docs/api/"),
    .shaped(
      "mercury-api-token", "Mercury API token", .banking, ["mercury_production_"],
      [.run(30...90, of: .word)], source: "https://docs.mercury.com/docs/getting-started",
      body: { "rma_" + Sample.alphanumeric(44) }),
    .shaped(
      "stripe-organization-key", "Stripe organisation key", .stripe, ["sk_org_live_", "sk_org_"],
      [.run(24...247, of: .alphanumeric)], source: "https://docs.stripe.com/keys", body: { Sample.alphanumeric(60) }),
  ]

  private static let shops: [SecretRule] = [
    .token(
      "shopify-user-token", "Shopify user access token", .shopify, "shpua_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"),
    .token(
      "shopify-refresh-token", "Shopify refresh token", .shopify, "shprt_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens"),
    .token(
      "shopify-partner-token", "Shopify Partner API token", .shopify, "prtapi_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/api/partner"),
    .token(
      "shopify-cli-token", "Shopify theme access password", .shopify, "shptka_", 32, of: .anyCaseHex,
      source: "https://shopify.dev/docs/storefronts/themes/tools/theme-access"),
    .token(
      "woocommerce-secret", "WooCommerce consumer secret", .wooCommerce, "cs_", 40, of: .hex,
      source: "https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication"),
    .token(
      "woocommerce-key", "WooCommerce consumer key", .wooCommerce, "ck_", 40, of: .hex, severity: .warning,
      source: "https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication"),
    .shaped(
      "ebay-cert-id", "eBay production client secret", .eBay, ["PRD-"],
      [
        .run(12, of: .hex), .literal("-"), .run(4, of: .hex), .literal("-"), .run(4, of: .hex), .literal("-"),
        .run(4, of: .hex), .literal("-"), .run(4, of: .hex),
      ],
      source: "https://developer.ebay.com/api-docs/static/creating-edp-account.html",
      body: {
        ([12, 4, 4, 4, 4] as [Int]).enumerated().map { Sample.hex($1, seed: UInt64($0 + 2)) }.joined(separator: "-")
      }),
    .token(
      "amazon-client-secret", "Login with Amazon client secret", .amazonSeller, "amzn1.oa2-cs.v1.", 64, of: .hex,
      source: "https://developer.amazon.com/docs/login-with-amazon/register-web.html"),
    .token(
      "amazon-refresh-token", "Selling Partner API refresh token", .amazonSeller, "Atzr|", 100...1_200,
      of: ByteClass("0-9A-Za-z_=+/-"), verify: [.mixedAlphabet],
      source: "https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api"),
    .named(
      "bigcommerce-token", "BigCommerce access token", .bigCommerce, keywords: ["bigcommerce"], names: ["token"], 31,
      of: .lowerAlphanumeric, example: "BIGCOMMERCE_ACCESS_TOKEN",
      source: "https://developer.bigcommerce.com/docs/start/authentication/api-accounts"),
    .shaped(
      "lob-api-key", "Lob API key", .lob, ["live_", "test_"], [.run(35, of: .hex)],
      source: "https://docs.lob.com/#section/Authentication", body: { Sample.hex(35) }),
    .token(
      "easypost-test-key", "EasyPost test API key", .shipping, "EZTK", 54, of: .alphanumeric, severity: .warning,
      source: "https://docs.easypost.com/docs/authentication"),
    .token(
      "shippo-test-key", "Shippo test API key", .shipping, "shippo_test_", 40, of: .anyCaseHex, severity: .warning,
      source: "https://docs.goshippo.com/docs/guides_general/authentication/"),
    .token(
      "duffel-test-key", "Duffel test API key", .shipping, "duffel_test_", 43, of: ByteClass("0-9A-Za-z_=-"),
      severity: .warning, source: "https://duffel.com/docs/api/overview/making-requests"),
    .token(
      "aftership-api-key", "AfterShip API key", .afterShip, "asat_", 32, of: .hex,
      source: "https://www.aftership.com/docs/tracking/quickstart/authentication"),
  ]
}
