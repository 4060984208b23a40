extension SecretRule {
  private static let credential = #"(?:password|passwd|pwd|passphrase|secret|token|api_?key)"#

  /// Passwords whose name is on another line, or in another cell, element or member.
  static let layouts: [SecretRule] = [
    SecretRule(
      "member-password", "Password in a member of its name", .password,
      anchors: Anchor.ignoringCase(["password\": {", "password\":{", "secret\": {", "token\": {", "passphrase\": {"]),
      match: .pattern(
        #"(?i)"[\w.-]{0,60}"# + credential
          + #""\s{0,4}:\s{0,4}\{[^{}]{0,240}?"(?:value|defaultValue|default)"\s{0,4}:\s{0,4}"([^"\s\[$<{]{5,128})""#,
        before: 64, after: 420),
      verify: [.password], rank: .form,
      source: "https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "\"adminPassword\": {\n  \"value\": \"\u{ab}\(password)\u{bb}\"\n}",
            "\"DBPassword\": {\n  \"NoEcho\": \"true\",\n  \"Default\": \"\u{ab}\(password)\u{bb}\"\n}",
          ],
          ignores: [
            "\"adminPassword\": {\n  \"value\": \"[parameters('adminPassword')]\"\n}",
            "\"adminPassword\": {\n  \"type\": \"securestring\"\n},\n\"name\": {\"value\": \"\(password)\"}",
            "\"password\": {\"type\": \"string\", \"default\": \"changeme\"}",
          ])
      }),
    SecretRule(
      "parameter-password", "Password as the default of a parameter", .password,
      anchors: Anchor.ignoringCase(["password:\n", "password:\r\n", "secret:\n", "token:\n"]),
      match: .pattern(
        #"(?i)"# + credential
          + #":[ \t]*\r?\n(?:[ \t]{2,40}(?:Type|NoEcho|Description|MinLength|MaxLength|AllowedPattern"#
          + #"|ConstraintDescription):[^\n]{0,200}\n){0,6}[ \t]{2,40}Default:[ \t]*["']?(?!!)([^\s"'$<{]{5,128})["']?[ \t]*(?:\r?\n|\z)"#,
        before: 12, after: 1_000),
      verify: [.password], rank: .form,
      source: "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "  DBPassword:\n    Type: String\n    NoEcho: true\n    Default: \u{ab}\(password)\u{bb}\n",
            "  DBPassword:\n    Default: '\u{ab}\(password)\u{bb}'\n    Type: String\n",
          ],
          ignores: [
            "  DBPassword:\n    Type: String\n  DBName:\n    Default: \(password)\n",
            "  Password:\n    Default: changeme\n",
            "  Password:\n    Type: String\n    Default: !Ref Other4711\n",
          ])
      }),
    SecretRule(
      "element-password", "Password in an element", .password,
      anchors: ["Pass encoding=\"base64\">", "name=\"Argument.value\">"] + Anchor.ignoringCase(["password\">"]),
      match: .pattern(
        #"(?|name="[\w.]{0,40}[pP]assword"[^\n]{0,80}\n[^\n]{0,80}<stringProp name="Argument\.value">([^<\s$]{5,128})<"#
          + #"|name="[\w.]{0,40}[pP]assword">\s{1,60}<value>([^<\s$]{5,128})</value>)"#, before: 200, after: 260),
      verify: [.typedPassword], rank: .form, source: "https://jmeter.apache.org/usermanual/component_reference.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "<elementProp name=\"password\" elementType=\"Argument\">\n  <stringProp name=\"Argument.value\">\u{ab}\(password)\u{bb}</stringProp>",
            "<property name=\"password\">\n  <value>\u{ab}\(password)\u{bb}</value>\n</property>",
          ],
          ignores: [
            "<property name=\"password\">\n  <value>${db.password}</value>", "<property name=\"password\">\n  <ref/>",
            "<property name=\"host\">\n  <value>\(password)</value>",
          ])
      }),
    SecretRule(
      "encoded-password", "Password in base64", .password, anchors: ["Pass encoding=\"base64\">"],
      match: .pattern(#"Pass encoding="base64">([A-Za-z0-9+/]{8,172}={0,2})<"#, before: 0, after: 200),
      verify: [.encodedPassword], rank: .form, source: "https://wiki.filezilla-project.org/Client_Configuration",
      examples: {
        Examples(
          finds: ["<Pass encoding=\"base64\">\u{ab}\(Sample.encoded("Harbor" + "!4711x"))\u{bb}</Pass>"],
          ignores: [
            "<Pass encoding=\"base64\"></Pass>", "<Pass encoding=\"base64\">\(Sample.encoded("password"))</Pass>",
            "<Pass encoding=\"crypt\">\(Sample.encoded("Harbor" + "!4711x"))</Pass>",
          ])
      }),
    SecretRule(
      "cell-password", "Password in a table of a page", .password,
      anchors: Anchor.ignoringCase(
        ["password", "password:", "passwort", "passwort:"].flatMap { word in
          ["</td>", "</th>", "</dt>", "</b>", "</strong>"].map { word + $0 }
        }),
      match: .pattern(
        #"(?i)>\s{0,4}(?:[\w-]{1,20} )?(?:password|passwort):?</(?:td|th|dt|b|strong)>:?\s{0,60}(?:<(?:td|dd|span)[^>\n]{0,60}>\s{0,20})?(?:<(?:code|b|strong|kbd|tt|samp)>)?([^<>\s&]{6,64})</"#,
        before: 40, after: 260),
      verify: [.notedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "<td>Password</td>\n  <td><code>\u{ab}\(password)\u{bb}</code></td>",
            "<tr><td>Password:</td><td>\u{ab}\(password)\u{bb}</td></tr>",
            "<dt>Password</dt><dd>\u{ab}\(password)\u{bb}</dd>",
          ],
          ignores: [
            "<th>Password</th><th>Created2</th>", "<td>Password</td><td>see vault</td>",
            "<td>Password</td><td><input type=\"password\" name=\"p1\"></td>",
          ])
      }),
    SecretRule(
      "reversed-pair", "Password before its name", .password,
      anchors: ["PASSWORD\"", "PASSWD\"", "_PASS\"", "Password\""],
      match: .pattern(
        #""[vV]alue"\s{0,4}:\s{0,4}"([^"\s$<{\[]{5,128})"\s{0,4},\s{0,60}"[nN]ame"\s{0,4}:\s{0,4}"[\w.-]{0,60}(?:PASSWORD|PASSWD|_PASS|Password)""#,
        before: 340, after: 4),
      verify: [.typedPassword], rank: .form,
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KeyValuePair.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: ["{\"value\": \"\u{ab}\(password)\u{bb}\", \"name\": \"DB_PASSWORD\"}"],
          ignores: [
            "{\"value\": \"\(password)\", \"name\": \"DB_NAME\"}",
            "{\"value\": \"changeme\", \"name\": \"DB_PASSWORD\"}",
          ])
      }),
    SecretRule(
      "written-login", "User and password in a text", .password,
      anchors: Anchor.ignoringCase([
        "pass: ", "pw: ", "pw is ", "password to ", "password changed ", "password has been ", "password was ",
        "password for ", "password on ", "passwort lautet ", "credentials ", "login with ", "| password | ",
        "` to log", "log in with ",
      ]),
      match: .pattern(
        #"(?i)(?|\b(?:wifi|wi-fi|vpn|root|admin|db|ssh|sudo|my|the)? ?(?:pw|pass|passwd)(?:: | is | = )[`"']?([^\s`"'<>,;]{7,64})(?=[\s`"',;]|\z)"#
          + #"|\bpassword (?:(?:has been |was )?changed )?(?:from \S{1,64} )?to [`"']?([^\s`"'<>,;]{7,64})(?=[\s`"',;]|\z)|\bpasswort lautet:? [`"'*]{0,2}([^\s`"'<>,;*]{7,64})"#
          + #"|\bpassword (?:for|of|on) [\w.@-]{2,60} is:? [`"'*]{0,2}([^\s`"'<>,;*]{7,64})(?=[\s`"'*,;]|\z)"#
          + #"|\bcredentials:? [\w.@+-]{2,40}/([^\s`"'<>,;/]{7,64})(?=[\s`"',;]|\z)"#
          + #"|`[\w.@+-]{2,40}:([^\s`:]{7,64})` (?:to |when |for )?(?:log|sign)|\| ?password ?\| ?`?([^\s`|]{7,64})`? ?\|"#
          + #"|\b(?:log ?in|sign in) with [`"']?[\w.@+-]{2,40}[`"']? / [`"']?([^\s`"'<>,;/]{7,64}))"#,
        before: 64, after: 160),
      verify: [.notedPassword, .outsideOfProse], rank: .form, source: "https://cwe.mitre.org/data/definitions/312.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "ana: pw is \u{ab}\(password)\u{bb} for the jump host\n", "wifi pw: \u{ab}\(password)\u{bb}\n",
            "Change db password to \u{ab}\(password)\u{bb}\n",
            "Das Passwort lautet \u{ab}\(password)\u{bb}\n", "| Password | `\u{ab}\(password)\u{bb}` |\n",
            "Use `ana:\u{ab}\(password)\u{bb}` to log in.\n", "credentials ana/\u{ab}\(password)\u{bb}\n",
          ],
          ignores: [
            "change the password to something2 secure", "the pass is optional", "| Password | see 1Password |",
            "`host:port8080x` to login", "login form pass through", "credentials user/password",
          ])
      }),
  ]
}
