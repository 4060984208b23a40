extension SecretRule {
  private static let value = #"["']?([^\s"'$<{(`]{5,128})["']?"#
  private static let end = #";?[ \t]*(?:\r?$|\z)"#

  /// Passwords in the configuration of servers and clients, whose names and values have nothing but blanks between, or a form of
  /// their own.
  static let directives: [SecretRule] = [
    SecretRule(
      "password-line", "Password in a configuration", .password,
      anchors: Anchor.ignoringCase([
        "password ", "password\t", "passwd ", "rootpw ", "--plaintext ", "SQLConnectInfo ", "open -u ",
        "imap_pass", "smtp_pass", "pop_pass", "remotepass",
      ]),
      match: .pattern(
        #"(?im)^[ \t]{0,40}(?|(?:[\w.-]{0,40}[_.-])?(?:password|passwd|pass|rootpw)[ \t]{1,40}(?:--plaintext[ \t]+)?"#
          + value
          + end + #"|rootpw[ \t]+--plaintext[ \t]+"# + value + end
          + #"|(?:poll[^\n]{1,80}[ \t])?user(?:name)?[ \t]+["']?[\w.@-]{2,60}["']?[ \t]+(?:with )?pass(?:word)?[ \t]+"#
          + value
          + end + #"|password[ \t]+[\w.-]{2,40}[ \t]+(?!pam_)([^\s"'$<{(`]{6,64})"# + end
          + #"|SQLConnectInfo[ \t]+\S{1,100}[ \t]+\S{1,60}[ \t]+"# + value + end
          + #"|(?:open|lftp) -u ["']?[^\s,"'$]{1,64},([^\s"'$]{5,64})"#
          + #"|set[ \t]+(?:imap|smtp|pop)_pass[ \t]{0,4}=[ \t]{0,4}"# + value + end
          + #"|remotepass[ \t]{0,4}=[ \t]{0,4}"#
          + value + end + ")",
        before: 130, after: 170),
      verify: [.password, .outsideOfProse], rank: .form, source: "https://cwe.mitre.org/data/definitions/260.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "<match **>\n  user ana\n  password \u{ab}\(password)\u{bb}\n</match>\n",
            "rootpw --plaintext \u{ab}\(password)\u{bb}\n",
            "account default\nuser ana\npassword \u{ab}\(password)\u{bb}\n",
            "remote_password \u{ab}\(password)\u{bb}\n",
            "set imap_pass = \u{ab}\(password)\u{bb}\n",
            "open -u ana,\u{ab}\(password)\u{bb} ftp.corp.io\n",
          ],
          ignores: [
            "password required pam_unix.so sha512\n", "rootpw --iscrypted $6$abc$def\n", "rootpw {SSHA}abcdef1234567\n",
            "password authentication\n", "password <password>\n", "a password \(password)\n", "password secret1\n",
          ])
      }),
    SecretRule(
      "blank-login", "Password behind a user's name", .password, anchors: [" pass "],
      match: .pattern(
        #" pass ["']?((?=[^\s"']{0,60}\d)[^\s"'`<>,;$({]{6,64})["']?(?=[\s,;]|\z)"#, before: 0, after: 80),
      verify: [.near(["user ", "login ", "username "], within: 90), .notedPassword, .outsideOfProse], rank: .form,
      source: "https://www.fetchmail.info/fetchmail-man.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "poll mail.corp.io user ana pass \u{ab}\(password)\u{bb}\n",
            "login ana pass \u{ab}\(password)\u{bb}\n",
          ],
          ignores: ["user ana pass $PASS\n", "a user may pass test2 twice", "will pass \(password)\n"])
      }),
    SecretRule(
      "shared-secret", "Secret that a server and its clients share", .password,
      anchors: Anchor.ignoringCase(["secret=", "secret =", "secret\t", "secret  "]),
      match: .pattern(
        #"(?im)^[ \t]{0,20}secret[ \t]{0,40}=>?[ \t]{0,40}"# + value + #"[ \t]*(?:[;#][^\n]*)?\r?$"#, before: 24,
        after: 220),
      verify: [
        .near(
          [
            "ipaddr", "shortname", "nas_type", "nastype", "host=", "host =", "type=", "type =", "ike-", "deny=",
            "permit=",
            "deny =", "permit =", "context=", "context =", "username=", "[general]",
          ], within: 240), .typedPassword, .outsideOfProse,
      ], rank: .form, source: "https://wiki.freeradius.org/config/Configuration%20files",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "client office {\n  ipaddr = 10.0.0.4\n  secret = \u{ab}\(password)\u{bb}\n}\n",
            "[6001]\ntype=friend\nsecret=\u{ab}\(password)\u{bb}\nhost=dynamic\n",
          ].map { "\($0)" },
          ignores: [
            "client localhost {\n  secret = testing123\n}\n", "[6001]\ntype=friend\n;secret=\(password)\n",
            "secret = \(password)\n", "client a {\n  secret = $SECRET\n}\n",
          ])
      }),
    SecretRule(
      "tunnel-secret", "Secret of a tunnel", .password,
      anchors: ["PSK \"", "PSK '", "EAP \"", "XAUTH \"", "NTLM \""],
      match: .pattern(
        #"(?m)^[^\n#]{0,120}:\s{0,4}(?:PSK|EAP|XAUTH|NTLM)\s{1,4}["']([^"'\s$<]{5,128})["']"#, before: 130, after: 140),
      verify: [.typedPassword], rank: .form,
      source: "https://docs.strongswan.org/docs/5.9/config/ipsecSecrets.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [": PSK \"\u{ab}\(password)\u{bb}\"\n", "ana : EAP \"\u{ab}\(password)\u{bb}\"\n"],
          ignores: [": RSA moon.pem\n", "# : PSK \"\(password)\"\n", ": PSK \"<secret>\"\n"])
      }),
    SecretRule(
      "relay-password", "Password for a mail relay", .password,
      anchors: ["]:587", "]:465", "]:25 ", "]:2525", "smtp."],
      match: .pattern(
        #"(?m)^\[?[\w.-]{3,80}\]?(?::\d{2,5})?[ \t]{1,20}[\w.@+-]{2,80}:([^\s:$<]{5,128})[ \t]*\r?$"#, before: 90,
        after: 320),
      verify: [.typedPassword], rank: .form, source: "https://www.postfix.org/SASL_README.html#client_sasl_enable",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "[smtp.corp.io]:587 ana:\u{ab}\(password)\u{bb}\n", "smtp.corp.io  ana@corp.io:\u{ab}\(password)\u{bb}\n",
          ],
          ignores: ["[smtp.example.com]:587 username:password\n", "smtp.corp.io at port:587 is \(password)\n"])
      }),
    SecretRule(
      "macro-password", "Password in a macro of Nagios", .password, anchors: ["$USER"],
      match: .pattern(#"(?m)^\$USER\d{1,3}\$=([^\s/$<][^\s$<]{5,127})[ \t]*\r?$"#, before: 0, after: 150),
      verify: [.password], rank: .form,
      source: "https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/configmain.html",
      examples: {
        Examples(
          finds: ["$USER3$=monitor\n$USER4$=\u{ab}\("Harbor" + "!4711x")\u{bb}\n"],
          ignores: ["$USER1$=/usr/lib/nagios/plugins\n", "$USER3$=monitor\n", "$USER['name']=1"])
      }),
    SecretRule(
      "environment-password", "Password in the environment of a command", .password,
      anchors: ["PGPASSWORD=", "MYSQL_PWD=", "SSHPASS=", "RESTIC_PASSWORD=", "BORG_PASSPHRASE=", "REDISCLI_AUTH="],
      match: .pattern(
        #"(?|(?:PGPASSWORD|MYSQL_PWD|SSHPASS|RESTIC_PASSWORD|BORG_PASSPHRASE|REDISCLI_AUTH)="# + value
          + #"(?=\s|\\|;|&|["']|\z))"#, before: 0, after: 160),
      verify: [.typedPassword], rank: .form, source: "https://www.postgresql.org/docs/current/libpq-envars.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: ["PGPASSWORD=\u{ab}\(password)\u{bb} psql -h db", "export PGPASSWORD=\"\u{ab}\(password)\u{bb}\"\n"],
          ignores: [
            "PGPASSWORD=$DB_PASSWORD psql", "PGPASSWORD=postgres psql", "PGPASSWORD=<password>", "PGPASSWORD=\"\"",
          ])
      }),
    SecretRule(
      "statement-password", "Password in a statement", .password,
      anchors: Anchor.ignoringCase(["with password", "= password('"]),
      match: .pattern(
        #"(?i)(?:\bwith (?:encrypted )?password ?=? ?n?|= ?password\()'([^'\s$<]{5,128})'"#, before: 0, after: 170),
      verify: [.typedPassword], rank: .form,
      source: "https://learn.microsoft.com/sql/t-sql/statements/create-login-transact-sql",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "CREATE LOGIN ana WITH PASSWORD = N'\u{ab}\(password)\u{bb}';",
            "SET PASSWORD FOR 'ana'@'%' = PASSWORD('\u{ab}\(password)\u{bb}');",
          ],
          ignores: [
            "CREATE LOGIN a WITH PASSWORD = '<password>';", "ALTER USER a WITH PASSWORD = N'$(Sa)';",
            "CREATE LOGIN a WITH PASSWORD = 0x0200\(Sample.hex(64)) HASHED;",
          ])
      }),
    SecretRule(
      "mount-password", "Password of a network drive", .password, anchors: [",pass=", ",password="],
      match: .pattern(
        #"\b(?:user|username)=[^,\s$]{1,60},(?:[\w]{1,20}(?:=[^,\s]{0,40})?,){0,4}pass(?:word)?=([^,\s"'$<{]{5,128})(?=[,\s"']|\z)"#,
        before: 300, after: 140),
      verify: [.typedPassword], rank: .form, source: "https://man7.org/linux/man-pages/man8/mount.cifs.8.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "//nas/a /mnt cifs user=ana,pass=\u{ab}\(password)\u{bb},uid=1000 0 0",
            "mount -t cifs //nas/a /mnt -o username=ana,vers=3.0,password=\u{ab}\(password)\u{bb}\n",
          ],
          ignores: ["user=ana,pass=$PASS,uid=1", "f(user=user,password=password)", "username=ana,password="])
      }),
    SecretRule(
      "given-password", "Password given to a command", .password,
      anchors: [
        "--passphrase-fd", "--requirepass", "chpasswd <<<", " /rp ", "cqlsh ", "influx -", "--http-password",
        "-Dpassword=",
        ".password=", "Password=",
      ],
      match: .pattern(
        #"(?|\becho\s+(?:-n\s+)?['"]?([^\s'"$|]{5,64})['"]?\s*\|\s*gpg2?\s[^\n|]{0,80}--passphrase-fd"#
          + #"|--requirepass[ =]"# + value + #"|chpasswd <<<\s?["']?[\w.-]{1,40}:([^\s"'$]{5,64})"#
          + #"|\bschtasks\s[^\n]{0,160}/rp\s+([^\s"'%$/]{5,64})"# + #"|\bcqlsh\s(?:[^\n|;]{0,80}?\s)?-p\s+"# + value
          + #"|\binflux\s(?:[^\n|;]{0,80}?\s)?-password\s+"# + value + #"|--http-password[ =]"# + value
          + #"|\s-D[\w.-]{0,60}[pP]assword="# + value + "(?=[\\s\"']|\\z))",
        before: 180, after: 180),
      verify: [.typedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/214.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "echo '\u{ab}\(password)\u{bb}' | gpg --batch --passphrase-fd 0 -d a.gpg",
            "redis-server --requirepass \u{ab}\(password)\u{bb}\n", "chpasswd <<< \"ana:\u{ab}\(password)\u{bb}\"",
            "java -Dpassword=\u{ab}\(password)\u{bb} -jar a.jar",
          ],
          ignores: [
            "echo \"$PASS\" | gpg --passphrase-fd 0", "redis-server --requirepass $PASS",
            "java -Dpassword=${PW} -jar a",
            "mvn -Dpassword.file=/etc/a1", "--requirepass <password>",
          ])
      }),
    SecretRule(
      "key-store-setting", "Password of a key in a setting", .password,
      anchors: Anchor.spellings(of: ["key_password", "store_password"]),
      match: .pattern(
        #"(?im)(?:key|store)[_.-]?password['"]?(?:[ \t]{0,8}[=:][ \t]{0,8}|[ \t]{1,8}(?=["']))"# + value
          + #"[ \t]*(?=\r?$|[;,)]|\z)"#, before: 0,
        after: 170),
      verify: [.typedPassword, .outsideOfProse], rank: .form,
      source: "https://developer.android.com/studio/publish/app-signing#secure-shared-keystore",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "keyPassword=\u{ab}\(password)\u{bb}\n", "    keyPassword '\u{ab}\(password)\u{bb}'\n",
            "RELEASE_KEY_PASSWORD=\u{ab}\(password)\u{bb}\n",
          ],
          ignores: [
            "keyPassword System.getenv(\"KEY_PASSWORD\")\n", "storePassword keystoreProperties['storePassword']\n",
            "keyPassword=<your key password>\n", "storePassword 'android'\n",
          ])
      }),
  ]
}
