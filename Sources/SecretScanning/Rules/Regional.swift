import GateModel

extension SecretRule.Family {
  static let mercadoPago = Self(
    "mercadopago", "Renew it in the application's page at https://www.mercadopago.com/developers/panel.")
  static let xendit = Self("xendit", "Delete it under https://dashboard.xendit.co/settings/developers#api-keys.")
  static let midtrans = Self(
    "midtrans", "Ask for a new server key at https://dashboard.midtrans.com/, Settings, Access keys.")
  static let omise = Self("omise", "Roll it under https://dashboard.omise.co/v2/settings/keys.")
  static let cashfree = Self("cashfree", "Delete it under https://merchant.cashfree.com/, Developers, API keys.")
  static let asaas = Self("asaas", "Delete it under https://www.asaas.com/customerApiAccessToken.")
  static let baiduCloud = Self("baidu-cloud", "Delete it under https://console.bce.baidu.com/iam/#/iam/apikey/list.")
  static let volcengine = Self("volcengine", "Delete it under https://console.volcengine.com/iam/keymanage.")
  static let huaweiCloud = Self("huawei-cloud", "Delete it under https://console.huaweicloud.com/iam/#/mine/accessKey.")
}

extension SecretRule {
  /// Providers that are at home in one region of the world.
  static let regional: [SecretRule] = regionalPayments + regionalClouds

  private static let regionalPayments: [SecretRule] = [
    .shaped(
      "mercadopago-access-token", "Mercado Pago access token", .mercadoPago, ["APP_USR-"], mercadoPagoToken,
      source: "https://www.mercadopago.com.mx/developers/en/docs/your-integrations/credentials",
      body: { "\(Sample.digits(16))-\(Sample.digits(6))-\(Sample.hex(32))-\(Sample.digits(9))" }),
    .shaped(
      "mercadopago-test-token", "Mercado Pago access token for tests", .mercadoPago, ["TEST-"], mercadoPagoToken,
      severity: .warning,
      source: "https://www.mercadopago.com.mx/developers/en/docs/your-integrations/credentials",
      body: { "\(Sample.digits(16))-\(Sample.digits(6))-\(Sample.hex(32))-\(Sample.digits(9))" }),
    .token(
      "xendit-secret-key", "Xendit live secret key", .xendit, "xnd_production_", 40...80, of: .alphanumeric,
      source: "https://docs.xendit.co/docs/api-keys"),
    .token(
      "xendit-test-key", "Xendit test secret key", .xendit, "xnd_development_", 40...80, of: .alphanumeric,
      severity: .warning, source: "https://docs.xendit.co/docs/api-keys"),
    .token(
      "midtrans-server-key", "Midtrans server key", .midtrans, "Mid-server-", 16...40, of: .base64URL,
      verify: [.random],
      source: "https://docs.midtrans.com/docs/midtrans-account"),
    .token(
      "midtrans-sandbox-key", "Midtrans server key of the sandbox", .midtrans, "SB-Mid-server-", 16...40,
      of: .base64URL, verify: [.random], severity: .warning, source: "https://docs.midtrans.com/docs/midtrans-account"),
    .shaped(
      "omise-secret-key", "Omise secret key", .omise, ["skey_"],
      [.optional([.literal("test_")]), .run(19...24, of: .lowerAlphanumeric)], verify: [.random],
      source: "https://docs.omise.co/api-authentication", body: { Sample.lower(19) }),
    .shaped(
      "cashfree-secret-key", "Cashfree secret key", .cashfree, ["cfsk_ma_prod_", "cfsk_ma_test_"],
      [.run(32, of: .hex), .literal("_"), .run(8, of: .hex)],
      source: "https://www.cashfree.com/docs/api-reference/authentication",
      body: { "\(Sample.hex(32))_\(Sample.hex(8))" }),
    .shaped(
      "asaas-api-key", "Asaas API key", .asaas, ["$aact_prod_", "$aact_hmlg_", "$aact_"],
      // Those of before 2024 have no environment in them.
      [.run(60...300, of: ByteClass("0-9A-Za-z_:=-"))], verify: [.mixedAlphabet],
      source: "https://docs.asaas.com/docs/autenticacao", body: { Sample.alphanumeric(140) }),
  ]

  private static let mercadoPagoToken: [Piece] = [
    .run(13...20, of: .digits), .literal("-"), .run(6, of: .digits), .literal("-"), .run(32, of: .hex), .literal("-"),
    .run(5...12, of: .digits),
  ]

  private static let regionalClouds: [SecretRule] = [
    .shaped(
      "baidu-cloud-api-key", "Baidu AI Cloud API key", .baiduCloud, ["bce-v3/ALTAK-"],
      [.run(21...22, of: .alphanumeric), .literal("/"), .run(40, of: .hex)],
      source: "https://cloud.baidu.com/doc/qianfan-api/s/ym9chdsy5",
      body: { "\(Sample.alphanumeric(21))/\(Sample.hex(40))" }),
    .token(
      "volcengine-access-key-id", "Volcengine access key id", .volcengine, "AKLT", 43...48, of: .alphanumeric,
      verify: [.mixedAlphabet, .random], severity: .warning, source: "https://www.volcengine.com/docs/6291/65568"),
    .named(
      "huawei-cloud-secret-key", "Huawei Cloud secret access key", .huaweiCloud,
      keywords: ["huawei", "hwcloud", "hw_secret", "obs_secret"], names: ["secret"], 40, of: .alphanumeric,
      example: "HUAWEICLOUD_SDK_SK_SECRET",
      source: "https://support.huaweicloud.com/intl/en-us/usermanual-iam/iam_02_0003.html"),
    .shaped(
      "yandex-oauth-token", "Yandex OAuth token", .yandex, ["y0__", "y0_Ag"], [.run(48...70, of: .base64URL)],
      verify: [.mixedAlphabet], source: "https://yandex.cloud/en/docs/iam/concepts/authorization/oauth-token",
      body: { Sample.alphanumeric(54) }),
    .address(
      "dingtalk-webhook", "DingTalk robot", .hook, "oapi.dingtalk.com/robot/send?access_token=", [.run(64, of: .hex)],
      source: "https://open.dingtalk.com/document/robots/custom-robot-access", secret: { Sample.hex(64) }),
    .address(
      "feishu-webhook", "Feishu bot", .hook, "open.feishu.cn/open-apis/bot/v2/hook/", Piece.uuid,
      source: "https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot", secret: { Sample.uuid() }),
    .address(
      "lark-webhook", "Lark bot", .hook, "open.larksuite.com/open-apis/bot/v2/hook/", Piece.uuid,
      source: "https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot", secret: { Sample.uuid() }),
    .address(
      "wecom-webhook", "WeCom group robot", .hook, "qyapi.weixin.qq.com/cgi-bin/webhook/send?key=", Piece.uuid,
      source: "https://developer.work.weixin.qq.com/document/path/91770", secret: { Sample.uuid() }),
  ]
}
