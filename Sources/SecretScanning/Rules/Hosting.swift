import GateModel

extension SecretRule.Family {
  static let hetzner = Self(
    "hetzner", "Delete it in the project at https://console.hetzner.cloud/, Security, API tokens.")
  static let vultr = Self("vultr", "Regenerate it under https://my.vultr.com/settings/#settingsapi.")
  static let scaleway = Self("scaleway", "Delete it under https://console.scaleway.com/iam/api-keys.")
  static let ovh = Self(
    "ovh", "Delete the application key with `DELETE /me/api/application`, or in the OVHcloud console.")
  static let exoscale = Self("exoscale", "Delete it under https://portal.exoscale.com/iam/keys.")
  static let upCloud = Self("upcloud", "Delete it under https://hub.upcloud.com/account/api-tokens.")
  static let yandex = Self(
    "yandex", "Delete it with `yc iam api-key delete` (a static key: `yc iam access-key delete`).")
  static let alibaba = Self("alibaba", "Delete it under https://ram.console.aliyun.com/, Users, AccessKey.")
  static let tencent = Self("tencent", "Delete it under https://console.cloud.tencent.com/cam/capi.")
  static let ibmCloud = Self("ibm-cloud", "Delete it under https://cloud.ibm.com/iam/apikeys.")
  static let akamai = Self("akamai", "Deactivate the credential in Akamai's Control Center, under Identity & Access.")
  static let railway = Self("railway", "Delete it under https://railway.com/account/tokens.")
  static let koyeb = Self("koyeb", "Delete it under https://app.koyeb.com/user/settings/api.")
  static let bunny = Self("bunny", "Reset it under https://dash.bunny.net/account/api-key.")
  static let cloudinary = Self("cloudinary", "Disable it under https://console.cloudinary.com/settings/api-keys.")
  static let gitpod = Self("gitpod", "Delete it under https://gitpod.io/user/tokens.")
  static let rancher = Self("rancher", "Delete it in Rancher, under Account & API Keys.")
  static let kubernetes = Self(
    "kubernetes", "Delete the service account's secret, or rotate the cluster's signing key.")
  static let portainer = Self("portainer", "Remove it in Portainer, under My account, Access tokens.")
  static let consul = Self("consul", "Delete it with `consul acl token delete` or `nomad acl token delete`.")
  static let infisical = Self("infisical", "Revoke it in the project's access control in Infisical.")
  static let bitwarden = Self("bitwarden", "Rotate it in Bitwarden, under Settings, Security, Keys.")
  static let duckDNS = Self("duckdns", "Recreate it under https://www.duckdns.org/.")
  static let godaddy = Self("godaddy", "Delete it under https://developer.godaddy.com/keys.")
  static let nameServers = Self(
    "dns", "Revoke it in the account's settings at the domain's registrar, under API access.")
}

extension SecretRule {
  static let hosting: [SecretRule] = hostingProviders + clusters

