import GateModel

extension SecretRule.Family {
  static let resend = Self("resend", "Delete it under https://resend.com/api-keys.")
  static let mailjet = Self("mailjet", "Reset it under https://app.mailjet.com/account/apikeys.")
  static let postmark = Self(
    "postmark", "Regenerate it in the server's page at https://account.postmarkapp.com/, API tokens.")
  static let sparkPost = Self("sparkpost", "Delete it under https://app.sparkpost.com/account/api-keys.")
  static let mailerSend = Self("mailersend", "Delete it under https://app.mailersend.com/api-tokens.")
  static let elasticEmail = Self(
    "elasticemail", "Delete it under https://app.elasticemail.com/marketing/settings/new/manage-api.")
  static let klaviyo = Self("klaviyo", "Delete it under https://www.klaviyo.com/settings/account/api-keys.")
  static let oneSignal = Self(
    "onesignal", "Delete it in the app's settings at https://dashboard.onesignal.com/, Keys & IDs.")
  static let courier = Self("courier", "Rotate it under https://app.courier.com/settings/api-keys.")
  static let customerIO = Self("customerio", "Delete it under https://fly.customer.io/settings/api_credentials.")
  static let iterable = Self("iterable", "Delete it under https://app.iterable.com/settings/apiKeys.")
  static let braze = Self("braze", "Delete it in Braze, under Settings, APIs and Identifiers.")
  static let convertKit = Self("kit", "Regenerate it under https://app.kit.com/account_settings/developer_settings.")
  static let mailService = Self("mail-service", "Delete it in the mail service's settings, under API keys.")
}

extension SecretRule {
  static let mail: [SecretRule] = [
    .shaped(
      "resend-api-key", "Resend API key", .resend, ["re_"],
      [.run(8, of: .alphanumeric), .literal("_"), .run(24, of: .alphanumeric)], verify: [.random],
      source: "https://resend.com/docs/dashboard/api-keys/introduction",
      body: { "\(Sample.alphanumeric(8))_\(Sample.alphanumeric(24))" }),
    .token(
      "mandrill-api-key", "Mailchimp Transactional API key", .mailchimp, "md-", 22, of: .base64URL,
      verify: [.mixedAlphabet, .random], source: "https://mailchimp.com/developer/transactional/docs/fundamentals/"),
    .named(
      "mailjet-key", "Mailjet API or secret key", .mailjet, keywords: ["mailjet", "mj_apikey"],
      names: ["key", "secret"],
      32, of: .hex, example: "MAILJET_SECRET_KEY", source: "https://dev.mailjet.com/email/guides/"),
    .namedUUID(
      "postmark-token", "Postmark token", .postmark, keywords: ["postmark"], names: ["token", "key"],
      example: "POSTMARK_SERVER_TOKEN", source: "https://postmarkapp.com/developer/api/overview#authentication"),
    .named(
      "sparkpost-api-key", "SparkPost API key", .sparkPost, keywords: ["sparkpost"], names: ["key"], 40, of: .hex,
      example: "SPARKPOST_API_KEY", source: "https://developers.sparkpost.com/api/#header-authentication"),
    .token(
      "mailersend-api-token", "MailerSend API token", .mailerSend, "mlsn.", 36...80, of: .lowerAlphanumeric,
      verify: [.random],
      source: "https://developers.mailersend.com/general.html#authentication"),
    .named(
      "elasticemail-api-key", "Elastic Email API key", .elasticEmail, keywords: ["elasticemail", "elastic_email"],
      names: ["key"], 96, of: .anyCaseHex, example: "ELASTICEMAIL_API_KEY",
      source: "https://elasticemail.com/developers/api-documentation/rest-api"),
    .token(
      "klaviyo-private-key", "Klaviyo private API key", .klaviyo, "pk_", 34, of: .hex,
      source: "https://developers.klaviyo.com/en/docs/authenticate_"),
    .token(
      "onesignal-app-key", "OneSignal API key", .oneSignal, "os_v2_app_", 100...110, of: ByteClass("a-z2-7"),
      source: "https://documentation.onesignal.com/docs/en/keys-and-ids"),
    .token(
      "onesignal-organization-key", "OneSignal organisation API key", .oneSignal, "os_v2_org_", 100...110,
      of: ByteClass("a-z2-7"), source: "https://documentation.onesignal.com/docs/en/keys-and-ids"),
    .namedShape(
      "courier-auth-token", "Courier authorization token", .courier, keywords: ["courier"], names: ["token", "key"],
      [.either(["pk_prod_", "dk_prod_", "pk_test_"]), .run(28, of: .upperAlphanumeric)], example: "COURIER_AUTH_TOKEN",
      source: "https://www.courier.com/docs/reference/authorization", value: { "pk" + "_prod_" + Sample.upper(28) }),
    .named(
      "customerio-api-key", "Customer.io API key", .customerIO, keywords: ["customerio", "customer_io"],
      names: ["key", "token"], 20...32, of: .hex, example: "CUSTOMERIO_API_KEY",
      source: "https://docs.customer.io/accounts-and-workspaces/managing-credentials/"),
    .named(
      "iterable-api-key", "Iterable API key", .iterable, keywords: ["iterable_api", "iterableapi"], names: ["key"], 32,
      of: .hex, example: "ITERABLE_API_KEY", source: "https://support.iterable.com/hc/en-us/articles/360043464871"),
    .namedUUID(
      "braze-api-key", "Braze API key", .braze, keywords: ["braze"], names: ["key"], example: "BRAZE_API_KEY",
      source: "https://www.braze.com/docs/api/basics/"),
    .token(
      "kit-api-key", "Kit API key", .convertKit, "kit_", 32...40, of: .hex,
      source: "https://developers.kit.com/api-reference/authentication"),
    .named(
      "aws-ses-smtp-password", "Amazon SES SMTP password", .aws, keywords: ["ses_smtp", "smtp_password", "smtp_pass"],
      names: ["pass"], 44, of: .base64, example: "SES_SMTP_PASSWORD",
      source: "https://docs.aws.amazon.com/ses/latest/dg/smtp-credentials.html"),
    .named(
      "smtp2go-api-key", "SMTP2GO API key", .mailService, keywords: ["smtp2go"], names: ["key"], 36, of: .base64URL,
      example: "SMTP2GO_API_KEY", source: "https://developers.smtp2go.com/docs/getting-started"),
    .named(
      "hunter-api-key", "Hunter API key", .mailService, keywords: ["hunter_api", "hunterio"], names: ["key"], 40,
      of: .hex, example: "HUNTER_API_KEY", source: "https://hunter.io/api-documentation/v2"),
  ]
}
