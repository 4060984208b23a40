import GateModel

extension SecretRule {
  /// Columns of lists, the number of those before it in the braces; a quoted cell holds no comma.
  private static let columns = (1...5).map { count in
    #"^(?:[^,\n'(]{0,80},){\#(count)}"?(?:password|passwd|pass|pwd)"?(?:,[^\n]{0,200})?\r?\n(?:[^,\n]{0,80},){\#(count)}"?([^,"\s]{6,64})"?(?=[,\r\n]|\z)"#
  }
  /// The same between `;` or tabs, as spreadsheets write lists where the comma divides numbers.
  private static let otherColumns = (1...5).map { count in
    #"^(?:[^;\t\n'(]{0,80}[;\t]){\#(count)}"?(?:password|passwd|pass|pwd|pass(?:wor[dt]|ord)|kennwort|senha|wachtwoord|heslo|haslo)"?(?:[;\t][^\n]{0,200})?\r?\n(?:[^;\t\n]{0,80}[;\t]){\#(count)}"?([^;"\s]{6,64})"?(?=[;\t\r\n]|\z)"#
  }
  private static let inserts = (0...5).map { count in
    #"insert into [^\s(]{1,60} ?\((?:[^,)\n]{1,40},){\#(count)} ?[`"\[]?(?:password|passwd|pass|pwd)[`"\]]?[,)][^;]{0,200}?values\s{0,8}\((?:[^,()\n]{1,120},){\#(count)} ?n?'([^'\s]{6,64})'"#
  }
  private static let cells = (1...5).map { count in
    #"^\|?(?:[^|\n]{0,80}\|){\#(count)} *(?:password|passwd|pass|pwd) *(?:\|[^\n]{0,200})?\n[ :|-]{5,200}\n\|?(?:[^|\n]{0,80}\|){\#(count)} *`?([^|`\s]{6,64})`? *(?=[|\r\n]|\z)"#
  }