  private static let hostingProviders: [SecretRule] = [
    .named(
      "hetzner-api-token", "Hetzner Cloud API token", .hetzner, keywords: ["hetzner", "hcloud"],
      names: ["token", "key"],
      64, of: .alphanumeric, example: "HCLOUD_TOKEN",
      source: "https://docs.hetzner.cloud/reference/cloud#authentication"),
    .named(
      "vultr-api-key", "Vultr API key", .vultr, keywords: ["vultr"], names: ["key", "token"], 36,
      of: .upperAlphanumeric,
      example: "VULTR_API_KEY", source: "https://www.vultr.com/api/#section/Authentication"),
    .namedUUID(
      "scaleway-secret-key", "Scaleway secret key", .scaleway, keywords: ["scw", "scaleway"],
      names: ["secret", "key", "token"], example: "SCW_SECRET_KEY",
      source: "https://www.scaleway.com/en/docs/iam/how-to/create-api-keys/"),
    .named(
      "ovh-secret", "OVHcloud application secret or consumer key", .ovh, keywords: ["ovh"],
      names: ["secret", "consumerkey"], 32, of: .alphanumeric, example: "OVH_APPLICATION_SECRET",
      source: "https://help.ovhcloud.com/csm/en-gb-api-getting-started-ovhcloud-api"),
    .named(
      "exoscale-secret", "Exoscale API secret", .exoscale, keywords: ["exoscale"], names: ["secret"], 40...46,
      of: .base64URL, example: "EXOSCALE_API_SECRET", source: "https://community.exoscale.com/platform/api/"),
    .token(
      "upcloud-api-token", "UpCloud API token", .upCloud, "ucat_", 24...32, of: .alphanumeric,
      source: "https://upcloud.com/docs/guides/getting-started-upcloud-api/"),
    .shaped(
      "yandex-iam-token", "Yandex Cloud IAM token", .yandex, ["t1."],
      [
        .run(20...400, of: ByteClass("0-9A-Za-z_=-")), .literal("."), .run(86, of: .base64URL),
        .optional([.literal("==")]),
      ],
      verify: [.mixedAlphabet], severity: .warning,
      source: "https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token",
      body: { Sample.alphanumeric(120) + "." + Sample.alphanumeric(86) }),
    .namedShape(
      "yandex-static-key", "Yandex Cloud static access key", .yandex,
      // Of the short word with what follows it: `sync` is everywhere.
      keywords: ["yandex", "yc_", "yca", "yck", "ycs"],
      names: ["secret", "key"], [.run(40, of: .base64URL)], verify: [.entropy(2.6), .random, .mixedAlphabet],
      example: "YANDEX_SECRET_KEY", source: "https://yandex.cloud/en/docs/iam/concepts/authorization/access-key",
      value: { "YC" + Sample.text(37, of: .base64URL) + "7" }),
    .named(
      "alibaba-access-key-secret", "Alibaba Cloud access key secret", .alibaba,
      // Of the short word with what follows it: `cross` is everywhere.
      keywords: [
        "aliyun", "alibaba", "alicloud", "access_key_secret", "accesskeysecret", "oss_", "ossa", "ossk", "osss",
      ], names: ["secret"], 30, of: .alphanumeric, example: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
      source: "https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair"),
    .named(
      "tencent-secret-key", "Tencent Cloud secret key", .tencent, keywords: ["tencent", "qcloud", "cos_secret"],
      names: ["secretkey"], 32, of: .alphanumeric, example: "TENCENTCLOUD_SECRET_KEY",
      source: "https://www.tencentcloud.com/document/product/598/32675"),
    .named(
      "ibm-cloud-api-key", "IBM Cloud API key", .ibmCloud,
      keywords: ["ibmcloud", "ibm_cloud", "watson", "bluemix", "iam_apikey"], names: ["key"], 44, of: .base64URL,
      example: "IBMCLOUD_API_KEY", source: "https://cloud.ibm.com/docs/account?topic=account-userapikey"),
    .namedShape(
      "akamai-client-secret", "Akamai EdgeGrid client secret", .akamai, keywords: ["client_secret", "akamai"],
      names: [],
      [.run(43, of: .base64), .literal("=")], verify: [.base64(count: 32), .near(["akab-", "akamai"], within: 1_000)],
      example: "AKAMAI_CLIENT_SECRET",
      source: "https://techdocs.akamai.com/developer/docs/authenticate-with-edgegrid",
      value: { Sample.base64(42) + "A=" }),
    .namedUUID(
      "railway-token", "Railway token", .railway, keywords: ["railway"], names: ["token", "key"],
      example: "RAILWAY_TOKEN",
      source: "https://docs.railway.com/reference/public-api"),
    .named(
      "koyeb-token", "Koyeb API token", .koyeb, keywords: ["koyeb"], names: ["token", "key"], 64,
      of: .lowerAlphanumeric,
      example: "KOYEB_TOKEN", source: "https://www.koyeb.com/docs/reference/api"),
    .namedShape(
      "bunny-api-key", "bunny.net API key", .bunny, keywords: ["bunny"], names: ["key", "token", "password"],
      Piece.uuid + [.optional([.run(36, of: ByteClass("0-9a-f-"))])], example: "BUNNY_API_KEY",
      source: "https://docs.bunny.net/reference/bunnynet-api-overview", value: { Sample.uuid() }),
    SecretRule(
      "cloudinary-url", "Cloudinary URL with its secret", .cloudinary, anchors: ["cloudinary://"],
      match: .prefixed(.run(15, of: .digits), .literal(":"), .run(27, of: .base64URL), .literal("@")),
      source: "https://cloudinary.com/documentation/node_integration#configuration",
      examples: {
        .token("cloudinary" + "://", "\(Sample.digits(15)):\(Sample.alphanumeric(27))@")
      }),
    .named(
      "cloudinary-api-secret", "Cloudinary API secret", .cloudinary, keywords: ["cloudinary"], names: ["secret"], 27,
      of: .base64URL, example: "CLOUDINARY_API_SECRET",
      source: "https://cloudinary.com/documentation/developer_onboarding_faq_find_credentials"),
    .token(
      "gitpod-token", "Gitpod personal access token", .gitpod, "gitpod_pat_", 40...120, of: ByteClass("0-9A-Za-z_.-"),
      source: "https://www.gitpod.io/docs/classic/user/configure/user-settings/access-tokens"),
    .namedUUID(
      "duckdns-token", "Duck DNS token", .duckDNS, keywords: ["duckdns"], names: ["token"], example: "DUCKDNS_TOKEN",
      source: "https://www.duckdns.org/spec.jsp"),
    .named(
      "godaddy-api-secret", "GoDaddy API secret", .godaddy, keywords: ["godaddy"], names: ["secret"], 20...24,
      of: .alphanumeric, example: "GODADDY_API_SECRET", source: "https://developer.godaddy.com/getstarted"),
    .named(
      "namecheap-api-key", "Namecheap API key", .nameServers, keywords: ["namecheap"], names: ["key"], 32, of: .hex,
      example: "NAMECHEAP_API_KEY", source: "https://www.namecheap.com/support/api/intro/"),
    .named(
      "gandi-api-key", "Gandi token", .nameServers, keywords: ["gandi"], names: ["key", "token", "pat"], 24...40,
      of: .alphanumeric, example: "GANDI_API_KEY", source: "https://api.gandi.net/docs/authentication/"),
  ]

