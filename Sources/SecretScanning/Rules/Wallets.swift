import GateModel

extension SecretRule.Family {
  static let exchange = Self(
    "exchange", "Delete the API key at the exchange, and look for orders and withdrawals that are not yours.")
  static let wallet = Self("wallet", "Move everything to a new wallet at once: whoever has the key has the money.")
  static let chainAccess = Self("chain-access", "Rotate it in the provider's dashboard.")
}

extension SecretRule {
  static let wallets: [SecretRule] = exchanges + walletKeys

  private static let exchanges: [SecretRule] = [
    .named(
      "binance-secret", "Binance API key or secret", .exchange, keywords: ["binance"], names: ["key", "secret"], 64,
      of: .alphanumeric, example: "BINANCE_API_SECRET",
      source: "https://developers.binance.com/docs/binance-spot-api-docs/rest-api/request-security"),
    .named(
      "coinbase-secret", "Coinbase API secret", .exchange, keywords: ["coinbase"],
      names: ["secret", "token", "private"],
      32...90, of: ByteClass("0-9A-Za-z+/=_-"), example: "COINBASE_API_SECRET",
      source: "https://docs.cdp.coinbase.com/get-started/authentication/cdp-api-keys"),
    .named(
      "kraken-private-key", "Kraken private key", .exchange, keywords: ["kraken"], names: ["secret", "private", "key"],
      80...88, of: ByteClass("0-9A-Za-z+/="), example: "KRAKEN_API_SECRET",
      source: "https://docs.kraken.com/api/docs/guides/spot-rest-auth"),
    .namedUUID(
      "kucoin-secret", "KuCoin API secret", .exchange, keywords: ["kucoin"], names: ["secret"],
      example: "KUCOIN_API_SECRET", source: "https://www.kucoin.com/docs-new/authentication"),
    .named(
      "kucoin-api-key", "KuCoin API key", .exchange, keywords: ["kucoin"], names: ["key", "token"], 24, of: .hex,
      severity: .warning, example: "KUCOIN_API_KEY", source: "https://www.kucoin.com/docs-new/authentication"),
    .named(
      "bybit-secret", "Bybit API secret", .exchange, keywords: ["bybit"], names: ["secret"], 36, of: .alphanumeric,
      example: "BYBIT_API_SECRET", source: "https://bybit-exchange.github.io/docs/v5/guide"),
    .named(
      "bitfinex-secret", "Bitfinex API secret", .exchange, keywords: ["bitfinex"], names: ["secret", "key"], 43,
      of: .alphanumeric, example: "BITFINEX_API_SECRET", source: "https://docs.bitfinex.com/docs/rest-auth"),
    .named(
      "okx-secret", "OKX or Bittrex API secret", .exchange, keywords: ["okx", "okex", "bittrex"], names: ["secret"],
      32, of: .anyCaseHex, example: "OKX_API_SECRET",
      source: "https://www.okx.com/docs-v5/en/#overview-rest-authentication"),
    .named(
      "etherscan-api-key", "Etherscan API key", .chainAccess, keywords: ["etherscan", "polygonscan", "bscscan"],
      names: ["key", "token"], 34, of: .upperAlphanumeric, severity: .warning, example: "ETHERSCAN_API_KEY",
      source: "https://docs.etherscan.io/getting-an-api-key"),
    .address(
      "alchemy-url", "Alchemy endpoint with its key", .chainAccess, "g.alchemy.com/v2/",
      [.run(21...40, of: .base64URL)],
      source: "https://www.alchemy.com/docs/create-an-api-key", secret: { Sample.alphanumeric(32) }),
    .address(
      "infura-url", "Infura endpoint with its key", .chainAccess, "infura.io/v3/", [.run(32, of: .hex)],
      source: "https://docs.metamask.io/services/get-started/infura/", secret: { Sample.hex(32) }),
    .address(
      "quicknode-url", "QuickNode endpoint with its token", .chainAccess, "quiknode.pro/", [.run(40, of: .hex)],
      source: "https://www.quicknode.com/docs/ethereum/getting-started", secret: { Sample.hex(40) }),
    .token(
      "alchemy-token", "Alchemy access token", .chainAccess, "alcht_", 30, of: .alphanumeric,
      source: "https://www.alchemy.com/docs/how-to-create-access-keys"),
  ]

