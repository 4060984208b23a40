import GateModel

extension SecretRule.Family {
  static let digitalOcean = Self("digitalocean", "Delete it under https://cloud.digitalocean.com/account/api/tokens.")
  static let heroku = Self(
    "heroku", "Regenerate it under https://dashboard.heroku.com/account, or with `heroku authorizations:revoke`.")
  static let cloudflare = Self("cloudflare", "Roll it under https://dash.cloudflare.com/profile/api-tokens.")
  static let fastly = Self("fastly", "Delete it under https://manage.fastly.com/account/personal/tokens.")
  static let hashiCorp = Self(
    "hashicorp", "Revoke it: `vault token revoke`, or under Tokens in HCP Terraform's settings.")
  static let pulumi = Self("pulumi", "Delete it under https://app.pulumi.com/account/tokens.")
  static let doppler = Self("doppler", "Revoke it in the Doppler dashboard, or with `doppler configs tokens revoke`.")
  static let databricks = Self("databricks", "Revoke it in the workspace, under Settings, Developer, Access tokens.")
  static let hosting = Self("hosting", "Revoke it in the provider's dashboard, where tokens are listed.")
  static let vault1Password = Self(
    "1password", "Revoke it in the 1Password account, under Developer tools or Security.")
}

extension SecretRule {
  static let infrastructure: [SecretRule] = [
    .token(
      "digitalocean-token", "DigitalOcean personal access token", .digitalOcean, "dop_v1_", 64, of: .hex,
      source: "https://docs.digitalocean.com/reference/api/create-personal-access-token/"),
    .token(
      "digitalocean-oauth-token", "DigitalOcean OAuth token", .digitalOcean, "doo_v1_", 64, of: .hex,
      source: "https://docs.digitalocean.com/reference/api/oauth/"),
    .token(
      "digitalocean-refresh-token", "DigitalOcean refresh token", .digitalOcean, "dor_v1_", 64, of: .hex,
      source: "https://docs.digitalocean.com/reference/api/oauth/"),
    .token(
      "heroku-api-key", "Heroku API key", .heroku, "HRKU-", 58...64, of: .base64URL,
      source: "https://devcenter.heroku.com/articles/authentication"),
    .namedUUID(
      "heroku-api-key-legacy", "Heroku API key", .heroku, keywords: ["heroku"], names: ["key", "token", "secret"],
      example: "HEROKU_API_KEY", source: "https://devcenter.heroku.com/articles/authentication"),
    .named(
      "cloudflare-api-token", "Cloudflare API token", .cloudflare, keywords: ["cloudflare", "cf_api", "cf_token"],
      names: ["token", "key", "secret"], 40...40, of: .base64URL, example: "CLOUDFLARE_API_TOKEN",
      source: "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/"),
    .named(
      "cloudflare-global-key", "Cloudflare global API key", .cloudflare, keywords: ["cloudflare", "cf_api"],
      names: ["key"], 37...37, of: .hex, example: "CLOUDFLARE_API_KEY",
      source: "https://developers.cloudflare.com/fundamentals/api/get-started/keys/"),
    SecretRule(
      "cloudflare-origin-ca-key", "Cloudflare origin CA key", .cloudflare, anchors: ["v1.0-"],
      match: .prefixed(.run(24, of: .hex), .literal("-"), .run(146, of: .hex)),
      source: "https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/",
      examples: { .token("v1" + ".0-", Sample.hex(24) + "-" + Sample.hex(146)) }),
    .named(
      "fastly-api-token", "Fastly API token", .fastly, keywords: ["fastly"], names: ["key", "token"], 32...32,
      of: .base64URL, example: "FASTLY_API_TOKEN",
      source: "https://www.fastly.com/documentation/reference/api/auth-tokens/"),
    SecretRule(
      "terraform-cloud-token", "HCP Terraform token", .hashiCorp, anchors: [".atlasv1."],
      match: .around(14...14, of: .alphanumeric, then: .run(60...70, of: ByteClass("0-9A-Za-z_=-"))),
      source: "https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/api-tokens",
      examples: {
        let token = Sample.alphanumeric(14) + ".atlas" + "v1." + Sample.alphanumeric(67)
        return Examples(
          finds: ["token = \"\u{ab}\(token)\u{bb}\"", "a \\n\u{ab}\(token)\u{bb}"],
          ignores: [".atlasv1.", "abc.atlasv1." + Sample.alphanumeric(67), Sample.alphanumeric(14) + ".atlasv1.xxxx"])
      }),
    .token(
      "vault-service-token", "HashiCorp Vault service token", .hashiCorp, "hvs.", 24...300, of: .base64URL,
      // The longer ones are a message of Protocol Buffers in base64.
      verify: [.mixedAlphabet, .random, .beginning(["hvs.CAES"], beyond: 60)],
      source: "https://developer.hashicorp.com/vault/docs/concepts/tokens"),
    SecretRule(
      "oracle-auth-token", "Oracle Cloud auth token", .hosting,
      anchors: Anchor.spellings(of: ["oci_auth_token", "ocir_token", "ocir_password", "oci_token"]),
      match: .pattern(
        #"(?i)\boci\w{0,24}['"]?\s{0,4}(?:=|:)\s{0,4}(?|"([!-~]{20})"|'([!-~]{20})'|([^\s"']{20})(?=\s|\z))"#,
        before: 24, after: 80),
      verify: [.mixedAlphabet, .entropy(3.4), .credential],
      source: "https://docs.oracle.com/iaas/Content/Registry/Tasks/registrygettingauthtoken.htm",
      examples: {
        let token = Sample.text(19, of: ByteClass("0-9A-Za-z;.+_"), seed: 5) + "7"
        return Examples(
          finds: [
            "OCI_AUTH_TOKEN=\u{ab}\(token)\u{bb}\n", "oci_auth_token: \"\u{ab}\(token)\u{bb}\"",
            "{\"ocirPassword\": \"\u{ab}\(token)\u{bb}\"}",
          ],
          ignores: [
            "OCI_AUTH_TOKEN=", "OCI_AUTH_TOKEN=\(token)x", "OCI_AUTH_TOKEN=$(get_the_oci_token)",
            "oci_auth_token: \"your_oci_auth_token_\"",
          ])
      }),
    .token(
      "vault-batch-token", "HashiCorp Vault batch token", .hashiCorp, "hvb.", 138...300, of: .base64URL,
      severity: .warning, source: "https://developer.hashicorp.com/vault/docs/concepts/tokens"),
    SecretRule(
      "vault-legacy-token", "HashiCorp Vault token", .hashiCorp, anchors: Anchor.ignoringCase(["vault", "hashicorp"]),
      match: .assigned(to: ["token"], .literal("s."), .run(24, of: .alphanumeric)),
      source: "https://developer.hashicorp.com/vault/docs/concepts/tokens",
      examples: { .assignment("VAULT_TOKEN", "s" + "." + Sample.alphanumeric(24)) }),
    .token(
      "pulumi-access-token", "Pulumi access token", .pulumi, "pul-", 40, of: .hex,
      source: "https://www.pulumi.com/docs/pulumi-cloud/access-management/access-tokens/"),
    .token(
      "doppler-personal-token", "Doppler personal token", .doppler, "dp.pt.", 40...44, of: .alphanumeric,
      source: "https://docs.doppler.com/reference/auth-token-formats"),
    SecretRule(
      "doppler-service-token", "Doppler service token", .doppler,
      anchors: ["dp.st.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."],
      match: .pattern(
        #"dp\.(?:ct|st|sa|scim|audit)\.(?:[a-z0-9_-]{2,35}\.)?[A-Za-z0-9]{40,44}(?![A-Za-z0-9])"#, before: 0, after: 100
      ),
      prefixCount: 6, source: "https://docs.doppler.com/reference/auth-token-formats",
      examples: {
        Examples(
          finds: [
            "\u{ab}dp" + ".st.prd_env.\(Sample.alphanumeric(43))\u{bb}",
            "t=\u{ab}dp" + ".ct.\(Sample.alphanumeric(40))\u{bb}",
          ],
          ignores: ["dp.st.prd", "dp.st.prd." + Sample.alphanumeric(20), "dp.st." + String(repeating: "x", count: 40)])
      }),
    SecretRule(
      "databricks-token", "Databricks token or OAuth secret", .databricks, anchors: ["dapi", "dose", "dkea"],
      match: .prefixed(.run(32, of: .hex), .optional([.literal("-"), .run(1, of: .digits)])),
      source: "https://docs.databricks.com/en/dev-tools/auth/pat.html",
      examples: { .token("da" + "pi", Sample.hex(32)) }),
    .token(
      "infracost-api-key", "Infracost API key", .hosting, "ico-", 32, of: .alphanumeric,
      source: "https://www.infracost.io/docs/"),
    SecretRule(
      "1password-secret-key", "1Password secret key", .vault1Password, anchors: ["A3-"],
      match: .pattern(
        #"(?:(?<![A-Za-z0-9-])|(?<=\\[nrt]))A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}(?![A-Za-z0-9-])"#,
        before: 0, after: 48), verify: [.entropy(3)], prefixCount: 3,
      source: "https://support.1password.com/secret-key-security/",
      examples: {
        let key =
          "A" + "3-"
          + [6, 6, 5, 5, 5, 5].enumerated().map { Sample.upper($1, seed: UInt64($0 + 3)) }.joined(separator: "-")
        return Examples(
          finds: ["key: \u{ab}\(key)\u{bb}"], ignores: ["A3-A4", "A3-XXXXXX-XXXXXX-XXXXX-XXXXX-XXXXX-XXXXX"])
      }),
    .shaped(
      "1password-service-account-token", "1Password service account token", .vault1Password, ["ops_eyJ"],
      [.run(250...3_000, of: .anyBase64)],
      verify: [.base64JSON(prefix: 4, keys: ["signInAddress", "email", "secretKey"])],
      source: "https://developer.1password.com/docs/service-accounts/security/",
      body: {
        let json =
          #"{"signInAddress":"my.1password.com","email":"a@1passwordserviceaccounts.com","srpX":"\#(Sample.hex(64))","#
          + #""muk":{"k":"\#(Sample.alphanumeric(43))"},"secretKey":"\#(Sample.upper(30))"}"#
        return String(Sample.encoded(json).filter { $0 != "=" }.dropFirst(3))
      }),
    .shaped(
      "netlify-token", "Netlify access token", .hosting, ["nfp_", "nfo_", "nfu_", "nfc_", "nfb_"],
      [.run(36, of: .alphanumeric)], verify: [.mixedAlphabet], source: "https://docs.netlify.com/api/get-started/",
      body: { Sample.alphanumeric(36) }),
    .token(
      "render-api-key", "Render API key", .hosting, "rnd_", 28...32, of: .alphanumeric,
      source: "https://render.com/docs/api"),
    SecretRule(
      "vercel-token", "Vercel token", .hosting, anchors: ["vcp_", "vci_", "vca_", "vcr_", "vck_"],
      match: .prefixed(then: 56, of: .base64URL),
      source: "https://vercel.com/docs/rest-api", examples: { .token("vc" + "p_", Sample.alphanumeric(56)) }),
    .named(
      "vercel-token-legacy", "Vercel token", .hosting, keywords: ["vercel"], names: ["token"], 24...24,
      of: .alphanumeric, example: "VERCEL_TOKEN", source: "https://vercel.com/docs/rest-api"),
    .token(
      "flyio-token", "Fly.io access token", .hosting, "fo1_", 43, of: .base64URL,
      source: "https://fly.io/docs/security/tokens/"),
    SecretRule(
      "flyio-macaroon", "Fly.io access token", .hosting, anchors: ["fm1r_", "fm1a_", "fm2_"],
      // A macaroon in MessagePack: an array of four, the first an array of three with bytes in it.
      match: .prefixed(then: 100...4_000, of: ByteClass("0-9A-Za-z+/=")),
      verify: [.beginning(["fm2_lJPE", "fm1r_lJPE", "fm1a_lJPE"], beyond: 0)],
      source: "https://github.com/superfly/macaroon/blob/main/README.md",
      examples: { .token("fm" + "2_", "lJP" + "E" + Sample.alphanumeric(200)) }),
    .named(
      "linode-token", "Linode API token", .hosting, keywords: ["linode"], names: ["token", "key"], 64...64,
      of: .anyCaseHex,
      example: "LINODE_TOKEN", source: "https://techdocs.akamai.com/linode-api/reference/get-started"),
    .token(
      "alibaba-access-key-id", "Alibaba Cloud access key id", .alibaba, "LTAI", 12...24, of: .alphanumeric,
      verify: [.random, .entropy(2.8)],
      source: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair"),
    .token(
      "tencent-secret-id", "Tencent Cloud secret id", .tencent, "AKID", 32, of: .alphanumeric, verify: [.mixedAlphabet],
      source: "https://www.tencentcloud.com/document/product/598/32675"),
    .token(
      "yandex-api-key", "Yandex Cloud API key", .yandex, "AQVN", 35...38, of: .base64URL,
      source: "https://yandex.cloud/en/docs/iam/concepts/authorization/api-key"),
    .token(
      "tailscale-key", "Tailscale key", .hosting, "tskey-", 20...90, of: ByteClass("0-9A-Za-z_-"),
      verify: [.mixedAlphabet, .entropy(3.2)], source: "https://tailscale.com/kb/1101/api"),
    .token(
      "openshift-token", "OpenShift user token", .hosting, "sha256~", 43, of: .base64URL, verify: [.mixedAlphabet],
      source: "https://docs.openshift.com/container-platform/latest/authentication/configuring-internal-oauth.html"),
    .token(
      "deno-deploy-token", "Deno Deploy token", .hosting, "ddp_", 36, of: .alphanumeric,
      source: "https://docs.deno.com/deploy/manual/"),
    .token(
      "scalingo-token", "Scalingo API token", .hosting, "tk-us-", 48, of: .base64URL,
      source: "https://developers.scalingo.com/tokens"),
  ]
}