  private static let clusters: [SecretRule] = [
    .shaped(
      "rancher-token", "Rancher API key", .rancher, ["token-"],
      [.run(5, of: .lowerAlphanumeric), .literal(":"), .run(54, of: .lowerAlphanumeric)],
      source: "https://ranchermanager.docs.rancher.com/reference-guides/user-settings/api-keys",
      body: { "\(Sample.lower(5)):\(Sample.lower(54))" }),
    .shaped(
      "k3s-server-token", "K3s server token", .rancher, ["K10"],
      [
        .run(64, of: .hex), .literal("::"), .run(4...60, of: ByteClass("0-9A-Za-z-")), .literal(":"),
        .run(16...64, of: .alphanumeric),
      ],
      source: "https://docs.k3s.io/cli/token", body: { "\(Sample.hex(64))::server:\(Sample.hex(32))" }),
    .shaped(
      "portainer-token", "Portainer access token", .portainer, ["ptr_"], [.run(43, of: .base64), .literal("=")],
      verify: [.mixedAlphabet], source: "https://docs.portainer.io/api/access", body: { Sample.base64(43) + "=" }),
    .namedUUID(
      "consul-token", "Consul or Nomad token", .consul,
      keywords: ["consul_http", "consul_token", "nomad_token", "consul.token"], names: ["token"],
      example: "CONSUL_HTTP_TOKEN", source: "https://developer.hashicorp.com/consul/docs/security/acl/tokens"),
    .namedUUID(
      "vault-approle-secret", "HashiCorp Vault AppRole secret id", .hashiCorp,
      keywords: ["vault_secret", "approle", "secret_id"], names: ["secretid"], example: "VAULT_SECRET_ID",
      source: "https://developer.hashicorp.com/vault/docs/auth/approle"),
    .named(
      "hcp-client-secret", "HCP service principal secret", .hashiCorp, keywords: ["hcp_client"], names: ["secret"], 64,
      of: .base64URL, example: "HCP_CLIENT_SECRET",
      source: "https://developer.hashicorp.com/hcp/docs/hcp/iam/service-principal/key"),
    .token(
      "vault-recovery-token", "HashiCorp Vault recovery token", .hashiCorp, "hvr.", 24...120, of: .base64URL,
      verify: [.mixedAlphabet], source: "https://developer.hashicorp.com/vault/docs/concepts/tokens"),
    .shaped(
      "infisical-service-token", "Infisical service token", .infisical, ["st."],
      [.run(24...36, of: ByteClass("0-9a-f-")), .literal("."), .run(32, of: .hex), .literal("."), .run(32, of: .hex)],
      source: "https://infisical.com/docs/documentation/platform/token",
      body: { "\(Sample.hex(24)).\(Sample.hex(32)).\(Sample.hex(32, seed: 2))" }),
    SecretRule(
      "bitwarden-client-secret", "Bitwarden client secret", .bitwarden,
      anchors: Anchor.ignoringCase(["bw_clientsecret", "apikeyclientsecret", "bitwarden"]),
      match: .assigned(to: ["secret"], then: 30...30, of: .alphanumeric), verify: [.random],
      source: "https://bitwarden.com/help/personal-api-key/",
      examples: { .assignment("BW_CLIENTSECRET", Sample.alphanumeric(30)) }),
    SecretRule(
      "bitwarden-access-token", "Bitwarden Secrets Manager access token", .bitwarden,
      // The version of the UUID behind `0.`, which every table of numbers has.
      anchors: ["-4"],
      match: .around(
        15...15, of: ByteClass("0-9a-fA-F.-"), then: .run(3, of: .hex), .literal("-"), .run(4, of: .hex), .literal("-"),
        .run(12, of: .hex), .literal("."), .run(30, of: .alphanumeric), .literal(":"), .run(22, of: .base64),
        .literal("==")), prefixCount: 2,
      source: "https://bitwarden.com/help/access-tokens/",
      examples: {
        let start = "\(Sample.hex(8))-\(Sample.hex(4))-4\(Sample.hex(3))-\(Sample.hex(4))-\(Sample.hex(12))"
        return .token("0.", "\(start).\(Sample.alphanumeric(30)):\(Sample.alphanumeric(22))==")
      }),
    .shaped(
      "docker-swarm-unlock-key", "Docker Swarm unlock key", .docker, ["SWMKEY-1-"], [.run(43, of: .base64)],
      source: "https://docs.docker.com/engine/swarm/swarm_manager_locking/", body: { Sample.alphanumeric(43) }),
    SecretRule(
      "kubernetes-service-account-token", "Kubernetes service account token", .kubernetes,
      anchors: ["eyJhbGciOiJSUzI1NiIsImtpZCI6"],
      match: .prefixed(
        .run(0...400, of: .base64URL), .literal("."), .run(40...8_000, of: .base64URL), .literal("."),
        .run(80...800, of: .base64URL)),
      verify: [.jsonWebToken, .base64PayloadHolds("kubernetes")],
      source: "https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/",
      examples: {
        func token(_ issuer: String) -> String {
          let payload = #"{"iss":"\#(issuer)","sub":"system:serviceaccount:default:deploy"}"#
          let parts = [
            Sample.encoded(#"{"alg":"RS256","kid":"\#(Sample.alphanumeric(12))"}"#), Sample.encoded(payload),
          ]
          return parts.map { $0.filter { $0 != "=" } }.joined(separator: ".") + "." + Sample.alphanumeric(342)
        }
        return Examples(
          finds: ["token: \u{ab}\(token("kubernetes/serviceaccount"))\u{bb}\n"],
          ignores: ["token: \(token("somebody"))", "eyJhbGciOiJSUzI1NiIsImtpZCI6."])
      }),
    .shaped(
      "cloudflare-tunnel-token", "Cloudflare Tunnel token", .cloudflare, ["eyJhIjoi"],
      [.run(100...260, of: .anyBase64)],
      verify: [.base64JSON(prefix: 0, keys: ["a", "t", "s"])],
      source: "https://developers.cloudflare.com/cloudflare-one/networks/connectors/cloudflare-tunnel/",
      body: {
        let json = #"{"a":"\#(Sample.hex(32))","t":"\#(Sample.uuid())","s":"\#(Sample.alphanumeric(48))"}"#
        return String(Sample.encoded(json).filter { $0 != "=" }.dropFirst(8))
      }),
  ]
}
