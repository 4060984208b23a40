extension SecretRule.Family {
  static let planetScale = Self(
    "planetscale", "Delete it under the database's settings at https://app.planetscale.com.")
  static let supabase = Self(
    "supabase", "Revoke it under https://supabase.com/dashboard/account/tokens (a project's key: in its API settings).")
  static let databaseService = Self(
    "database-service", "Revoke it in the console of the database service, under API keys.")
}

extension SecretRule {
  static let databases: [SecretRule] = [
    SecretRule(
      "planetscale-token", "PlanetScale token or password", .planetScale,
      anchors: ["pscale_tkn_", "pscale_pw_", "pscale_oauth_"],
      match: .prefixed(then: 32...64, of: ByteClass("0-9A-Za-z=._-")),
      source: "https://planetscale.com/docs/concepts/service-tokens",
      examples: { .token("pscale" + "_pw_", Sample.alphanumeric(43)) }),
    .shaped(
      "supabase-access-token", "Supabase access token", .supabase, ["sbp_"],
      [.optional([.literal("v0_")]), .run(40, of: .lowerAlphanumeric)], verify: [.random, .entropy(3)],
      source: "https://supabase.com/docs/guides/platform/access-control", body: { Sample.hex(40) }),
    .token(
      "supabase-secret-key", "Supabase secret key", .supabase, "sb_secret_", 31, of: .base64URL,
      source: "https://supabase.com/docs/guides/api/api-keys"),
    .token(
      "neon-api-key", "Neon API key", .databaseService, "napi_", 64, of: .alphanumeric,
      source: "https://neon.com/docs/manage/api-keys"),
    .token(
      "mongodb-atlas-secret", "MongoDB Atlas service account secret", .databaseService, "mdb_sa_sk_", 40,
      of: .base64URL, source: "https://www.mongodb.com/docs/atlas/api/service-accounts-overview/"),
    SecretRule(
      "confluent-secret", "Confluent Cloud API secret", .databaseService, anchors: ["cflt"],
      match: .prefixed(then: 60, of: .base64),
      verify: [.mixedAlphabet, .checksum(.confluent)],
      source:
        "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
      examples: { .token("cf" + "lt", Sample.checked(Sample.alphanumeric(54), by: .confluent)) }),
    SecretRule(
      "cockroachdb-key", "CockroachDB Cloud API key", .databaseService, anchors: ["CCDB1_"],
      match: .prefixed(.run(22, of: .alphanumeric), .literal("_"), .run(40, of: .alphanumeric)),
      source: "https://www.cockroachlabs.com/docs/cockroachcloud/managing-access",
      examples: { .token("CCD" + "B1_", Sample.alphanumeric(22) + "_" + Sample.alphanumeric(40)) }),
    SecretRule(
      "astra-token", "DataStax Astra token", .databaseService, anchors: ["AstraCS:"],
      match: .prefixed(.run(20...40, of: .alphanumeric), .optional([.literal(":"), .run(64, of: .hex)])),
      verify: [.random],
      source: "https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html",
      examples: {
        .token(
          "Astra" + "CS:", Sample.alphanumeric(24),
          alsoFinds: ["t=\u{ab}" + "Astra" + "CS:\(Sample.alphanumeric(24)):\(Sample.hex(64))\u{bb}\n"])
      }),
  ]
}
