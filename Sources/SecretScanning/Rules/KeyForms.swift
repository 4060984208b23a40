extension SecretRule {
  /// Names that say, without another word, that what they name is kept secret.
  private static let strongNames = [
    "api_key", "api_secret", "api_token", "client_secret", "access_token", "auth_token", "refresh_token", "app_secret",
    "secret_key", "auth_key", "access_key", "secret_token", "bearer_token", "bot_token", "service_token",
    "webhook_secret", "consumer_secret", "encryption_key", "signing_key", "auth_secret", "jwt_secret",
  ]
  private static let oneArgument =
    #"\(\s{0,20}(?:[A-Za-z_.:0-9\[\]]{1,40}\(\s{0,10}){0,2}b?["'`]([^"'`\s\\]{8,256})["'`]"#

  /// Keys that are told by the form of their name, or by the call that they are given to.
  static let keyForms: [SecretRule] = [
    SecretRule(
      "named-uuid", "UUID that is called a secret", .generic, anchors: Anchor.spellings(of: strongNames),
      match: .assigned(AssignedValue(names: [], pieces: Piece.uuid, endsName: true)),
      verify: [.entropy(2.6), .outsideOfTests], rank: .generic,
      source: "https://cwe.mitre.org/data/definitions/798.html",
      examples: {
        .assignment(
          "client_secret", Sample.uuid(),
          alsoIgnores: [
            "access_token_id = \"\(Sample.uuid())\"", "api_key_uuid: \(Sample.uuid())", "id = \"\(Sample.uuid())\"",
            "api_key = \"00000000-0000-0000-0000-000000000000\"",
          ])
      }),
    SecretRule(
      "named-hexadecimal", "Hexadecimal that is called a secret", .generic, anchors: Anchor.spellings(of: strongNames),
      match: .assigned(AssignedValue(names: [], pieces: [.run(16...64, of: .anyCaseHex)], endsName: true)),
      verify: [.entropy(2.9), .digitsAndLetters, .outsideOfTests, .outsideOfProse], rank: .generic,
      source: "https://cwe.mitre.org/data/definitions/798.html",
      examples: {
        Examples(
          finds: [
            "API_KEY=\u{ab}\(Sample.hex(24))\u{bb}\n", "apiSecret: '\u{ab}\(Sample.hex(20))\u{bb}',",
            "const apiKey = \"\u{ab}\(Sample.hex(16))\u{bb}\"", "{\"auth_token\": \"\u{ab}\(Sample.hex(32))\u{bb}\"}",
          ],
          ignores: [
            "api_key_hash = \(Sample.hex(32))", "API_KEY=\(Sample.hex(12))", "api_key = 0000000000000000",
            "access_key = \(Sample.digits(18))", "commit = \(Sample.hex(40))",
          ])
      }),
    SecretRule(
      "defined-key", "Hexadecimal that is defined as a key", .generic,
      anchors: ["_KEY'", "_KEY\"", "CSRF_KEY", "csrf_key"],
      match: .pattern(
        #"(?|define\(\s{0,4}["'](?!\w{0,40}(?:PUBLIC|CACHE|SORT|PRIMARY|FOREIGN|OBJECT|GPG|HASH))\w{1,40}_KEY["']\s{0,4},\s{0,20}["']([0-9a-fA-F]{32,64})["']"#
          + #"|(?i:\bcsrf_key)["']?\s{0,4}[=:]\s{0,4}["']?([0-9a-fA-F]{32,64})(?!\w))"#, before: 60, after: 120),
      verify: [.entropy(3), .random, .outsideOfTests], rank: .generic,
      source: "https://cwe.mitre.org/data/definitions/798.html",
      examples: {
        let key = Sample.hex(32)
        return Examples(
          finds: ["define('GEO_KEY', '\u{ab}\(key)\u{bb}');", "CSRF_KEY=\u{ab}\(key)\u{bb}\n"],
          ignores: [
            "define('CACHE_KEY', '\(key)');", "define('GEO_KEY', getenv('GEO_KEY'));", "CSRF_KEY=\(key.prefix(20))",
          ])
      }),
    SecretRule(
      "wireguard-preshared-key", "WireGuard preshared key", .privateKey,
      anchors: Anchor.spellings(of: ["preshared_key"]),
      match: .assigned(to: [], .run(43, of: .base64), .literal("=")), verify: [.base64(count: 32)], rank: .form,
      source: "https://www.wireguard.com/quickstart/",
      examples: {
        Examples(
          finds: [
            "[Peer]\nPresharedKey = \u{ab}\(Sample.base64(43))=\u{bb}\n",
            "preshared_key: \u{ab}\(Sample.base64(43))=\u{bb}\n",
            "presharedKey = \"\u{ab}\(Sample.base64(43))=\u{bb}\";",
          ],
          ignores: [
            "PresharedKey = ", "PresharedKey = " + Sample.base64(30) + "=", "PublicKey = \(Sample.base64(43))=",
          ])
      }),
    SecretRule(
      "signing-key", "Key in a call that signs", .generic,
      anchors: [
        "SignedString(", "hmacShaKeyFor(", "HMAC256(", "HMAC384(", "HMAC512(", "from_secret(", "TimedSerializer(",
        "TimestampSigner(", "hmac.New(", "HMAC.hexdigest(", "HMAC.digest(", "setSigningKey(", "JWT.encode(",
        "JWT::encode(", "JWT.decode(", "JWT::decode(", "Hmac::new_from_slice(",
      ],
      match: .pattern(
        #"(?|(?:SignedString|hmacShaKeyFor|HMAC(?:256|384|512)|from_secret|TimedSerializer|TimestampSigner|setSigningKey|new_from_slice)"#
          + oneArgument
          + #"|hmac\.New\([\w.]{1,40},\s{0,10}\[\]byte\(\s{0,4}["`]([^"`\s\\]{8,256})["`]"#
          + #"|HMAC\.(?:hex)?digest\([^\n,]{1,60},\s{0,10}["']([^"'\s\\]{8,256})["']"#
          + #"|JWT(?:\.|::)(?:en|de)code\([^"'()\n]{1,80},\s{0,10}["']([^"'\s\\]{8,256})["'])"#,
        before: 0, after: 400),
      verify: [.signingKey, .outsideOfTests], rank: .generic, source: "https://cwe.mitre.org/data/definitions/321.html",
      examples: {
        let key = Sample.alphanumeric(32, seed: 7)
        return Examples(
          finds: [
            "token.SignedString([]byte(\"\u{ab}\(key)\u{bb}\"))",
            "Keys.hmacShaKeyFor(\"\u{ab}\(key)\u{bb}\".getBytes(UTF_8))", "Algorithm.HMAC256(\"\u{ab}\(key)\u{bb}\")",
            "EncodingKey::from_secret(\"\u{ab}\(key)\u{bb}\".as_ref())",
            "hmac.New(sha256.New, []byte(\"\u{ab}\(key)\u{bb}\"))",
            "OpenSSL::HMAC.hexdigest('sha256', '\u{ab}\(key)\u{bb}', data)",
            "JWT.encode(payload, '\u{ab}\(key)\u{bb}', 'HS256')",
          ],
          ignores: [
            "token.SignedString([]byte(\"secret\"))", "Algorithm.HMAC256(secret)", "hmac.New(sha256.New, []byte(key))",
            "token.SignedString([]byte(\"my-secret-key\"))", "JWT.decode(token, 'HS256')",
            "Keys.hmacShaKeyFor(\"${jwt.secret}\")",
          ])
      }),
    SecretRule(
      "decoded-key", "Key that a call decodes", .generic,
      anchors: [
        "DecodeString(", "Buffer.from(", "FromBase64String(", "FromHexString(", "b64decode(", "fromhex(", "unhexlify(",
        "decode64(", "base64_decode(", "hex2bin(", "base64Encoded:", "parseHexBinary(", "BASE64.decode(",
        "Decoder().decode(", "pack('H", "pack(\"H", "hex::decode(", "decodeHex(",
      ],
      match: .pattern(
        #"(?i)(?<![\w.$])(?![\w.$]{0,40}(?:pub|hash|digest|sum|finger|expect|want|cert|sha\d|peer|verif|signature|test))"#
          + #"[\w.$]{0,40}(?:key|secret|token|password|psk)(?:bytes|_bytes|raw|data|hex|material)?(?:,\s?\w{1,10})?"#
          + #"(?:\s?:\s?[\w<>\[\]]{1,20})?\s{0,20}(?::=|=|:)\s{0,20}(?:new\s)?(?|\[\s?["']([0-9a-f]{32,256})["']\s?\]\.pack\(["']h"#
          + #"|(?:[\w.:$]{1,60}\(\s{0,4}(?:\w{1,16}:\s?)?){1,3}b?["'`]"#
          + #"((?:[0-9a-f]{32,256}|[A-Za-z0-9+/_-]{22,344}={0,2}))["'`])"#,
        before: 140, after: 400),
      verify: [.drawnKey, .outsideOfTests], rank: .generic, source: "https://cwe.mitre.org/data/definitions/321.html",
      examples: {
        let (hex, base64) = (Sample.hex(64), Sample.base64(43) + "=")
        return Examples(
          finds: [
            "key, _ := hex.DecodeString(\"\u{ab}\(hex)\u{bb}\")",
            "const key = Buffer.from('\u{ab}\(hex)\u{bb}', 'hex');",
            "byte[] key = Convert.FromBase64String(\"\u{ab}\(base64)\u{bb}\");",
            "KEY = base64.b64decode(\"\u{ab}\(base64)\u{bb}\")", "key = ['\u{ab}\(hex)\u{bb}'].pack('H*')",
            "$key = base64_decode('\u{ab}\(base64)\u{bb}');",
            "let key = SymmetricKey(data: Data(base64Encoded: \"\u{ab}\(base64)\u{bb}\")!)",
            "val key = Keys.hmacShaKeyFor(Decoders.BASE64.decode(\"\u{ab}\(base64)\u{bb}\"))",
          ],
          ignores: [
            "const hash = Buffer.from('\(hex)', 'hex');", "digest = bytes.fromhex(\"\(hex)\")",
            "pubKey, _ := hex.DecodeString(\"04\(hex)\(hex)\")", "key = base64.b64decode(value)",
            "const key = Buffer.from('\(Sample.encoded("this is the text of a message that says hello"))', 'base64');",
            "publicKey = Convert.FromBase64String(\"\(base64)\");",
          ])
      }),
    SecretRule(
      "optional-key", "Secret in an optional value", .generic,
      anchors: ["Some(\"", "Some(String", "String::from(\"", "SecretString::"],
      match: .pattern(
        #"(?i)(?<!\w)[\w.]{0,40}(?:api_?key|secret|token|password|secret_?key)\s{0,4}(?::|=)\s{0,4}(?:Some\(|String::from\(|SecretString::\w{1,8}\(|Secret::new\(){1,3}"([^"\s\\]{6,256})""#,
        before: 90, after: 300),
      verify: [.password, .outsideOfTests], rank: .generic, source: "https://doc.rust-lang.org/std/option/",
      examples: {
        let key = Sample.alphanumeric(32, seed: 7)
        return Examples(
          finds: [
            "api_key: Some(\"\u{ab}\(key)\u{bb}\".to_string()),",
            "client_secret: Some(String::from(\"\u{ab}\(key)\u{bb}\")),",
            "let api_token = SecretString::new(\"\u{ab}\(key)\u{bb}\".into());",
          ],
          ignores: ["name: Some(\"\(key)\")", "api_key: Some(key),", "token: Some(\"token\".to_string())"])
      }),
    SecretRule(
      "shown-token", "Token in a message", .generic,
      anchors: Anchor.ignoringCase(
        ["token", "key", "secret"].flatMap { word in ["is", "for", "to"].map { " \(word) \($0) " } }
          + [
            "api token ", "api key ", "access token ", "auth token ", "deploy key ", "my token", "new token",
            "this token",
          ]
      ),
      match: .pattern(
        #"(?i)\b(?:token|key|secret)\b[^\n.;!?"'`=(){}<>/\\]{0,40}?[ :]`?((?=[\w+/=-]{0,60}\d)(?=[\w+/=-]{0,60}[a-z])[\w+/=-]{24,200})(?=[\s,;`]|\.(?:\s|\z)|\z)"#,
        before: 10, after: 260),
      verify: [.inProse, .credential, .random, .entropy(3.3), .outsideOfProse], rank: .generic,
      source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let key = Sample.alphanumeric(40, seed: 7)
        return Examples(
          finds: [
            "[10:42] maria: here is the api token \u{ab}\(key)\u{bb}\n",
            "the new API key is \u{ab}\(key)\u{bb}, keep it\n",
            "the deploy key changed to \u{ab}\(key)\u{bb}\n", "bob: my token is \u{ab}\(key)\u{bb}\n",
          ],
          ignores: [
            "the key is authentication-is-described-below-1", "the token is an OAuth2AccessToken.",
            "the key is \(Sample.alphanumeric(12))", "API key is in src/settings/production_settings_v2.json",
          ])
      }),
  ]
}
