extension SecretRule.Family {
  static let generic = Self("generic", "Change it wherever it is valid.")
  static let url = Self("url", "Change the password at the server that the URL names.")
  static let header = Self(
    "header", "Change the password, or revoke the token, at the server that the request goes to.")
  static let jwt = Self("jwt", "Revoke the session, or rotate the key that signed the token.")
}

extension SecretRule {
  static let generic: [SecretRule] = [
    SecretRule(
      "json-web-token", "JSON Web Token", .jwt, anchors: ["eyJ"],
      match: .prefixed(
        .run(8...4_000, of: .base64URL), .literal("."), .run(8...16_000, of: .base64URL), .literal("."),
        .run(16...2_000, of: .base64URL)),
      verify: [.jsonWebToken], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc7519",
      examples: {
        let token = Sample.jsonWebToken(payload: #"{"sub":"deploy","role":"admin","iat":1700000000}"#)
        return Examples(
          finds: ["Authorization: Bearer \u{ab}\(token)\u{bb}", "{\"token\": \"\u{ab}\(token)\u{bb}\"}"],
          ignores: [
            "eyJ", "eyJ" + Sample.alphanumeric(30) + "." + Sample.alphanumeric(30) + "." + Sample.alphanumeric(43),
            Sample.jsonWebToken(payload: #"{"sub":"1234567890","name":"John Doe","iat":1516239022}"#),
          ])
      }),
    SecretRule(
      "url-password", "Password in a URL", .url, anchors: ["://"],
      match: .pattern(
        #"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s:@/?#"'`<>()\[\]{},|\\]{0,64}:([^\s@/"'`<>|\\]{3,128})@[A-Za-z0-9\[$]"#,
        before: 21, after: 260),
      verify: [.urlPassword], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
      examples: {
        let password = Sample.alphanumeric(18)
        return Examples(
          finds: [
            "postgres://app:\u{ab}\(password)\u{bb}@db.internal:5432/app",
            "redis://:\u{ab}\(password)\u{bb}@cache:6379",
            "url = \"mongodb+srv://u1:\u{ab}\(password)\u{bb}@c0.mongodb.net/x\"",
            "https://bot:\u{ab}\(password)\u{bb}@git.corp.io/a.git",
          ],
          ignores: [
            "postgres://user:password@db/app", "postgres://app:${DB_PASSWORD}@db/app", "https://host:8080/@scope/name",
            "http://user:pass@example.com", "amqp://guest:guest@mq", "https://a.io/b:c@d", "https://x:<token>@git.io",
            "mysql://root:{{ password }}@db", "imap://user:pass;option@a.io", "cvs://:pserver:anoncvs@a.io",
            "mysql://scott:tiger@db", "redis://:secret1@a.io", "sch://uuuu:pwpw@a.io", "http://a:p4ssw0rd@a.io",
            "amqp://app:orchard@hostname.dom", "sqs://aws_access_key_id:aws_secret_access_key@region",
            "https://npm.io/package/@types/node", "http://u:%s@host",
          ])
      }),
    SecretRule(
      "basic-authorization", "HTTP Basic credentials", .header, anchors: Anchor.ignoringCase(["authorization"]),
      match: .pattern(
        #"(?i)authorization['"]?\]?(?:\s{0,3}[:=,]\s{0,3}|\s{1,3})['"]?basic\s+([A-Za-z0-9+/]{12,300}={0,2})"#,
        before: 0,
        after: 330),
      verify: [.basicCredentials], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc7617",
      examples: {
        Examples(
          finds: ["Authorization: Basic \u{ab}\(Sample.encoded("deploy:" + Sample.alphanumeric(17)))\u{bb}"],
          ignores: [
            "Authorization: Basic <credentials>", "Authorization: Basic " + Sample.encoded("user:password"),
            "Authorization: Basic " + Sample.encoded("testuser:testpass"),
            "Authorization: Basic " + Sample.encoded("user2:passwd2"),
            "authorization: basic",
          ])
      }),
    SecretRule(
      "netrc-password", "Password in a netrc file", .header, anchors: ["machine "],
      match: .pattern(
        #"machine\s+\S{1,128}\s+login\s+\S{1,128}\s+password\s+([^\s"'`<>{}$\\\x00-\x1f\x7f-\xff]{6,200})(?!\S)"#,
        before: 0, after: 500),
      verify: [.netrcPassword], rank: .form,
      source: "https://everything.curl.dev/usingcurl/netrc",
      examples: {
        Examples(
          finds: ["machine git.corp.io login bot password \u{ab}\(Sample.alphanumeric(20))\u{bb}\n"],
          ignores: [
            "a machine learns", "machine %HOST login mary password \(Sample.alphanumeric(9))",
            "machine a.io login user1 password passwd1", "machine a.io login u password secretword",
            "machine h login u password <password>", "machine h login u password ${PASSWORD}",
          ])
      }),
    SecretRule(
      "generic-secret", "Secret in an assignment", .generic,
      anchors: Anchor.ignoringCase([
        "passw", "pwd", "passphrase", "pass_phrase", "pass-phrase", "secret", "token", "credential", "_pass", "-pass",
        "pass=", "pass:", "pass =",
        "pass\"", "pass'", "identified by", "psk=", "_pw", "-pw", "fernet", "_auth=", "validationkey", "decryptionkey",
        "authtok", "pw: ", "pw=", "$pw =", "?key=", "&key=", "appid=",
      ])
        + Anchor.spellings(of: [
          "api_key", "private_key", "access_key", "auth_key", "encryption_key", "signing_key", "storage_key",
          "account_key", "client_key", "app_key", "master_key", "admin_key", "aes_key", "hmac_key", "license_key",
          "cipher_key", "crypto_key", "jwt_key", "shared_key", "enc_key", "api_hash",
        ])
        // Of keys that say less only the most random are told.
        + ["KEY=", "KEY =", "KEY:", "KEY\"", "KEY'", "_key=", "_key =", "_key:", "_key\"", "_key'"].map { Anchor($0) }
        + ["Key=", "Key =", "Key:", "Key\"", "Key'"].map { Anchor($0) }
        // In any case they would be in too many words.
        + ["Pass", "Pw"] + Anchor.ignoringCase(CredentialName.passwordsAbroad)
        + CredentialName.beyondASCII.map { Anchor($0) },
      match: .special(.genericAssignment), rank: .generic, source: "https://cwe.mitre.org/data/definitions/798.html",
      examples: {
        let value = Sample.alphanumeric(24, seed: 6)
        let typed = "Tr0ub4" + "dor&3"
        return Examples(
          finds: [
            "password = \"\u{ab}\(value)\u{bb}\"", "\"api_key\": \"\u{ab}\(value)\u{bb}\"",
            "let authToken: String = \"\u{ab}\(value)\u{bb}\"",
            "const CLIENT_SECRET = '\u{ab}\(value)\u{bb}';", "db.password => \"\u{ab}\(typed)\u{bb}\"",
            "os.Setenv(\"APP_SECRET\", \"\u{ab}\(value)\u{bb}\")",
            "WEATHER_KEY=\u{ab}\(value)\u{bb}\n", "byte[] Key = Convert.FromBase64String(\"\u{ab}\(value)\u{bb}\");",
            "const mapsKey = '\u{ab}\(Sample.hex(32))\u{bb}';", "ADMIN_TOKEN = '\u{ab}\(value)\u{bb}'",
            "password = \"\"\"\u{ab}\(typed)\u{bb}\"\"\"", "password: !!str \"\u{ab}\(typed)\u{bb}\"",
            "password = (\n  \"\u{ab}\(typed)\u{bb}\"\n)",
          ],
          ignores: [
            "password = \"password\"", "password = os.environ[\"PASSWORD\"]", "token = \"refresh_token_expired\"",
            "secret = \"${SECRET}\"",
            "passwordHash = \"\(value)\"", "token_url = \"\(value)\"", "password: \"Forgot your password?\"",
            "token: \"{{ token }}\"",
            "secret = \"\(Sample.uuid())\"", "api_key = \"your-api-key-here\"", "secretName: \"my-app-credentials-v2\"",
            "if token == \"\(value)\" {",
            "cache_key = \"\(Sample.hex(40))\"", "SORT_KEY=\(value)", "STORAGE_KEY = 'app.settings.v3'",
            "publicKey: \"\(value)\"", "password_too_short = \"Passwort-zu-kurz-8\"",
            "password = \"\(value)\" # example only", "    >>> Client(token='\(value)')",
            "token = \"\(Sample.encoded("this is not a real value"))\"", "PASSWORD 'md5\(Sample.hex(32))'",
            "apiKey: \"common.settings.api-key.label\"", "password = \(value)()", "MAX_TOKENS = \"128000128000\"",
          ])
      }),
  ]
}
