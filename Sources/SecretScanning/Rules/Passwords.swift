extension SecretRule.Family {
  static let password = Self("password", "Change the password wherever it is valid.")
}

extension SecretRule {
  /// Passwords and tokens that stand in no assignment: told by the words around them.
  static let passwords: [SecretRule] = [
    SecretRule(
      "bearer-token", "Token in an Authorization header", .header,
      anchors: Anchor.ignoringCase(["bearer ", "authorization"]),
      match: .pattern(
        #"(?i)(?|\bbearer\s+([A-Za-z0-9_~+/.=-]{20,2000})(?![\w(\[{<$%])"#
          + #"|authorization['"]?\]?\s{0,3}[:=,]\s{0,3}['"`]?(?:token|apikey|api-key|key|ssws|bot)\s+"#
          + #"([A-Za-z0-9_~+/.=-]{20,2000})(?![\w(\[{<$%]))"#, before: 0, after: 2_060),
      verify: [.credential], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc6750#section-2.1",
      examples: {
        let token = Sample.alphanumeric(40, seed: 3)
        return Examples(
          finds: [
            "curl -H 'Authorization: Bearer \u{ab}\(token)\u{bb}'",
            "Authorization: Token \u{ab}\(Sample.hex(40))\u{bb}",
            "headers = {\"Authorization\": \"Bearer \u{ab}\(token)\u{bb}\"}",
          ],
          ignores: [
            "Authorization: Bearer $TOKEN", "Authorization: Bearer <token>",
            "Bearer authentication-is-described-below-1",
            "authorization: token authentication_is_described_below_1", "`Bearer ${accessToken}`",
          ])
      }),
    SecretRule(
      "connection-string-password", "Password in a connection string", .password,
      anchors: Anchor.ignoringCase(["password=", "pwd=", "password =", "pwd ="]),
      match: .pattern(
        #"(?i)(?|(?<=;|; )(?:password|pwd)=([^;"'`\s<>{}$\\(]{4,128}+)(?=[;"'`])"#
          + #"|(?:password|pwd)(?:=| = )'?([^;"'`\s&<>{}$\\(]{4,128}+)(?=[;"'`\s&<\\]|\z))"#, before: 2, after: 160),
      verify: [
        .near(
          ["server=", "data source=", "host=", "user id=", "uid=", "username=", "user=", "server =", "user id ="],
          within: 200),
        .password,
      ],
      rank: .form, source: "https://www.connectionstrings.com/",
      examples: {
        let typed = "Tr0ub4" + "dor&3"
        return Examples(
          finds: [
            "\"Server=db;Database=app;User Id=app;Password=\u{ab}\(Sample.alphanumeric(14))\u{bb};\"",
            "dsn = \"host=db user=app password=\u{ab}\(Sample.alphanumeric(14))\u{bb} dbname=app\"",
            "Pwd=\u{ab}\(typed.filter { $0 != "&" })\u{bb};Uid=sa;", "SERVER=a;Uid=sa;PWD=\u{ab}\(typed)\u{bb};",
          ],
          ignores: [
            "Server=db;Password=<password>;", "host=%s password=%s", "Server=db;User Id=sa;Password=secret;",
            "server=a&password=${PASSWORD}", "password=\(Sample.alphanumeric(14))",
          ])
      }),
    SecretRule(
      "dsn-password", "Password in a data source name", .password, anchors: ["@tcp(", "@unix("],
      match: .pattern(
        #"(?<![\w.-])[\w.-]{1,64}:([^\s:@/"'`]{4,64})@(?:tcp|unix)\("#, before: 132, after: 8),
      verify: [.password], rank: .form, source: "https://github.com/go-sql-driver/mysql#dsn-data-source-name",
      examples: {
        Examples(
          finds: ["sql.Open(\"mysql\", \"app:\u{ab}\(Sample.alphanumeric(16))\u{bb}@tcp(db:3306)/app\")"],
          ignores: ["user:password@tcp(localhost:5555)/dbname", "%s:%s@tcp(%s)/%s"])
      }),
    SecretRule(
      "command-line-password", "Password in a command", .password,
      anchors: [
        "sshpass", "mysql", "curl ", "wget ", "redis-cli ", "docker login", "| sudo -S", "ConvertTo-SecureString",
        "--password-stdin", "lftp ", "net use ", "psexec", "PsExec", "passin pass:", "passout pass:", "wifi connect",
        "send \"", "send -- \"", "-pass pass:", "--requirepass", "http -a ",
      ],
      match: .pattern(
        #"(?|sshpass\s+-p\s*(?|['"]([^'"$\n]{6,64})['"]|([^\s'"$]{6,64}))"#
          + #"|mysql(?:dump|admin|import)?\s(?:[^\n|;]{0,120}?\s)?-p['"]?([^\s'"$-][^\s'"]{5,63})"#
          + #"|curl\s(?:[^\n]{0,200}?\s)?(?:-u|--user|--proxy-user)[ =]?['"]?[^\s:'"$<]{1,64}:['"]?([^\s'"$<]{6,128})"#
          + #"|echo\s+['"]?([^\s'"$|]{6,64})['"]?\s*\|\s*sudo\s+-S"#
          + #"|ConvertTo-SecureString\s+(?:-String\s+)?['"]([^'"$]{6,128})['"]"#
          + #"|echo\s+(?:-n\s+)?['"]?([^\s'"$|]{6,64})['"]?\s*\|\s*[a-z. -]{2,40}login[^\n|]{0,80}--password-stdin"#
          + #"|lftp\s(?:[^\n|;]{0,80}?\s)?-u\s+['"]?[^\s,'"$]{1,64},([^\s'"$]{5,64})"#
          + #"|net use\s[^\n|]{0,120}/user:\S{1,64}\s+([^\s"'%$/]{5,64})"#
          + #"|(?i:psexec)(?:64)?(?:\.exe)?\s[^\n|]{0,120}?\s-p\s+([^\s"'%$]{5,64})"#
          + #"|(?i:expect)[^\n]{0,40}?assword[^\n]{0,20}\n\s{0,20}send (?:-- )?"([^"\\$\s]{6,64})\\[rn]"#
          + #"|-pass(?:in|out)?\s+pass:([^\s'"$]{5,64})"#
          + #"|wifi connect\s[^\n|]{1,64}\spassword\s+['"]?([^\s'"$]{8,63})"#
          + #"|--requirepass[ =]['"]?([^\s'"$]{6,64})|\bhttp -a\s*['"]?[^\s:'"$<]{1,64}:([^\s'"$<]{6,128})"#
          + #"|redis-cli\s(?:[^\n|;]{0,120}?\s)?-a\s+['"]?([^\s'"$]{6,64})"#
          + #"|docker login\s(?:[^\n|;]{0,120}?\s)?(?:-p|--password)[ =]['"]?([^\s'"$]{6,128}))"#, before: 120,
        after: 420
      ),
      verify: [.typedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/214.html",
      examples: {
        let password = Sample.alphanumeric(12, seed: 4)
        return Examples(
          finds: [
            "sshpass -p '\u{ab}\(password)\u{bb}' ssh root@db",
            "sshpass -p \"\u{ab}\("!@h-vak" + "tene")\u{bb}\" ssh a", "sshpass -p \u{ab}\("Lang" + "Rag")\u{bb} ssh a",
            "mysql -u root -p\u{ab}\(password)\u{bb} app < dump.sql",
            "curl -s -u bot:\u{ab}\(password)\u{bb} https://git.corp.io/",
            "docker login -u bot -p \u{ab}\(password)\u{bb} registry.corp.io",
            "echo '\u{ab}\(password)\u{bb}' | sudo -S apt update",
            "ConvertTo-SecureString \"\u{ab}\(password)\u{bb}\" -AsPlainText -Force",
          ],
          ignores: [
            "sshpass -p \"$PASSWORD\" ssh a", "mysql -u root -p app", "curl -u user:password https://a.io",
            "curl -u \"$USER:$PASSWORD\" https://a.io", "docker login -u USERNAME -p PASSWORD registry.a.io",
          ])
      }),
    SecretRule(
      "directive-password", "Password in a server's configuration", .password,
      anchors: ["requirepass", "masterauth", "bindpw", "credentials ", "insecure-password "],
      match: .pattern(
        #"(?m)^\s{0,20}(?:requirepass|masterauth|bindpw|credentials|user \S{1,60} insecure-password)\s+["']?([^\s"'#$<]{6,128})["']?\s*$"#,
        before: 90,
        after: 160),
      verify: [.typedPassword], rank: .form,
      source: "https://redis.io/docs/latest/operate/oss_and_stack/management/security/",
      examples: {
        Examples(
          finds: ["port 6379\nrequirepass \u{ab}\(Sample.alphanumeric(24))\u{bb}\n"],
          ignores: ["requirepass foobared", "# requirepass: see below", "bindpw secret"])
      }),
    SecretRule(
      "network-password", "Password in a network device's configuration", .password,
      anchors: [
        "enable secret ", "enable password ", " secret ", " password ", "snmp-server community ", "snmp community ",
        "wpa-passphrase ", "wpa-psk ascii ", "-server key ", "server-key ", "pre-shared-key ", "key-string ",
        "createUser ", "rocommunity ", "rwcommunity ",
      ],
      match: .pattern(
        #"(?m)^[^\n#!]{0,60}?(?|(?:enable|username \S{1,40}(?: privilege \d{1,2})?) (?:secret|password) (?:0 )?([^\s"'`$<{]{6,64})(?:`|[ \t]*\r?$)"#
          + #"|(?:snmp-server community|snmp community|r[ow]community) ([^\s"'$<{]{6,64})(?:$|\s)"#
          + #"|(?:wpa-passphrase|wpa-psk ascii(?: \d)?|(?:radius|tacacs)-server key(?: [07])?|server-key|pre-shared-key(?: ascii-text)?"#
          + #"|key-string)\s+"?([^\s"'$<{]{6,64})"?;?[ \t]*\r?$"#
          + #"|createUser \S{1,40} (?:MD5|SHA(?:-\d+)?) "?([^\s"'$<]{8,64})"?)"#, before: 100, after: 140),
      verify: [.password], rank: .form,
      source:
        "https://www.cisco.com/c/en/us/support/docs/security-vpn/remote-authentication-dial-user-service-radius/107614-64.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "enable secret \u{ab}\(password)\u{bb}\n",
            "username admin privilege 15 password 0 \u{ab}\(password)\u{bb}\n",
            "snmp-server community \u{ab}\(Sample.alphanumeric(12))\u{bb} RO\n",
            "createUser ops SHA \"\u{ab}\(password)\u{bb}\" AES \"x\"\n",
          ],
          ignores: [
            "enable secret 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0", "enable secret cisco", "snmp-server community public RO",
            "the password 12345 is bad", "enable secret scanning",
          ])
      }),
    SecretRule(
      "password-file-entry", "Password in a .pgpass file", .password, anchors: [":5432:", ":6432:", ":5433:", ":*:"],
      match: .pattern(
        #"(?m)^[^\s:#]{1,120}:(?:\d{4,5}|\*):[^\s:]{1,64}:[^\s:]{1,64}:([^\s:]{6,128})$"#, before: 190, after: 270),
      verify: [.typedPassword], rank: .form, source: "https://www.postgresql.org/docs/current/libpq-pgpass.html",
      examples: {
        Examples(
          finds: [
            "db.corp.io:5432:app:deploy:\u{ab}\(Sample.alphanumeric(14))\u{bb}\n",
            "db.corp.io:5432:*:deploy:\u{ab}ro_\("Flagg" + "stang")\u{bb}\n",
            "*:*:*:deploy:\u{ab}\(Sample.alphanumeric(14))\u{bb}\n",
          ],
          ignores: [
            "hostname:5432:database:username:password", "localhost:5432:app", "arn:aws:logs:*:*:log-group-1",
          ])
      }),
    SecretRule(
      "argument-password", "Password as an argument", .password,
      anchors: [
        "_connect(", ".connect(", "->connect(", "auth.basic(", "AuthTokens.basic(",
        "Credentials.basic(", "new Sequelize(", "WithEmailAndPassword(", "new mysqli(", "new PDO(",
        "getConnection(", "simple_bind", "ldap_bind(",
        "ftp_login(",
        "auth=(", "auth = (", "BasicAuth(", "basicAuth(", "basic_auth(", "NetworkCredential(", "Credentials(",
        "PasswordAuthentication(", "username_pw_set(", "WiFi.begin(", "softAP(",
      ],
      match: .pattern(
        #"(?|(?:_p?connect|(?:\.|->)connect|new mysqli|new PDO|new Sequelize|(?:signIn|createUser)WithEmailAndPassword|getConnection|simple_bind(?:_s)?|ldap_bind|ftp_login)\(\s{0,40}"#
          + #"(?:(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[$\w.>-]{1,60})\s{0,40},\s{0,40}){0,1}"#
          + #"(?:"[^"\n]{1,160}"|'[^'\n]{1,160}'),\s{0,40}["']([^"'\s]{4,64})["']\s{0,20}[,)]"#
          + #"|(?:auth ?= ?|[bB]asic_?[aA]uth|(?:auth|AuthTokens|Credentials)\.basic|NetworkCredential|(?![A-Za-z]*Token)[A-Z][A-Za-z]{2,30}Credentials|PasswordAuthentication|username_pw_set|WiFi\.begin|softAP)\(\s{0,40}"#
          + #"(?:"[^"\n]{1,80}"|'[^'\n]{1,80}')\s{0,4},\s{0,40}["']([^"'\s]{4,64})["']"#
          + #"(?:\.toCharArray\(\))?\s{0,20}[,)])"#,
        before: 16, after: 520),
      verify: [.typedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/259.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "mysqli_connect(\"db.corp.io\", \"shop\", \"\u{ab}\(password)\u{bb}\", \"shop\")",
            "DriverManager.getConnection(url, \"app\", \"\u{ab}\(password)\u{bb}\")",
            "requests.get(url, auth=('app', '\u{ab}\(password)\u{bb}'))",
            "new mysqli(\"db\", \"kr\", \"\u{ab}\("elsker" + "katter")\u{bb}\", \"kr\");",
            "neo4j.auth.basic('neo4j', '\u{ab}\(password)\u{bb}')",
            "new Sequelize('shop', 'ana', '\u{ab}\(password)\u{bb}', { dialect: 'mysql' })",
            "signInWithEmailAndPassword(auth, 'ana@corp.io', '\u{ab}\(password)\u{bb}')",
            "l.simple_bind_s(\"cn=app,dc=corp\", \"\u{ab}\(password)\u{bb}\")",
          ],
          ignores: [
            "mysqli_connect(\"localhost\", \"my_user\", \"my_password\", \"world\")",
            "DriverManager.getConnection(url, user, password)",
            "requests.get(url, auth=('user', 'pass'))", "socket.connect(\"a\", \"b\", \"message\")",
          ])
      }),
    SecretRule(
      "call-password", "Password or key in a call", .password, anchors: [".login(", ".Login(", "jwt."],
      match: .pattern(
        #"(?|\.[lL]ogin\(\s{0,40}(?:"[^"\n]{1,80}"|'[^'\n]{1,80}')\s{0,40},\s{0,40}["']([^"'\s]{6,64})["']\s{0,40}[,)]"#
          + #"|\bjwt\.(?:sign|verify|encode|decode)\([^"'()\n]{1,80},\s{0,40}["']([^"'\s]{8,128})["'])"#,
        before: 0, after: 340),
      verify: [.typedPassword], rank: .form,
      source: "https://docs.python.org/3/library/smtplib.html#smtplib.SMTP.login",
      examples: {
        Examples(
          finds: [
            "server.login(\"bot@corp.io\", \"\u{ab}\(Sample.alphanumeric(14))\u{bb}\")",
            "jwt.sign(payload, '\u{ab}\(Sample.alphanumeric(32))\u{bb}', { expiresIn: '1h' })",
          ],
          ignores: ["server.login(user, password)", "s.login('user', 'password')", "jwt.sign(payload, 'secret')"])
      }),
  ]
}
