import GateModel

extension SecretRule.Family {
  static let google = Self(
    "google", "Delete it under https://console.cloud.google.com/apis/credentials (IAM for a service account).")
}

extension SecretRule {
  static let google: [SecretRule] = [
    SecretRule(
      "gcp-api-key", "Google API key", .google, anchors: ["AIza"], match: .prefixed(then: 35, of: .base64URL),
      verify: [.entropy(3)], source: "https://cloud.google.com/docs/authentication/api-keys",
      examples: { .token("AI" + "za", "Sy" + Sample.alphanumeric(33)) }),
    SecretRule(
      "gcp-service-account-key", "Google service account key", .google, anchors: ["PRIVATE KEY"],
      match: .special(.serviceAccountKey),
      source: "https://cloud.google.com/iam/docs/keys-create-delete",
      examples: {
        let key = PrivateKeySample.block("PRIVATE KEY", lineEnd: "\\n")
        let around = ("{\"type\": \"service_account\", \"private_key\": \"", "\\n\", \"client_email\": \"a@b.iam\"}")
        return Examples(
          finds: ["\(around.0)\u{ab}\(key)\u{bb}\(around.1)"],
          ignores: [key, around.0 + around.1, around.0 + "-----BEGIN PRIVATE KEY-----\\n...\\n" + around.1])
      }),
    SecretRule(
      "google-oauth-client-secret", "Google OAuth client secret", .google, anchors: ["GOCSPX-"],
      match: .prefixed(then: 28, of: .base64URL), source: "https://developers.google.com/identity/protocols/oauth2",
      examples: { .token("GOC" + "SPX-", Sample.alphanumeric(28)) }),
    SecretRule(
      "google-oauth-access-token", "Google OAuth access token", .google, anchors: ["ya29."],
      match: .prefixed(then: 20...1_024, of: ByteClass("0-9A-Za-z_.-")), verify: [.mixedAlphabet], severity: .warning,
      source: "https://cloud.google.com/docs/authentication/token-types",
      examples: { .token("ya" + "29.", Sample.alphanumeric(50)) }),
    SecretRule(
      "google-oauth-refresh-token", "Google OAuth refresh token", .google, anchors: ["1//0"],
      match: .prefixed(then: 80...400, of: .base64URL), verify: [.mixedAlphabet],
      source: "https://developers.google.com/identity/protocols/oauth2",
      examples: { .token("1/" + "/0", Sample.alphanumeric(100)) }),
    SecretRule(
      "gcp-hmac-key", "Google Cloud Storage HMAC access id", .google, anchors: ["GOOG1E"],
      match: .prefixed(then: 55...57, of: .upperAlphanumeric), severity: .warning,
      source: "https://cloud.google.com/storage/docs/authentication/hmackeys",
      examples: { .token("GOO" + "G1E", Sample.upper(55)) }),
    SecretRule(
      "google-ai-key", "Google AI Studio key", .google, anchors: ["AQ."], match: .prefixed(then: 50, of: .base64URL),
      verify: [.mixedAlphabet], source: "https://ai.google.dev/gemini-api/docs/api-key",
      examples: { .token("A" + "Q.", Sample.alphanumeric(50)) }),
    SecretRule(
      "firebase-messaging-key", "Firebase Cloud Messaging server key", .google, anchors: [":APA91b"],
      match: .around(11...11, of: .base64URL, then: .run(134, of: .base64URL)),
      source: "https://firebase.google.com/docs/cloud-messaging/auth-server",
      examples: {
        let key = "AA" + "AA\(Sample.alphanumeric(7)):AP" + "A91b\(Sample.alphanumeric(134))"
        return Examples(
          finds: ["key=\u{ab}\(key)\u{bb}", "\"a\": \"\u{ab}\(key)\u{bb}\""],
          ignores: [":APA91b", String(key.dropLast(9))])
      }),
    .namedShape(
      "firebase-server-key", "Firebase Cloud Messaging server key", .google,
      keywords: ["fcm", "firebase", "server_key", "gcm"], names: ["key", "fcm", "token"],
      [.literal("AAAA"), .run(7, of: .base64URL), .literal(":"), .run(140, of: .base64URL)], example: "FCM_SERVER_KEY",
      source: "https://firebase.google.com/docs/cloud-messaging/auth-server",
      value: { "AA" + "AA\(Sample.alphanumeric(7)):\(Sample.alphanumeric(140))" }),
    .shaped(
      "gcp-user-hmac-key", "Google Cloud Storage HMAC access id", .google, ["GOOG"], [.run(20, of: .upperAlphanumeric)],
      verify: [.random, .entropy(3.2)], severity: .warning,
      source: "https://cloud.google.com/storage/docs/authentication/hmackeys", body: { Sample.upper(20) }),
    .named(
      "gcp-hmac-secret", "Google Cloud Storage HMAC secret", .google, keywords: ["gcs", "hmac_secret", "gs_secret"],
      names: ["secret"], 40, of: .base64, example: "GCS_HMAC_SECRET",
      source: "https://cloud.google.com/storage/docs/authentication/hmackeys"),
  ]
}
