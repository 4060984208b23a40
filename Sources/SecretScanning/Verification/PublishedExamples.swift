/// Credentials that providers print in their documentation, or that are the same on every machine: they open nothing that
/// is anybody's.
enum PublishedExamples {
  /// How each begins: enough to know it by, too little to be taken for one.
  private static let beginnings = WordList(exactly: [
    // docs.stripe.com/keys and its older pages.
    "sk_test_4eC39Hq", "sk_test_BQokikJ", "sk_test_26PHem9", "sk_test_tR3PYbc", "sk_test_VePHdqK",
    // docs.github.com/rest.
    "ghp_16C7e42F292c6912", "gho_16C7e42F292c6912", "ghu_16C7e42F292c6912", "ghs_16C7e42F292c6912",
    "ghr_1B4a2e77838347a7",
    // docs.slack.dev/authentication/tokens.
    "xoxb-17653672481-1987", "xoxp-23984754863-2348", "xapp-1-A0123456789",
    // core.telegram.org/bots/features.
    "110201543:AAH", "4839574812:AA", "123456:ABC-DE",
    // discord.com/developers/docs/reference and docs/resources/webhook.
    "MTk4NjIyNDgzNDcxOTI1MjQ4", "2237047064955",
    // developers.google.com: OAuth, Maps and Firebase.
    "AIzaSyDaGmWKa", "AIzaSyClzfrOz", "1//xEoDL4iW3c",
    // developers.dropbox.com/oauth-guide.
    "sl.AbX9y6Fe3A",
    // plaid.com/docs/api.
    "access-sandbox-de3c", "access-sandbox-7c69", "access-sandbox-5cd6",
    // django-rest-framework.org/api-guide/authentication.
    "401f7ac837da42b9", "9944b09199c62bcf",
    // docs.docker.com/engine/swarm.
    "SWMTKN-1-49nj1cmql0jkz5", "SWMTKN-1-3pu6hszjas19xy", "SWMTKN-1-0ipk0ua7p4kkjb", "SWMTKN-1-2kscvs0zuymrsc",
    "SWMKEY-1-7c37Cc8654o6p3",
    // kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens.
    "07401b.f395ac",
    // age's test vectors (C2SP) and the documentation of its Rust implementation.
    "AGE-SECRET" + "-KEY-1GFPYYSJ", "AGE-SECRET" + "-KEY-1N84CR29",
    // docs.nats.io, SEP-0023 of Stellar.
    "SUACSSL3UAHUD", "SBU2RRGLXH3E5",
    // RFC 7515, 7517 and 8037: tokens and private keys.
    "eyJ0eXAiOiJKV1QiLA0KICJh", "870MB6gfuTJ4H", "X4cTteJY_gn4F", "nWGxne_9WmC6h",
    "jpsQnnGQmL-YB", "Eq5xqQlGoLLkZ",
    // en.bitcoin.it/wiki/Wallet_import_format, BIP-0032 and BIP-0178.
    "5HueCGU8rMjxE", "5Kb8kLf9zgWQn", "KwdMAjGmerYan", "L1aW4aubDFB7y",
    "xprv9s21ZrQH143K3QTDL4LXw2F", "xprv9s21ZrQH143K31xYSDQpPDx", "xprv9s21ZrQH143K25QhxbucbDD",
    // The key of Socket's CLI for who has none (docs.socket.dev).
    "sktsec_t_--RAN5U4",
    // docs.helicone.ai.
    "sk-helicone-aizk36y",
    // wg(8) and wireguard.com.
    "yAnz5TF+lXXJt", "gI6EdUSYvn8ug", "oK56DE9Ue9zK7",
    // What `supabase start` gives everybody, reCAPTCHA's and MinIO's keys for tests, Algolia's demonstration.
    "sb_secret_N7U", "6LeIxAcTAAAAA", "zuf+tfteSlswR", "6be0576ff61c0",
    // docs.socket.dev: a token that everybody may use.
    "sktsec_t_--RA",
  ])

  /// The client secrets of applications that everybody installs (gcloud, its libraries, Firebase's tools, gh, rclone): a client
  /// that cannot keep a secret has none (RFC 8252 section 8.5).
  private static let installedClients = WordList(exactly: [
    "ZmssLNjJy2998hD4", "d-FL95Q19q7MQmFp", "j9iVZfS8kkCEFUPa", "34ddeff2b558a23d38fb", "eX8GpZTVx3vxMWVk",
  ])

  static func isOfInstalledClient(_ secret: ArraySlice<UInt8>) -> Bool { installedClients.begins(secret) }

  static func contain(_ secret: ByteView) -> Bool { beginnings.begins(secret) }
}