  /// Passwords in notes, tables and state: what people and tools write down.
  static let notes: [SecretRule] = [
    SecretRule(
      "table-password", "Password in a table", .password,
      anchors: Anchor.ignoringCase([",password", ",\"password", ",passwd", ",pwd", ",pass", "| password", "| pass"]),
      match: .pattern("(?im)(?|" + (columns + cells).joined(separator: "|") + ")", before: 420, after: 720),
      verify: [.password], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "host,user,password\nfw01,admin,\u{ab}\(password)\u{bb}\n",
            "user,password,role\nana,\u{ab}\(password)\u{bb},ops\n",
            "| service | user | password |\n|---|---|---|\n| kibana | elastic | `\u{ab}\(password)\u{bb}` |\n",
          ],
          ignores: [
            "user,password\nalice,secret\n", "| name | password |\n|---|---|\n| a | see the vault |\n",
            "connect(host,user,password,\n  port, name)", "a,b,password\n",
            ". '7bit,8bit,pass,wchar,byte2be'\n . 'UCS-4,UCS-4BE,UCS-4LE,UCS-2';",
          ])
      }),
    SecretRule(
      "column-password", "Password in a list", .password,
      anchors: Anchor.ignoringCase([
        ";passw", "\tpassw", ";passo", "\tpasso", ";pwd", "\tpwd", ";kennwort", ";senha", ";wachtwoord", ";heslo",
        ";haslo",
      ]), match: .pattern("(?im)(?|" + otherColumns.joined(separator: "|") + ")", before: 420, after: 720),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "name;user;passord\nAna;ana;\u{ab}\(password)\u{bb}\n", "user\tpassword\nana\t\u{ab}\(password)\u{bb}\n",
          ],
          ignores: ["a;password\nana;secret\n", "case a;password\n  b;c", "x;password;\nAna;ana;\n"])
      }),
    SecretRule(
      "inserted-password", "Password in an INSERT statement", .password,
      anchors: Anchor.ignoringCase(["insert into "]),
      match: .pattern("(?i)(?|" + inserts.joined(separator: "|") + ")", before: 0, after: 900),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "INSERT INTO users (name, password) VALUES ('ana', '\u{ab}\(password)\u{bb}');",
            "insert into `u` (`password`, `id`) values ('\u{ab}\(password)\u{bb}', 1)",
          ],
          ignores: [
            "INSERT INTO users (name, password) VALUES ('ana', '\(Sample.hex(32))');",
            "INSERT INTO users (name, password) VALUES (?, ?)", "INSERT INTO users (name) VALUES ('\(password)')",
            "INSERT INTO users (name, password) VALUES ('ana', 'secret1');",
          ])
      }),
    SecretRule(
      "told-password", "Password in a sentence", .password,
      anchors: Anchor.ignoringCase(
        ["password", "passphrase", "passcode", "pw", "pwd"].flatMap { word in
          ["is", "for", "of", "on", "to", "from"].map { "\(word) \($0) " }
        })
        + Anchor.ignoringCase([
          "passord", "passwort ist ", "passwort f", "senha ", "pre-shared key", "shared secret",
          "api key is ", "api key - ", "token is ", "token - ", "creds are ", "creds: ", "credentials: ",
        ]),
      match: .pattern(
        #"(?i)(?<![\w-])(?|(?:password|passphrase|passcode|pwd|pw|passord(?:et)?|passwort|senha)\b[^\n.:;!?"'`=(){}<>]{0,48}? (?:is|er|ist|é)(?: now)?:? [`"'*]{0,2}([^\s`"'<>,;*]{6,64}[^\s`"'<>,;.!?:)*])(?=[\s`"'.,;!)*]|\z)"#
          + #"|(?:password|passphrase|pw|passord(?:et)?|passwort) from [`"']?([^\s`"'<>,;]{7,64})[`"']? to "#
          + #"|(?:password|passphrase|pw|pwd|passord(?:et)?|passwort|pre-shared key|shared secret)(?: \([A-Z]{2,6}\))?(?: (?:for|of|on|to|f[uü]r|for|p[aå]) [^\n.:;!?"'`=(){}<>]{1,48})?: ?[`"'*]{0,2}([^\s`"'<>,;*]{7,64})(?=[\s`"',;*]|\z)"#
          + #"|(?:password|passphrase|pw|pwd)\b[^\n?]{0,60}\?[ \t]*\r?\n[^\n]{0,40}?\b(?:it'?s|is) [`"'*]{0,2}([^\s`"'<>,;*]{6,64}[^\s`"'<>,;.!?:)*])"#
          + #"|(?:api[ -]key|access token|api token|token) (?:is|-) [`"']?([A-Za-z0-9_+/=.-]{16,200})(?=[\s`"',;]|\z)"#
          + #"|(?:creds|credentials)(?: are|:) ?[\w.@+-]{2,40}:([^\s`"'<>,;*/]{7,64})(?=[\s`"',;]|\z))"#,
        before: 1, after: 240),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "the password is \u{ab}\(password)\u{bb} by the way",
            "The wifi password for the office is \u{ab}\(password)\u{bb}.",
            "change the password from \u{ab}\(password)\u{bb} to a new one",
            "Password for the router: \u{ab}\(password)\u{bb}\n",
            "Pre-shared key (PSK) for the tunnel: `\u{ab}\(Sample.alphanumeric(32))\u{bb}`",
            "[14:02] per: root pw on db3?\n[14:03] ida: its \u{ab}\(password)\u{bb}, change it\n",
          ],
          ignores: [
            "The password is required.", "the password is SHA-256", "password for the user: see 1Password",
            "Password is stored in base64", "the password for root is asked for", "the password is 8-character",
            "password of admin: <password1>", "password to use: ${PASSWORD1}",
          ])
      }),
    SecretRule(
      "paired-password", "User and password in backquotes", .password, anchors: ["` / `", "`/`"],
      match: .pattern(
        #"`[\w.@+-]{2,60}` ?/ ?`([^`\s]{7,64})`"#, before: 62, after: 70),
      verify: [
        .near(
          [
            "log in", "login", "sign in", "passw", "passord", "credential", "user", "innlogg", "anmeld", "admin", "acc",
          ],
          within: 160),
        .notedPassword,
      ],
      rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: ["Log in with `ana` / `\u{ab}\(password)\u{bb}`.", "Admin: `ana`/`\u{ab}\(password)\u{bb}`"],
          ignores: ["`users` / `accounts1` tables", "log in with `admin` / `changeme`", "`a.b` / `c.d` \(password)"])
      }),
    SecretRule(
      "noted-password", "Password in a note", .password,
      anchors: Anchor.ignoringCase([
        "login: ", "login = ", "user: ", "username: ", "creds: ", "credentials: ", "account: ",
        "login is ", "creds are ", "credentials are ", "log in with ", "login with ",
      ]),
      match: .pattern(
        #"(?i)(?:login|user|username|creds|credentials|account|log in)(?: =|:| is| are| with) ?[`"']?[\w.@+-]{2,60}[`"']? +/ +(?:(?:pass\w{0,6}|pwd?|pin): ?)?[`"']?([^\s`"'/|]{7,64})(?=[\s`"'.,;)]|\z)"#,
        before: 0, after: 200),
      verify: [.password], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: ["VPN login: mkow / \u{ab}\(password)\u{bb}\n", "creds: `admin` / `\u{ab}\(password)\u{bb}`\n"],
          ignores: ["login: user / password", "user: root / group: wheel", "account: sales / marketing"])
      }),
    SecretRule(
      "terraform-state-password", "Password in the state of Terraform", .password, anchors: ["\"random_password\""],
      match: .pattern(#""random_password"[^\x00]{0,1500}?"result":\s{0,4}"([^"\n]{8,128})""#, before: 0, after: 1_700),
      rank: .form, source: "https://registry.terraform.io/providers/hashicorp/random/latest/docs/resources/password",
      examples: {
        Examples(
          finds: [
            "{\"type\": \"random"
              + "_password\", \"attributes\": {\"result\": \"\u{ab}\(Sample.alphanumeric(20))\u{bb}\"}}"
          ],
          ignores: [
            "resource \"random_password\" \"db\" { length = 20 }", "{\"type\": \"random_password\", \"result\": \"\"}",
          ])
      }),
    SecretRule(
      "passphrase-words", "Passphrase of words", .password,
      anchors: Anchor.ignoringCase(["passphrase", "pass_phrase", "pass-phrase"]),
      match: .pattern(
        #"(?im)pass[_-]?phrase['"]?\]?[ \t]{0,4}(?:=>?|:=?)[ \t]{0,4}["']((?:[a-z]{2,14}[ -]){2,9}[a-z0-9]{1,14})["'][ \t]*(?=[,;)}\]#\r\n]|\z)"#,
        before: 0, after: 240),
      verify: [.phrase], severity: .warning, rank: .form,
      source: "https://cwe.mitre.org/data/definitions/798.html",
      examples: {
        let words = ["marmot", "lantern", "gravel", "tulip"]
        return Examples(
          finds: [
            "SSH_PASSPHRASE=\"\u{ab}\(words.prefix(3).joined(separator: " "))\u{bb}\"\n",
            "signing_passphrase: '\u{ab}\(words.map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " "))\u{bb}'\n",
            "{\"passphrase\": \"\u{ab}\(words.joined(separator: "-"))-7\u{bb}\"}",
          ],
          ignores: [
            "passphrase = \"enter your passphrase\"", "passphrase: \"the phrase is wrong\"",
            "passphrase: \"At least twelve characters\"", "passphrase = \"my secret passphrase\"",
            "passphrase: 'Passphrase must match'", "passphrase: marmot lantern",
          ])
      }),
    SecretRule(
      "rclone-password", "Obscured password of rclone", .password,
      anchors: ["pass = ", "password = ", "password2 = "],
      match: .pattern(
        #"(?m)^(?:pass|password2?) = ([A-Za-z0-9_-]{22,400})[ \t]*\r?$"#, before: 1, after: 420),
      verify: [.near(["type = "], within: 600), .mixedAlphabet, .random], rank: .form,
      source: "https://rclone.org/commands/rclone_obscure/",
      examples: {
        Examples(
          finds: [
            "[nas]\ntype = sftp\nhost = nas.corp.io\nuser = ana\npass = \u{ab}\(Sample.alphanumeric(38))\u{bb}\n"
          ],
          ignores: [
            "[nas]\ntype = sftp\npass = \n", "[nas]\ntype = sftp\npass = <obscured password of the nas>\n",
            "[a]\nname = x\npass = \(Sample.alphanumeric(38))\n",
          ])
      }),
    SecretRule(
      "one-time-password-seed", "Seed of one-time passwords", .password,
      anchors: ["TOTP(", "HOTP(", "otpauth://"],
      match: .pattern(
        #"(?|[TH]OTP\(\s{0,8}["']([A-Z2-7]{16,64})["']|otpauth://[^\s"'?]{1,200}\?(?:[^\s"'&]{1,80}&){0,5}secret=([A-Z2-7]{16,64}))"#,
        before: 0, after: 420),
      verify: [.entropy(3)], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc6238",
      examples: {
        Examples(
          finds: [
            "totp = pyotp.TOTP(\"\u{ab}\(Sample.base32(32))\u{bb}\")",
            "otpauth://totp/Acme:ana?secret=\u{ab}\(Sample.base32(32))\u{bb}&issuer=Acme",
          ],
          ignores: [
            "pyotp.TOTP(secret)", "otpauth://totp/Acme:ana?secret=$SECRET",
            "pyotp.TOTP(\"\(String(repeating: "A", count: 32))\")",
          ])
      }),
  ]
}
