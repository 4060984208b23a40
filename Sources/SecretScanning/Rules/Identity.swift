import GateModel

extension SecretRule.Family {
  static let auth0 = Self("auth0", "Rotate it in the application's settings at https://manage.auth0.com/.")
  static let clerk = Self("clerk", "Delete it under https://dashboard.clerk.com/, API keys.")
  static let stytch = Self("stytch", "Rotate it under https://stytch.com/dashboard/api-keys.")
  static let ory = Self("ory", "Delete it in the project's settings at https://console.ory.sh/.")
  static let oneLogin = Self("onelogin", "Delete it in OneLogin's administration, under Developers, API credentials.")
  static let duo = Self("duo", "Reset the secret key in the application's page of the Duo Admin Panel.")
  static let jumpCloud = Self("jumpcloud", "Revoke it in JumpCloud's admin portal, under My API key.")
  static let keycloak = Self("keycloak", "Regenerate it in the client's credentials in Keycloak.")
  static let captcha = Self("captcha", "Rotate the secret in the site's settings of the captcha provider.")
  static let workOS = Self("workos", "Delete it under https://dashboard.workos.com/api-keys.")
  static let framework = Self("frameworks", "Make a new key and deploy it: sessions and signed links of before end.")
}

extension SecretRule {
  static let identity: [SecretRule] = identityProviders + frameworks

