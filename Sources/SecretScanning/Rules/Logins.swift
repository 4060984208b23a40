extension SecretRule {
  private static let user = #"[\w.@+\\-]{1,64}"#
  private static let word = #"([^"'`\s$<>{}]{5,64})"#
  private static let anyArgument = #"(?:"[^"\n]{0,200}"|'[^'\n]{0,200}'|[\w.$:]{1,60})\s{0,4},\s{0,40}"#
  private static let userArgument = #"(?:"[^"\n]{1,80}"|'[^'\n]{1,80}')\s{0,4},\s{0,40}"#

  /// Users and their passwords together, as headers and calls have them.
  static let logins: [SecretRule] = [
    SecretRule(
      "basic-credentials", "HTTP Basic credentials", .header,
      anchors: ["\"Basic ", "'Basic ", "`Basic ", "\"basic ", "'basic "],
      match: .pattern(
        #"(?i)["'`]Basic\s{1,4}(?:["'`]\s{0,3}[+.,]\s{0,3}["'`])?([A-Za-z0-9+/]{12,300}={0,2})(?![\w])"#, before: 0,
        after: 340),
      verify: [.basicCredentials], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc7617",
      examples: {
        let login = Sample.encoded("deploy:" + Sample.alphanumeric(17))
        return Examples(
          finds: [
            "{'Authorization': 'Basic ' + '\u{ab}\(login)\u{bb}'}", "\"Basic \u{ab}\(login)\u{bb}\"",
            "conn.set(\"Authorization\", \"Basic \" + \"\u{ab}\(login)\u{bb}\");",
            "proxy_set_header Authorization \"Basic \u{ab}\(login)\u{bb}\";",
          ],
          ignores: ["'Basic ' + token", "\"Basic authentication\"", "\"Basic \(Sample.encoded("user:password"))\""])
      }),
    SecretRule(
      "encoded-login", "Password that a call encodes", .password,
      anchors: [
        "b64encode(", "btoa(", "encodeToString(", "Buffer.from(", "ToBase64String(", "encode64(", "base64_encode(",
        "| base64", "USERPWD, ", "http -a ", "https -a ",
      ],
      match: .pattern(
        #"(?|(?:b64encode|btoa|encodeToString|encode64|base64_encode)\(\s{0,4}(?:[\w.]{1,40}\(\s{0,4}){0,2}b?["'`]"#
          + user
          + ":" + word + #"["'`]|Buffer\.from\(\s{0,4}["'`]"# + user + ":" + word
          + #"["'`](?:,\s?["'][\w-]{1,8}["'])?\)\.toString\(["']base64|ToBase64String\([^"'\n]{0,100}GetBytes\(\s{0,4}["']"#
          + user + ":" + word + #"["']|\b(?:echo|printf)\s(?:-\w+\s)?["']?"# + user + ":" + word
          + #"["']?\s{0,4}\|\s?base64|USERPWD,\s{0,4}["']"# + user + ":" + word + #"["']|\bhttps? -a\s["']?"# + user
          + ":"
          + word + ")",
        before: 150, after: 260),
      verify: [.password], rank: .form, source: "https://www.rfc-editor.org/rfc/rfc7617",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "base64.b64encode(b\"ana:\u{ab}\(password)\u{bb}\")", "'Basic ' + btoa('ana:\u{ab}\(password)\u{bb}')",
            "Buffer.from('ana:\u{ab}\(password)\u{bb}').toString('base64')",
            "encoder.encodeToString(\"ana:\u{ab}\(password)\u{bb}\".getBytes())",
            "echo -n 'ana:\u{ab}\(password)\u{bb}' | base64",
            "[Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes(\"ana:\u{ab}\(password)\u{bb}\"))",
            "curl_setopt($ch, CURLOPT_USERPWD, \"ana:\u{ab}\(password)\u{bb}\");",
            "http -a ana:\u{ab}\(password)\u{bb} GET x",
          ],
          ignores: [
            "btoa(user + ':' + password)", "b64encode(b\"user:password\")",
            "Buffer.from('image:png2data').toString('hex')",
            "echo -n \"$USER:$PASS\" | base64", "btoa('aladdin:opensesame')",
          ])
      }),
    SecretRule(
      "login-arguments", "Password behind a user's name in a call", .password,
      anchors: [
        "SetBasicAuth(", "basic_auth ", "basic_auth(", "basicAuth \"", "BasicAuth \"", ":auth(", ":connect(",
        "->login(",
        "PlainAuth(", "NewDialer(", "FTP.open(", "FTP.new(", "FTP(", "SMTP.start(", "smtp.start(", "ssh.Password(",
        ".Authenticate(", "SshClient(", "SftpClient(", "forURL(", "ssh2_auth_password(", "oci_connect(",
        ":gen_smtp.login(",
        ", 22, ", ".toCharArray()",
      ],
      match: .pattern(
        #"(?|\b(?:SetBasicAuth|basic_auth|[\w]{0,12}\.Authenticate|oci_connect|[-:]>?login)[( ]\s{0,4}"# + userArgument
          + #"(?:Some\()?["']"# + word + #"["']|(?:->login|:auth)\(\s{0,4}"# + userArgument + #"["']"# + word
          + #"["']\s{0,4}\)|:auth\(\s{0,4}["']"# + word
          + #"["']\s{0,4}\)|\b\w{0,12}[bB]asicAuth\s{1,4}"[^"\n]{1,64}"\s{1,4}""#
          + word
          + #""|(?:PlainAuth|FTP\.open|FTP\.new|\bFTP|smtp\.start|SshClient|SftpClient|forURL|ssh2_auth_password|:connect)\(\s{0,4}"#
          + anyArgument + userArgument + #"["']"# + word + #"["']|(?:NewDialer\(\s{0,4}"# + anyArgument
          + #"|\.connect\(\s{0,4}"# + anyArgument + #"|SMTP\.start\(\s{0,4}"# + anyArgument + anyArgument + ")"
          + anyArgument + userArgument + #"["']"# + word + #"["']|\bssh\.Password\("([^"\s]{5,64})"\)"#
          + #"|(?:\.load|\.store|PasswordProtection|PBEKeySpec|\.getKey|\.init|setKeyEntry)\([^"\n]{0,80}""# + word
          + #""\.toCharArray\(\))"#,
        before: 240, after: 520),
      verify: [.typedPassword], rank: .form, source: "https://cwe.mitre.org/data/definitions/259.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "req.SetBasicAuth(\"ana\", \"\u{ab}\(password)\u{bb}\")",
            "request.basic_auth 'ana', '\u{ab}\(password)\u{bb}'",
            "defaults & auth ?~ basicAuth \"ana\" \"\u{ab}\(password)\u{bb}\"", "red:auth(\"\u{ab}\(password)\u{bb}\")",
            "env:connect(\"app\", \"ana\", \"\u{ab}\(password)\u{bb}\", \"db\")",
            "smtp.PlainAuth(\"\", \"bot@corp.io\", \"\u{ab}\(password)\u{bb}\", \"mx.corp.io\")",
            "gomail.NewDialer(\"mx.corp.io\", 587, \"ana\", \"\u{ab}\(password)\u{bb}\")",
            "Net::FTP.open('ftp.corp.io', 'ana', '\u{ab}\(password)\u{bb}') do |ftp|",
            "Net::SMTP.start('mx', 587, 'localhost', 'ana', '\u{ab}\(password)\u{bb}', :plain)",
            "client.connect(\"h\", 22, \"ana\", \"\u{ab}\(password)\u{bb}\")",
            "ssh.Password(\"\u{ab}\(password)\u{bb}\"),",
            "ks.load(in, \"\u{ab}\(password)\u{bb}\".toCharArray());",
            "client.Authenticate(\"ana\", \"\u{ab}\(password)\u{bb}\");",
          ],
          ignores: [
            "smtp.PlainAuth(\"\", user, pass, host)", "smtp.PlainAuth(\"\", \"user@example.com\", \"password\", \"h\")",
            "basicAuth \"user\" \"pass\"", "Net::FTP.open(host, user, pass)", "red:auth(password)",
            "ks.load(in, \"changeit\".toCharArray());", "Net::FTP.open('ftp.corp.io', 'anonymous', 'guest')",
          ])
      }),
    SecretRule(
      "typed-password", "Password that a test of a page types", .password,
      anchors: Anchor.ignoringCase(["fill_in ", "fillfield(", "input password ", ".fill(", ".type("]),
      match: .pattern(
        #"(?|(?i:fill_in\s{0,2}\(?["'][\w .:\[\]-]{0,30}passw[\w\]]{0,12}["'],\s{0,4}(?:with:|:with\s?=>)\s{0,4})["']([^"'\s]{6,64})["']"#
          + #"|(?i:fillField\(["'][^"'\n]{0,40}passw[^"'\n]{0,20}["'],\s{0,4}(?:secret\()?)["']([^"'\s]{6,64})["']"#
          + #"|(?i:input password)[ \t]{2,12}\S{1,60}[ \t]{2,12}(\S{6,64})"#
          + #"|(?i:(?:passw|\bpwd)[^"'\n]{0,24}["']{1,2}\]?["']?\)?(?:\.type|\.fill)\(\s{0,4})["']([^"'\s]{6,64})["'])"#,
        before: 70, after: 180),
      verify: [.password], rank: .form, source: "https://cwe.mitre.org/data/definitions/259.html",
      examples: {
        let password = "Harbor" + "!4711x"
        return Examples(
          finds: [
            "fill_in 'Password', with: '\u{ab}\(password)\u{bb}'",
            "I.fillField('password', secret('\u{ab}\(password)\u{bb}'));",
            "Input Password    id:password    \u{ab}\(password)\u{bb}\n",
            "page.locator('input[type=password]').fill('\u{ab}\(password)\u{bb}')",
          ],
          ignores: [
            "fill_in 'Email', with: '\(password)'", "fill_in 'Password', with: user.password",
            "fill_in 'Password', with: 'password'", "page.fill('#email', '\(password)')",
          ])
      }),
  ]
}
