import GateModel

extension SecretRule.Family {
  static let privateKey = Self(
    "private-key", "Make a new key pair, and take the old public key from every place that trusts it.")
}

extension SecretRule {
  static let privateKeys: [SecretRule] = [
    SecretRule(
      "private-key", "Private key", .privateKey, anchors: ["PRIVATE KEY"], match: .special(.privateKeyBlock),
      verify: [.publishedKey, .outsideOfTests], rank: .form,
      source: "https://www.rfc-editor.org/rfc/rfc7468",
      examples: {
        let labels = [
          "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY",
          "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK",
        ]
        let indented = PrivateKeySample.block("RSA PRIVATE KEY", lineEnd: "\n    ")
        return Examples(
          finds: labels.map { "\u{ab}\(PrivateKeySample.block($0))\u{bb}\n" } + [
            "key: |\n    \u{ab}\(indented)\u{bb}\n",
            "\"\u{ab}\(PrivateKeySample.block("PRIVATE KEY", lineEnd: "\\n"))\u{bb}\\n\"",
          ],
          ignores: [
            "-----BEGIN RSA PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            "Paste the text from -----BEGIN RSA PRIVATE KEY----- to -----END RSA PRIVATE KEY----- here, with all lines between",
            "-----BEGIN PRIVATE KEY-----\n<your key here>\n-----END PRIVATE KEY-----",
            PrivateKeySample.block("RSA PUBLIC KEY"), PrivateKeySample.block("CERTIFICATE"),
            "-----BEGIN RSA PRIVATE KEY-----\n\(Sample.encoded("no key, but a text that is long enough to be one"))\n-----END",
          ])
      }),
    SecretRule(
      "putty-private-key", "PuTTY private key", .privateKey,
      anchors: ["PuTTY-User-Key-File-2", "PuTTY-User-Key-File-3"],
      match: .special(.puttyKey), rank: .form,
      source: "https://the.earth.li/~sgtatham/putty/0.80/htmldoc/AppendixC.html",
      examples: {
        let head =
          "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: c\nPublic-Lines: 1\n\(Sample.base64(64))\n"
        return Examples(
          finds: ["\u{ab}\(head)Private-Lines: 1\n\(Sample.base64(64, seed: 2))\u{bb}\n"],
          ignores: [head, "PuTTY-User-Key-File-3", head + "Private-Lines: 1\n<key>"])
      }),
    SecretRule(
      "age-secret-key", "age secret key", .privateKey,
      anchors: [Anchor("AGE-SECRET" + "-KEY-1"), Anchor("AGE-SECRET" + "-KEY-PQ-1")],
      match: .prefixed(then: 58, of: ByteClass("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")), verify: [.bech32], rank: .form,
      source: "https://github.com/C2SP/C2SP/blob/main/age.md",
      examples: {
        let data = Sample.text(51, of: ByteClass("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")) + "Q"
        let made = Sample.text(58, of: ByteClass("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"), seed: 2)
        return .token(
          "AGE-SECRET" + "-KEY-1", Bech32.checked("age-secret-key-", data),
          alsoFinds: ["key: \u{ab}" + "AGE-SECRET" + "-KEY-PQ-1\(made)\u{bb}\n"])
      }),
    SecretRule(
      "wireguard-private-key", "WireGuard private key", .privateKey, anchors: ["PrivateKey"],
      match: .assigned(to: [], .run(43, of: .base64), .literal("=")), verify: [.base64(count: 32)], rank: .form,
      source: "https://www.wireguard.com/quickstart/",
      examples: {
        Examples(
          finds: ["[Interface]\nPrivateKey = \u{ab}\(Sample.base64(43))=\u{bb}\n"],
          ignores: ["PrivateKey = ", "PublicKey = \(Sample.base64(43))=", "PrivateKey = " + Sample.base64(30) + "="])
      }),
    SecretRule(
      "nats-seed", "NATS nkey seed", .privateKey, anchors: ["SAA", "SCA", "SNA", "SOA", "SUA"],
      match: .prefixed(then: 55, of: .base32), verify: [.checksum(.nkey), .entropy(4)], severity: .warning, rank: .form,
      source: "https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/nkey_auth",
      examples: { .token("SU" + "A", Sample.base32(55)) }),
    SecretRule(
      "jwk-private-key", "Private JSON Web Key", .privateKey, anchors: ["\"kty\""],
      match: .pattern(
        #"(?|"d"\s*:\s*"([\w-]{22,})"[^{}]{0,900}?"kty"|"kty"\s*:\s*"(?:RSA|EC|OKP)"[^{}]{0,900}?"d"\s*:\s*"([\w-]{22,}))"#,
        before: 1_000, after: 1_000), rank: .form, source: "https://www.rfc-editor.org/rfc/rfc7517",
      examples: {
        let key = Sample.alphanumeric(43)
        return Examples(
          finds: [
            #"{"kty": "EC", "crv": "P-256", "x": "a", "d": "\#u{ab}\#(key)\#u{bb}"}"#,
            #"{"d":"\#u{ab}\#(key)\#u{bb}","kty":"OKP"}"#,
          ],
          ignores: [#"{"kty": "EC", "x": "\#(key)"}"#, #"{"kty": "EC"}, {"d": "\#(key)"}"#])
      }),
    SecretRule(
      "jwk-symmetric-key", "Symmetric JSON Web Key", .privateKey, anchors: ["\"oct\""],
      match: .pattern(
        #"(?|"k"\s*:\s*"([\w-]{22,})"[^{}]{0,300}?"kty"\s*:\s*"oct"|"kty"\s*:\s*"oct"[^{}]{0,300}?"k"\s*:\s*"([\w-]{22,})")"#,
        before: 500, after: 500), verify: [.random, .outsideOfTests], rank: .form,
      source: "https://www.rfc-editor.org/rfc/rfc7518#section-6.4",
      examples: {
        let key = Sample.alphanumeric(43)
        return Examples(
          finds: [
            #"{"kty": "oct", "alg": "HS256", "k": "\#u{ab}\#(key)\#u{bb}"}"#,
            #"{"k":"\#u{ab}\#(key)\#u{bb}","kty":"oct"}"#,
          ],
          ignores: [#"{"kty": "oct", "alg": "HS256"}"#, #"{"kty": "oct"}, {"k": "\#(key)"}"#])
      }),
    SecretRule(
      "ssh2-private-key", "Private key in the form of SSH's Tectia", .privateKey,
      anchors: ["---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----"],
      match: .pattern(
        // The number that all begin with is 0x3f6ff9eb.
        #"---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\s+(?:[A-Za-z-]{1,64}: [^\n]{0,400}\n\s*){0,8}P2/56[A-Za-z0-9+/=\s]{60,20000}---- END SSH2 ENCRYPTED PRIVATE KEY ----"#,
        before: 0, after: 21_000), severity: .warning, rank: .form,
      source: "https://github.com/openssh/openssh-portable/blob/master/ssh-keygen.c",
      examples: {
        let line = { (word: String) in "---- \(word) SSH2 ENCRYPTED PRIVATE" + " KEY ----" }
        let (head, end) = (line("BEGIN"), line("END"))
        let body = "P2/56" + Sample.base64(65) + "\n" + Sample.base64(70, seed: 2) + "\n"
        return Examples(
          finds: ["\u{ab}\(head)\nComment: \"dsa\"\n\(body)\(end)\u{bb}\n"],
          ignores: [head + "\n" + end, head + "\n" + Sample.base64(70) + "\n" + end])
      }),
    SecretRule(
      "private-key-file", "Private key in binary form", .privateKey, anchors: KeyFile.plainAnchors,
      match: .special(.keyFile), verify: [.outsideOfTests], rank: .form,
      source: "https://www.rfc-editor.org/rfc/rfc5958",
      examples: {
        Examples(
          finds: [], ignores: ["a", "key.der"],
          binaries: ["PRIVATE KEY", "RSA PRIVATE KEY"].map { PrivateKeySample.bytes($0) } + [
            KeyFileSample.store(with: KeyFile.keyBag)
          ])
      }),
    SecretRule(
      "key-store", "Key store with a private key", .privateKey, anchors: KeyFile.protectedAnchors,
      match: .special(.keyStore), verify: [.notableOutsideOfTests], severity: .warning, rank: .form,
      source: "https://www.rfc-editor.org/rfc/rfc7292",
      examples: {
        Examples(
          finds: [], ignores: ["a", "key.p12"],
          binaries: [
            KeyFileSample.store(with: KeyFile.shroudedKeyBag), KeyFileSample.javaStore(tag: 1), KeyFileSample.keePass,
          ])
      }),
  ]
}