  private static let identityProviders: [SecretRule] = [
    .named(
      "auth0-client-secret", "Auth0 client secret", .auth0, keywords: ["auth0"], names: ["secret"], 64, of: .base64URL,
      example: "AUTH0_CLIENT_SECRET", source: "https://auth0.com/docs/get-started/applications/rotate-client-secret"),
    .namedShape(
      "clerk-secret-key", "Clerk secret key", .clerk, keywords: ["clerk"], names: ["key", "secret"],
      [.either(["sk_live_", "sk_test_"]), .run(40...60, of: .alphanumeric)], example: "CLERK_SECRET_KEY",
      source: "https://clerk.com/docs/guides/development/clerk-environment-variables",
      value: { "sk" + "_live_" + Sample.alphanumeric(43) }),
    .shaped(
      "stytch-secret", "Stytch secret", .stytch, ["secret-live-", "secret-test-"],
      [.run(36...48, of: ByteClass("0-9A-Za-z_=-"))],
      verify: [.mixedAlphabet, .random], source: "https://stytch.com/docs/api/authentication",
      body: { Sample.alphanumeric(43) }),
    .shaped(
      "ory-token", "Ory token", .ory, ["ory_pat_", "ory_at_", "ory_rt_", "ory_apikey_"],
      [.run(32...90, of: ByteClass("0-9A-Za-z_.-"))], verify: [.random],
      source: "https://www.ory.sh/docs/concepts/personal-access-token",
      body: { Sample.alphanumeric(32) }),
    .named(
      "onelogin-client-secret", "OneLogin client secret", .oneLogin, keywords: ["onelogin"], names: ["secret"], 64,
      of: .hex, example: "ONELOGIN_CLIENT_SECRET",
      source: "https://developers.onelogin.com/api-docs/2/getting-started/working-with-api-credentials"),
    .named(
      "duo-secret-key", "Duo secret key", .duo, keywords: ["duo"], names: ["skey", "secret"], 40, of: .alphanumeric,
      example: "DUO_SKEY", source: "https://duo.com/docs/authapi"),
    .named(
      "jumpcloud-api-key", "JumpCloud API key", .jumpCloud, keywords: ["jumpcloud"], names: ["key"], 40...48,
      of: .alphanumeric, example: "JUMPCLOUD_API_KEY", source: "https://docs.jumpcloud.com/api/2.0/index.html"),
    .named(
      "keycloak-client-secret", "Keycloak client secret", .keycloak, keywords: ["keycloak", "oidc_client", "oidc_rp"],
      names: ["secret"], 32, of: .alphanumeric, example: "KEYCLOAK_CLIENT_SECRET",
      source: "https://www.keycloak.org/docs/latest/server_admin/"),
    .named(
      "recaptcha-secret", "reCAPTCHA secret key", .captcha, keywords: ["recaptcha", "captcha_secret"],
      names: ["secret", "private"], 40, of: .base64URL, example: "RECAPTCHA_SECRET_KEY",
      source: "https://developers.google.com/recaptcha/docs/verify"),
    .token(
      "turnstile-secret", "Cloudflare Turnstile secret key", .captcha, "0x4AAAAAAA", 25, of: .base64URL,
      verify: [.mixedAlphabet],
      source: "https://developers.cloudflare.com/turnstile/get-started/server-side-validation/"),
    .token(
      "hcaptcha-secret", "hCaptcha secret", .captcha, "ES_", 32, of: .hex, source: "https://docs.hcaptcha.com/"),
    .namedShape(
      "workos-api-key", "WorkOS API key", .workOS, keywords: ["workos"], names: ["key"],
      [.either(["sk_", "sk_live_", "sk_test_"]), .run(60...130, of: .alphanumeric)], example: "WORKOS_API_KEY",
      source: "https://workos.com/docs/reference/api-keys", value: { "sk" + "_" + Sample.alphanumeric(90) }),
    SecretRule(
      "okta-ssws-header", "Okta API token", .okta, anchors: ["SSWS "],
      match: .pattern(#"SSWS (00[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])"#, before: 0, after: 50),
      source: "https://developer.okta.com/docs/guides/create-an-api-token/main/",
      examples: {
        Examples(
          finds: ["-H 'Authorization: SSWS \u{ab}0" + "0\(Sample.alphanumeric(40))\u{bb}'"],
          ignores: ["Authorization: SSWS {token}", "SSWS 00abc"])
      }),
    .named(
      "okta-client-secret", "Okta client secret", .okta, keywords: ["okta"], names: ["secret"], 40...64, of: .base64URL,
      example: "OKTA_CLIENT_SECRET", source: "https://developer.okta.com/docs/concepts/api-access-management/"),
  ]

  private static let frameworks: [SecretRule] = [
    SecretRule(
      "django-secret-key", "Django secret key", .framework, anchors: ["SECRET_KEY"],
      match: .pattern(
        #"SECRET_KEY['"\]]{0,2}(?:\s{0,3}[=:,]\s{0,3}|(?:\s{0,3}=[^\n'"]{1,40}['"][^\n'"]{1,40}['"][^\n'"]{1,20}))"#
          + #"['"]((?:django-insecure-)?[!#-&(-\[\]-~]{38,80})['"]"#,
        before: 0,
        after: 240),
      verify: [.drawnFromSigns, .outsideOfTests],
      source: "https://docs.djangoproject.com/en/stable/ref/settings/#secret-key",
      examples: {
        let key = Sample.text(50, of: ByteClass("0-9a-z!@#%^&*(_=+)-"))
        return Examples(
          finds: [
            "SECRET_KEY = '\u{ab}\(key)\u{bb}'\n",
            "SECRET_KEY = os.environ.get('SECRET_KEY', '\u{ab}%(\(key.prefix(40))$(\u{bb}')\n",
          ],
          ignores: [
            "SECRET_KEY = os.environ['SECRET_KEY']", "SECRET_KEY = 'change-me'", "SECRET_KEY = '\(key.prefix(20))'",
          ])
      }),
    .named(
      "rails-secret-key-base", "Rails secret key base", .framework, keywords: ["secret_key_base"], names: [], 64...128,
      of: .hex, example: "SECRET_KEY_BASE", source: "https://guides.rubyonrails.org/security.html#session-storage"),
    .named(
      "rails-master-key", "Rails master key", .framework, keywords: ["rails_master"], names: ["key"], 32, of: .hex,
      example: "RAILS_MASTER_KEY", source: "https://guides.rubyonrails.org/security.html#custom-credentials"),
    // What says `base64:` before it is no part of the value.
    .namedShape(
      "laravel-app-key", "Laravel application key", .framework, keywords: ["app_key"], names: [],
      [.run(43, of: .base64), .literal("=")], verify: [.base64(count: 32), .mixedAlphabet], example: "APP_KEY",
      source: "https://laravel.com/docs/encryption", value: { Sample.base64(43) + "=" }),
    SecretRule(
      "symfony-app-secret", "Symfony application secret", .framework, anchors: Anchor.spellings(of: ["app_secret"]),
      match: .assigned(AssignedValue(names: [], pieces: [.run(32...40, of: .hex)], endsName: true)),
      verify: [.entropy(2.6), .random],
      source: "https://symfony.com/doc/current/reference/configuration/framework.html#secret",
      examples: {
        .assignment(
          "APP_SECRET", Sample.hex(32),
          alsoIgnores: ["App.secret_key_base = '\(Sample.hex(40))'", "APP_SECRET=" + String(repeating: "0", count: 32)])
      }),
    .named(
      "airflow-fernet-key", "Fernet key", .framework, keywords: ["fernet"], names: ["key"], 43...44,
      of: ByteClass("0-9A-Za-z_=-"),
      example: "FERNET_KEY", source: "https://cryptography.io/en/latest/fernet/"),
    .named(
      "phoenix-secret-key-base", "Phoenix secret key base", .framework, keywords: ["secret_key_base", "signing_salt"],
      names: [],
      64, of: .base64, example: "SECRET_KEY_BASE", source: "https://phoenix.hexdocs.pm/deployment.html"),
    SecretRule(
      "wordpress-salt", "WordPress key or salt", .framework,
      anchors: ["'", "="].flatMap { end in
        ["AUTH_KEY", "AUTH_SALT", "LOGGED_IN_KEY", "LOGGED_IN_SALT", "NONCE_KEY", "NONCE_SALT"].map { Anchor($0 + end) }
      },
      match: .pattern(#"_(?:KEY|SALT)'?\s*[,=]\s*'([^'\r\n]{40,90})'"#, before: 0, after: 140),
      verify: [.drawnFromSigns, .outsideOfDocumentation, .outsideOfTests],
      source: "https://developer.wordpress.org/advanced-administration/security/",
      examples: {
        let key = Sample.text(64, of: ByteClass("0-9A-Za-z!@#%^&*()_=+,.;:|~?-"))
        return Examples(
          finds: ["define('AUTH_KEY',         '\u{ab}\(key)\u{bb}');\n"],
          ignores: [
            " *     define('AUTH_KEY', '\(key)');", "define('AUTH_KEY', 'put your unique phrase here');",
            "define('AUTH_KEY', '');",
          ])
      }),
    SecretRule(
      "aspnet-machine-key", "ASP.NET machine key", .framework, anchors: ["validationKey=", "decryptionKey="],
      match: .pattern(#"(?:validation|decryption)Key="([0-9A-Fa-f]{40,128})""#, before: 0, after: 150),
      source: "https://learn.microsoft.com/previous-versions/dotnet/netframework-4.0/w8h3skw9(v=vs.100)",
      examples: {
        Examples(
          finds: ["<machineKey validationKey=\"\u{ab}\(Sample.hex(128))\u{bb}\" validation=\"SHA1\" />"],
          ignores: ["<machineKey validationKey=\"AutoGenerate,IsolateApps\" />", "validationKey=\"\""])
      }),
  ]
}
