import GateModel

extension SecretRule {
  /// What stands alone in a file, and is told by what that is called.
  static let credentialFiles: [SecretRule] = [
    SecretRule(
      "rails-key-file", "Key of Rails's encrypted credentials", .framework, anchors: [],
      match: .file(.railsKey, #"\A([0-9a-f]{32}|[0-9a-f]{64})\s*\z"#), verify: [.entropy(2.6)],
      source: "https://guides.rubyonrails.org/security.html#custom-credentials",
      examples: {
        Examples(
          finds: ["\u{ab}\(Sample.hex(32))\u{bb}", "\u{ab}\(Sample.hex(32))\u{bb}\n"],
          ignores: [Sample.hex(31), "key: \(Sample.hex(32))\nother", String(repeating: "0", count: 32)],
          path: "config/master.key")
      }),
    SecretRule(
      "vault-password-file", "Password of Ansible's vault", .password, anchors: [],
      match: .file(.vaultPassword, #"\A(?!#!|\$ANSIBLE_VAULT)\s*(\S[^\r\n]{4,198}\S)\s*\z"#), rank: .form,
      source: "https://docs.ansible.com/ansible/latest/vault_guide/vault_managing_passwords.html",
      examples: {
        let typed = "Marmot7" + "Lantern"
        return Examples(
          finds: ["\u{ab}\(typed)\u{bb}\n", "\u{ab}\(Sample.alphanumeric(32))\u{bb}"],
          ignores: ["#!/bin/sh\nexec pass show vault\n", "changeme\n", "<password>\n", "${VAULT_PASSWORD}"],
          path: "ansible/.vault_pass")
      }),
    SecretRule(
      "pgpass-entry", "Password in a .pgpass file", .password, anchors: [],
      match: .file(
        .postgresPasswords,
        #"(?m)^(?!\s*#)(?:(?:[^:\\\r\n]|\\.){0,200}:){4}([^\r\n]{3,200}?)[ \t]*\r?$"#), verify: [.filePassword],
      rank: .form, source: "https://www.postgresql.org/docs/current/libpq-pgpass.html",
      examples: {
        let password = "gr4vel" + "Tulip9"
        return Examples(
          finds: [
            "*:*:*:postgres:\u{ab}\(password)\u{bb}\ndb2:5433:*:ana:\u{ab}\(Sample.alphanumeric(12))\u{bb}\n"
          ],
          ignores: [
            "# hostname:port:database:username:password\n", "hostname:port:database:username:password\n", "*:*:*:app:",
          ], path: "home/.pgpass")
      }),
    SecretRule(
      "netrc-file-password", "Password in a netrc file", .header, anchors: [],
      match: .file(
        .netrc,
        #"(?<!\S)password\s+([^\s"'`<>{}$\\\x00-\x1f\x7f-\xff]{6,200})(?!\S)"#), verify: [.filePassword], rank: .form,
      source: "https://everything.curl.dev/usingcurl/netrc",
      examples: {
        Examples(
          finds: [
            "machine b.corp.io\n  login ana\n  password \u{ab}\(Sample.hex(40))\u{bb}\n",
            "machine a.corp.io password \u{ab}\(Sample.alphanumeric(16))\u{bb} login bot\n",
          ],
          ignores: ["machine a.io login b password <password>\n", "default login anonymous password user@\n"],
          path: "home/.netrc")
      }),
    // MD5, SHA-1 and DES are tried out in hours; bcrypt and what came later are not.
    SecretRule(
      "weak-password-hash", "Weak hash of a password", .password, anchors: [],
      match: .file(
        .passwordHashes,
        #"(?m)^[^\s:#]{1,64}:(\$(?:apr1|1)\$[^\s:]{20,60}|\{S?SHA\}[A-Za-z0-9+/=]{20,60}|[./0-9A-Za-z]{13})(?=[:\s]|\z)"#
      ), verify: [.entropy(2.6)], severity: .note, rank: .form,
      source: "https://httpd.apache.org/docs/current/misc/password_encryptions.html",
      examples: {
        Examples(
          finds: [
            "admin:\u{ab}$apr1$\(Sample.alphanumeric(8))$\(Sample.alphanumeric(22))\u{bb}\n",
            "bob:\u{ab}{SHA}\(Sample.encoded(Sample.bytes(20)))\u{bb}\n",
            "ann:\u{ab}\(Sample.alphanumeric(13))\u{bb}:19000:0:99999:7:::\n",
          ],
          ignores: [
            "daemon:*:19000:0:99999:7:::\n", "bob:!:19000::::::\n", "eve:$2y$10$\(Sample.alphanumeric(53))\n",
            "# admin:$apr1$salt$hash\n",
          ],
          path: "web/.htpasswd")
      }),
    SecretRule(
      "secret-file", "Secret in a file of its own", .generic, anchors: [],
      match: .file(.secret, #"\A\s*([A-Za-z0-9+/=_.:@#%^&*!~-]{20,512})\s*\z"#), verify: [.fileSecret],
      rank: .generic, source: "https://cwe.mitre.org/data/definitions/798.html",
      examples: {
        Examples(
          finds: ["\u{ab}\(Sample.alphanumeric(40))\u{bb}\n", "\u{ab}\(Sample.hex(64))\u{bb}"],
          ignores: [
            "your-secret-key-goes-here\n", "/etc/ssl/private/server.key\n", "a: \(Sample.alphanumeric(40))\n",
            "this_is_the_default_key_for_development",
          ], path: "deploy/secret.key")
      }),
  ]
}