  private static let walletKeys: [SecretRule] = [
    .namedShape(
      "ethereum-private-key", "Private key of an Ethereum account", .wallet,
      keywords: ["private_key", "privatekey", "deployer", "wallet_key", "eth_key"], names: ["key", "deployer"],
      [.literal("0x"), .run(64, of: .anyCaseHex)], verify: [.entropy(3), .publishedKey],
      example: "DEPLOYER_PRIVATE_KEY",
      source: "https://ethereum.org/en/developers/docs/accounts/", value: { "0x" + Sample.hex(64) }),
    SecretRule(
      "ethereum-account-key", "Private key of an Ethereum account", .wallet, anchors: ["accounts"],
      match: .pattern(
        #"\baccounts['"]?\s{0,4}[:=]\s{0,4}\[[^\]]{0,400}?["'`]((?:0x)?[0-9a-fA-F]{64})["'`]"#, before: 1, after: 500),
      verify: [.entropy(3), .publishedKey], source: "https://hardhat.org/hardhat-runner/docs/config",
      examples: {
        let (plain, prefixed) = (Sample.hex(64), "0x" + Sample.hex(64, seed: 2))
        return Examples(
          finds: [
            "sepolia: { url, accounts: [\"\u{ab}\(prefixed)\u{bb}\"] }", "accounts: [\n  `\u{ab}\(plain)\u{bb}`,\n]",
            "accounts: [process.env.KEY ?? '\u{ab}\(prefixed)\u{bb}']",
          ],
          ignores: [
            "accounts: [process.env.PRIVATE_KEY]", "accounts: [\"0x\(Sample.hex(40))\"]", "accounts: \"remote\"",

            "accounts: []; hash = \"\(prefixed)\"",
          ])
      }),
    .shaped(
      "bitcoin-extended-key", "Extended private key of a wallet", .wallet, ["xprv", "yprv", "zprv", "tprv"],
      [.run(107...108, of: .alphanumeric)], verify: [.mixedAlphabet, .base58Check],
      source: "https://github.com/bitcoin/bips/blob/master/bip-0032.mediawiki",
      body: { "9s21ZrQH143K" + Sample.alphanumeric(95) }),
    .namedShape(
      "bitcoin-private-key", "Private key of a Bitcoin address", .wallet,
      keywords: ["wif", "private_key", "privatekey", "privkey"], names: [],
      [.either(["5", "K", "L"]), .run(50...51, of: ByteClass("1-9A-HJ-NP-Za-km-z"))],
      verify: [.mixedAlphabet, .base58Check], example: "WIF_PRIVATE_KEY",
      source: "https://developer.bitcoin.org/devguide/wallets.html#wallet-import-format-wif",
      value: { "K" + Sample.text(51, of: ByteClass("1-9A-HJ-NP-Za-km-z")) }),
    .namedShape(
      "stellar-secret-seed", "Stellar secret seed", .wallet, keywords: ["stellar", "secret_seed", "secret_key"],
      names: [], [.literal("S"), .run(55, of: .base32)], verify: [.entropy(3.8), .checksum(.strkey)],
      example: "STELLAR_SECRET_SEED",
      source: "https://developers.stellar.org/docs/learn/fundamentals/stellar-data-structures/accounts",
      value: { "S" + Sample.base32(55) }),
    SecretRule(
      "wallet-mnemonic", "Recovery phrase of a wallet", .wallet,
      anchors: Anchor.ignoringCase(["mnemonic", "seed_phrase", "seedphrase", "recovery_phrase"])
        + ["HDWalletProvider(", "fromPhrase("],
      match: .pattern(
        #"(?i)(?:(?:mnemonic|phrase)\w{0,12}['"]?\s{0,4}(?:=|:|=>|\(|(?<= ))\s{0,4}(?:\{\s{0,40}phrase['"]?\s{0,4}:\s{0,4})?|HDWalletProvider\(\s{0,40})['"`]?((?:[a-z]{3,8} ){11,23}[a-z]{3,8})(?=['"`\r\n;]|$)"#,
        before: 14, after: 380),
      verify: [.publishedKey, .recoveryPhrase],
      source: "https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki",
      examples: {
        let words = [
          "orbit", "velvet", "canyon", "ladder", "mimic", "tunnel", "fabric", "glance", "wolf", "spice", "turtle",
          "rocket",
        ].joined(separator: " ")
        return Examples(
          finds: [
            "MNEMONIC=\"\u{ab}\(words)\u{bb}\"\n", "seed_phrase: \u{ab}\(words)\u{bb}\n",
            "new HDWalletProvider(\"\u{ab}\(words)\u{bb}\", url)", "accounts: { mnemonic: '\u{ab}\(words)\u{bb}' }",
            "mnemonic: { phrase: \"\u{ab}\(words)\u{bb}\" }", "Wallet.fromPhrase(\"\u{ab}\(words)\u{bb}\")",
            "anvil --mnemonic \"\u{ab}\(words)\u{bb}\"",
          ],
          ignores: [
            "mnemonic = \"add\"", "MNEMONIC=\"" + String(repeating: "abandon ", count: 11) + "about\"",
            "mnemonic: \"" + String(repeating: "test ", count: 11) + "junk\"",
            "phrase: \"the text that you have read here says nothing about any wallet\"",
          ])
      }),
  ]
}
