/// Credentials that providers print in their documentation, or that are the same on every machine: they open nothing that
/// is anybody's.
enum PublishedExamples {
  /// How each begins: enough to know it by, too little to be taken for one.
  private static let beginnings: [[UInt8]] = [
    // docs.stripe.com/keys and its older pages.
    "sk_test_4eC39HqLyj", "sk_test_BQokikJOvB", "sk_test_26PHem9AhJ", "sk_test_tR3PYbcVNZ", "sk_test_VePHdqKTYQ",
    // docs.github.com/rest.
    "ghp_16C7e42F292c6912", "gho_16C7e42F292c6912", "ghu_16C7e42F292c6912", "ghs_16C7e42F292c6912",
    "ghr_1B4a2e77838347a7",
    // docs.slack.dev/authentication/tokens.
    "xoxb-17653672481-1987", "xoxp-23984754863-2348", "xapp-1-A0123456789",
    // core.telegram.org/bots/features.
    "110201543:AAHdqTcvCH1v", "4839574812:AAFD39kk", "123456:ABC-DEF1234",
    // discord.com/developers/docs/reference and docs/resources/webhook.
    "MTk4NjIyNDgzNDcxOTI1MjQ4", "223704706495545344/3d89bb75",
    // developers.google.com: OAuth, Maps and Firebase.
    "AIzaSyDaGmWKa4JsXZ-HjGw", "AIzaSyClzfrOzB818x55FASH", "1//xEoDL4iW3cxlI7yDbSRF",
    // developers.dropbox.com/oauth-guide.
    "sl.AbX9y6Fe3AuH5o66-gmJ",
    // plaid.com/docs/api.
    "access-sandbox-de3ce8ef", "access-sandbox-7c69d345", "access-sandbox-5cd6e1b1",
    // docs.docker.com/engine/swarm.
    "SWMTKN-1-49nj1cmql0jkz5", "SWMTKN-1-3pu6hszjas19xy", "SWMTKN-1-0ipk0ua7p4kkjb", "SWMTKN-1-2kscvs0zuymrsc",
    "SWMKEY-1-7c37Cc8654o6p3",
    // kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens.
    "07401b.f395accd",
    // age's test vectors (C2SP) and the documentation of its Rust implementation.
    "AGE-SECRET-KEY-1GFPYYSJ", "AGE-SECRET-KEY-1N84CR29",
    // docs.nats.io, SEP-0023 of Stellar.
    "SUACSSL3UAHUDXKFSNVU", "SBU2RRGLXH3E5CQHTD",
    // RFC 7515, 7517 and 8037: tokens and private keys.
    "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.", "870MB6gfuTJ4HtUnUvYM", "X4cTteJY_gn4FYPsXB8r", "nWGxne_9WmC6hEr0kuws",
    "jpsQnnGQmL-YBIffH113", "Eq5xqQlGoLLkZ2iItD2a",
    // en.bitcoin.it/wiki/Wallet_import_format, BIP-0032 and BIP-0178.
    "5HueCGU8rMjxEXxiPuD5", "5Kb8kLf9zgWQnogidDA7", "KwdMAjGmerYanjeui5SH", "L1aW4aubDFB7yfras2S1",
    "xprv9s21ZrQH143K3QTDL4LXw2F", "xprv9s21ZrQH143K31xYSDQpPDx", "xprv9s21ZrQH143K25QhxbucbDD",
    // wg(8) and wireguard.com.
    "yAnz5TF+lXXJte14tji3", "gI6EdUSYvn8ugXOt8QQD", "oK56DE9Ue9zK76rAc8pB",
    // What `supabase start` gives everybody, reCAPTCHA's and MinIO's keys for tests, Algolia's demonstration.
    "sb_secret_N7UND0UgjKTVK", "6LeIxAcTAAAAAGG-vFI1", "zuf+tfteSlswRu7BJ86w", "6be0576ff61c053d5f9a",
    // docs.socket.dev: a token that everybody may use.
    "sktsec_t_--RAN5U4iva",
  ].map { Array($0.utf8) }

  static func contain(_ secret: ArraySlice<UInt8>) -> Bool { beginnings.contains { secret.starts(with: $0) } }
}
