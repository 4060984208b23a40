extension SecretRule {
  private static let options = #"\s(?:[^\n|;]{0,160}?\s)?"#

  /// Passwords in commands, by what the options of each are called.
  static let commands: [SecretRule] = [
    command(
      "archive-password", "Password of an archive", anchors: ["7z ", "7za ", "zip -", "zip --", "unrar ", "rar "],
      #"(?:\b(?:7z[ar]?|rar|unrar)\s+[aextlu]\b(?:[^\n|;]{0,120}?\s)-(?:p|hp)|\b(?:un)?zip\b"# + options
        + #"(?:-P\s*|--password[ =]))"#,
      finds: ["7z a -p«» backup.7z /srv", "unzip -P «» a.zip", "zip -r -P «» a.zip b"],
      ignores: ["7z a -pPASSWORD a.7z b", "unzip -P \"$ZIP_PASS\" a.zip", "gzip -9 backup-harbor-4711.tar"]),
    command(
      "client-password", "Password for a client of a server",
      anchors: [
        "mongo", "az login", "oc login", "cf login", "registry login", "podman login", "rdesktop ", "unlock-keychain ",
      ],
      #"\b(?:mongo(?:sh|dump|restore|export|import|stat|top)?|az login|oc login|cf login|registry login|podman login|rdesktop|unlock-keychain)"#
        + options + #"(?:-p\s*|--password[ =])"#,
      finds: ["mongodump -h db -u ana -p «» --gzip", "az login -u ana --password «»", "oc login -u ana -p «»"],
      ignores: ["mongod -p 27017", "mongo -u ana -p $PW", "oc login -p <password>", "mongo --port 27017 --eval x"]),
    command(
      "directory-password", "Password for a directory server",
      anchors: ["ldapsearch ", "ldapmodify ", "ldapadd ", "ldapdelete ", "ldapwhoami ", "ldappasswd "],
      #"\bldap(?:search|modify|add|delete|whoami|passwd)"# + options + #"-w\s*"#,
      finds: ["ldapsearch -x -D cn=admin,dc=x -w «» -b dc=x"],
      ignores: ["ldapsearch -x -W -D cn=admin", "ldapadd -w secret"]),
    command(
      "capital-option-password", "Password for a server",
      anchors: [
        "sqlcmd ", "bcp ", "ipmitool ", "mosquitto_pub ", "mosquitto_sub ", "smbclient ", "snmpwalk ", "snmpget ",
      ],
      #"\b(?:(?:sqlcmd|bcp|ipmitool|mosquitto_(?:pub|sub))"# + options + #"-P\s*|snmp(?:walk|get)"# + options
        + #"-[AX]\s*|smbclient"# + options
        + #"(?:-U|--user)[ =]?['"]?[^\s%'"]{1,60}%)"#,
      finds: ["sqlcmd -S db -U sa -P «» -Q x", "ipmitool -H h -U root -P «» power on", "smbclient //n/x -U 'ana%«»'"],
      ignores: ["sqlcmd -S db -E", "ipmitool -P $PW power on", "smbclient -U ana%$PW //n/x"]),
    command(
      "key-store-password", "Password of a key or a key store",
      anchors: [
        "-storepass ", "-keypass ", "-srcstorepass ", "-deststorepass ", "openssl enc", "openssl aes", "--passphrase ",
      ],
      #"(?:-(?:store|key|srcstore|deststore)pass\s+|openssl (?:enc|aes\S*)"# + options + #"-k\s+|\bgpg2?"# + options
        + #"--passphrase\s+)"#,
      finds: [
        "keytool -genkey -storepass «» -alias a", "openssl enc -aes-256-cbc -k «» -in a",
        "jarsigner -storepass «» a.jar",
      ],
      ignores: [
        "keytool -storepass changeit", "openssl enc -aes-256-cbc -k \"$KEY\" -in a", "keytool -keypass password",
      ]),
    command(
      "account-password", "Password given to an account",
      anchors: ["htpasswd -", "rabbitmqctl ", "net user ", "cmdkey ", "xfreerdp ", "sqlplus ", "jdbc:oracle:thin:"],
      #"(?:\bhtpasswd\s+(?:-\w+\s+){0,3}-\w*b\w*\s+(?:[\w./-]{1,100}\s+)?[\w.@-]{1,60}\s+"#
        + #"|\brabbitmqctl\s(?:-\S+\s+){0,3}(?:add_user|change_password)\s+[\w.@-]{1,60}\s+"#
        + #"|\bnet user\s+[\w.@-]{1,40}\s+(?!/)|\b(?:cmdkey|xfreerdp)\s[^\n]{0,120}?/p(?:ass)?:"#
        + #"|\bsqlplus\s+(?:-\w+\s+){0,3}['"]?[\w$]{1,40}/|jdbc:oracle:thin:[\w$]{1,40}/)"#,
      finds: [
        "htpasswd -bc .htpasswd ana «»", "rabbitmqctl add_user ana «»", "net user ana «» /add",
        "xfreerdp /v:h /u:ana /p:«»",
        "sqlplus shop/«»@ORCL", "\"jdbc:oracle:thin:shop/«»@//ora.corp.io:1521/XE\"",
      ],
      ignores: [
        "htpasswd -c .htpasswd ana", "net user ana /delete", "sqlplus user/password@ORCL", "jdbc:oracle:thin:@//ora/XE",
        "rabbitmqctl add_user ana $PW",
      ]),
    SecretRule(
      "piped-password", "Password piped to a command", .password, anchors: ["chpasswd", "passwd --stdin"],
      match: .pattern(
        #"\becho\s+(?:-\w+\s+)?['"]?(?:[\w.$@-]{1,60}:)?([^\s'"$|:]{6,64})['"]?\s*\|\s*(?:sudo\s+)?(?:chpasswd|passwd --stdin)"#,
        before: 180, after: 16),
      verify: [.typedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/214.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "echo \"ana:\u{ab}\(password)\u{bb}\" | chpasswd", "echo \u{ab}\(password)\u{bb} | passwd --stdin ana",
          ],
          ignores: [
            "echo \"root:root\" | chpasswd", "echo \"$USER:$PASS\" | chpasswd", "echo password | passwd --stdin a",
          ])
      }),
    SecretRule(
      "header-field-value", "Key in a header that a program sends", .header, anchors: ["forHTTPHeaderField:"],
      match: .pattern(
        #""([^"\s\\]{16,300})",\s{0,4}forHTTPHeaderField:\s{0,4}"(?:[Xx]-[\w-]{1,40}|[\w-]{0,24}(?:[Kk]ey|[Tt]oken|KEY)|[Aa]uthorization)""#,
        before: 320, after: 64),
      verify: [.credential], rank: .form, source: "https://developer.apple.com/documentation/foundation/urlrequest",
      examples: {
        Examples(
          finds: ["request.setValue(\"\u{ab}\(Sample.alphanumeric(24))\u{bb}\", forHTTPHeaderField: \"X-Api-Key\")"],
          ignores: [
            "request.setValue(\"application/json\", forHTTPHeaderField: \"Content-Type\")",
            "request.setValue(apiKey, forHTTPHeaderField: \"X-Api-Key\")",
            "request.setValue(\"your-api-key-goes-here\", forHTTPHeaderField: \"X-Api-Key\")",
          ])
      }),
    SecretRule(
      "cipher-key", "Key in a call that encrypts or signs", .generic,
      anchors: [
        "AES.new(", "createCipheriv(", "createDecipheriv(", "AES.encrypt(", "AES.decrypt(", "SecretKeySpec(", "Fernet(",
        "hmac.new(", "createHmac(", "openssl_encrypt(", "openssl_decrypt(", "hash_hmac(", "SymmetricSecurityKey(",
      ],
      match: .pattern(
        #"(?|(?:AES\.new|Fernet|hmac\.new|SecretKeySpec|SymmetricSecurityKey)\(\s{0,20}(?:[A-Za-z_.0-9]{1,30}\(\s{0,10}){0,2}b?["']([^"'\s\\]{8,128})["']"#
          + #"|create(?:Ciph|Deciph)eriv\(\s{0,20}["'][^"'\n]{1,40}["'],\s{0,20}(?:Buffer\.from\()?["']([^"'\s\\]{8,128})["']"#
          + #"|createHmac\(\s{0,20}["'][^"'\n]{1,20}["'],\s{0,20}["']([^"'\s\\]{8,128})["']"#
          + #"|AES\.(?:en|de)crypt\([^"'()\n]{1,60},\s{0,10}["']([^"'\s\\]{6,128})["']"#
          + #"|openssl_(?:en|de)crypt\([^"'()\n]{1,60},\s{0,10}["'][^"'\n]{1,30}["'],\s{0,10}["']([^"'\s\\]{8,128})["']"#
          + #"|hash_hmac\(\s{0,10}["'][^"'\n]{1,20}["'],[^"'()\n]{1,60},\s{0,10}["']([^"'\s\\]{8,128})["'])"#,
        before: 0,
        after: 320),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/321.html",
      examples: {
        let key = Sample.alphanumeric(16, seed: 9)
        return Examples(
          finds: [
            "AES.new(b'\u{ab}\(key)\u{bb}', AES.MODE_CBC, iv)",
            "new SecretKeySpec(\"\u{ab}\(key)\u{bb}\".getBytes(), \"AES\")",
            "crypto.createCipheriv('aes-128-cbc', '\u{ab}\(key)\u{bb}', iv)",
            "hmac.new(b\"\u{ab}\(key)\u{bb}\", message)",
            "openssl_encrypt($data, 'AES-128-CBC', '\u{ab}\(key)\u{bb}', 0, $iv)",
          ],
          ignores: [
            "AES.new(key, AES.MODE_CBC, iv)", "hmac.new(b'key', msg)", "createHmac('sha256', secret)",
            "hmac.new(b\"nip44-v2\", x, sha256)", "new SecretKeySpec(bytes, \"HmacSHA256\")",
            "hmac.new(key.encode(\"utf-8\"), msg)",
            "createHmac('sha256', 'my-secret-key')",
          ])
      }),
    SecretRule(
      "encoded-key", "Key in a call that makes bytes of it", .generic, anchors: [".GetBytes(\""],
      match: .pattern(
        #"(?:UTF8|ASCII|Unicode)\.GetBytes\("([^"\s\\]{12,128})"\)"#, before: 10, after: 150),
      verify: [.near(["key", "secret", "hmac", "jwt"], within: 80), .notedPassword], rank: .form,
      source: "https://cwe.mitre.org/data/definitions/321.html",
      examples: {
        let key = Sample.alphanumeric(24, seed: 9)
        return Examples(
          finds: ["var key = Encoding.ASCII.GetBytes(\"\u{ab}\(key)\u{bb}\");"],
          ignores: [
            "Encoding.UTF8.GetBytes(\"\(key)\")", "var key = Encoding.UTF8.GetBytes(\"some-words-of-a-text\");",
            "var key = Encoding.UTF8.GetBytes(secret);",
          ])
      }),
    SecretRule(
      "sql-password", "Password of an account of a database", .password,
      anchors: Anchor.ignoringCase(["identified with ", "identified by "]),
      match: .pattern(
        #"(?i)identified (?:with [\w`'"]{1,40} )?by (?|'([^'\s]{6,64})'|"([^"\s]{6,64})"|([^\s'";]{6,64})(?=[\s;]|\z))"#,
        before: 0, after: 140),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/259.html",
      examples: {
        let password = "Harbor" + "4711x"
        return Examples(
          finds: [
            "ALTER USER 'a'@'b' IDENTIFIED WITH mysql_native_password BY '\u{ab}\(password)\u{bb}';",
            "CREATE DATABASE LINK l CONNECT TO ana IDENTIFIED BY \u{ab}\(password)\u{bb} USING 'x';",
          ],
          ignores: [
            "CREATE USER a IDENTIFIED BY 'password';", "is identified by Chapter2Section", "IDENTIFIED BY :password1",
            "IDENTIFIED WITH sha256_password BY '$PW'",
          ])
      }),
    SecretRule(
      "spaced-password", "Password in a configuration", .password,
      anchors: ["_password ", "_passwd ", "_pass ", "authkey ", ": PSK \"", ": EAP \"", ": XAUTH \""],
      match: .pattern(
        #"(?m)^(?|[ \t]{0,12}(?:set )?[\w.-]{0,40}(?:_password|_passwd|_pass|authkey)[ \t]+"?([^\s"'`$<{(;,=]{7,64})"?;?[ \t]*\r?$"#
          + #"|[^\n#]{0,80}: (?:PSK|EAP|XAUTH) "([^"\n]{7,128})")"#, before: 100, after: 150),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/260.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: ["ldap_password \u{ab}\(password)\u{bb}\n", "@vpn.corp.io : PSK \"\u{ab}\(password)\u{bb}\"\n"],
          ignores: [
            "ldap_password secret\n", "check_password function_v2(x)\n", "the user_password Table2Column is\n",
            ": PSK \"your-psk-here1\"",
          ])
      }),
    SecretRule(
      "account-private-key", "Private key of an account of Ethereum", .wallet,
      anchors: ["Wallet(", "privateKeyToAccount(", "Account.from_key(", "accounts: [", "accounts:["],
      match: .pattern(
        #"(?|(?:Wallet|privateKeyToAccount|Account\.from_key)\(\s{0,20}["'`](?:0x)?([0-9a-fA-F]{64})["'`]"#
          + #"|accounts:\s?\[\s{0,40}["'`](?:0x)?([0-9a-fA-F]{64})["'`])"#, before: 0, after: 150),
      verify: [.entropy(3)], rank: .form, source: "https://ethereum.org/en/developers/docs/accounts/",
      examples: {
        Examples(
          finds: [
            "new ethers.Wallet(\"0x\u{ab}\(Sample.hex(64))\u{bb}\", provider)",
            "accounts: [`0x\u{ab}\(Sample.hex(64))\u{bb}`]",
          ],
          ignores: [
            "new Wallet(\"0x\(String(repeating: "0", count: 63))1\")", "accounts: [process.env.KEY]",
            "Wallet('ac0974bec39a17e36ba4a6b4d238ff94" + "4bacb478cbed5efcae784d7bf4f2ff80')",
          ])
      }),
  ]

  /// A password behind `head`, which ends where its word begins. The place of one is `«»` in `finds`.
  private static func command(
    _ id: String, _ title: String, anchors: [Anchor], _ head: String, finds: [String], ignores: [String]
  ) -> SecretRule {
    SecretRule(
      id, title, .password, anchors: anchors, match: .pattern(head + "(?|" + alternatives + ")", before: 2, after: 330),
      verify: [.typedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/214.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: finds.map {
            $0.split(separator: "\u{ab}\u{bb}", omittingEmptySubsequences: false)
              .joined(separator: "\u{ab}\(password)\u{bb}")
          }, ignores: ignores)
      })
  }

  private static let alternatives =
    #"'([^'\n$]{5,64})'|"([^"\n$]{5,64})"|([^\s'"$<|;&%-][^\s'"|;<>@]{4,63})"#
}
