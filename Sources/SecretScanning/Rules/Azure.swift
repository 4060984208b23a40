import GateModel

extension SecretRule.Family {
  static let azure = Self(
    "azure", "Regenerate it in the Azure portal, at the resource or app registration that it belongs to.")
}

extension SecretRule {
  private static let identifiableKeys = "https://github.com/microsoft/security-utilities"

  static let azure: [SecretRule] = [
    SecretRule(
      "azure-storage-key", "Azure storage account key", .azure, anchors: ["AccountKey="],
      match: .pattern(#"AccountKey=([A-Za-z0-9+/]{86}==)"#, before: 0, after: 96), verify: [.base64(count: 64)],
      source: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
      examples: {
        let key = Sample.base64(86, seed: 2)
        return Examples(
          finds: ["DefaultEndpointsProtocol=https;AccountName=a1;AccountKey=\u{ab}\(key)==\u{bb};EndpointSuffix=x"],
          ignores: [
            "AccountKey=<key>", "AccountKey=\(key.dropLast())=",
            "AccountKey=" + String(repeating: "A", count: 86) + "==",
            "AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlm" + Sample.base64(62) + "==",
          ])
      }),
    SecretRule(
      "azure-shared-access-key", "Azure Service Bus, Event Hubs or IoT Hub key", .azure, anchors: ["SharedAccessKey="],
      match: .pattern(#"SharedAccessKey=([A-Za-z0-9+/]{42,100}={0,2})"#, before: 0, after: 110),
      verify: [.base64(count: 32)],
      source: "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas",
      examples: {
        Examples(
          finds: [
            "Endpoint=sb://n.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=\u{ab}\(Sample.base64(43))=\u{bb}"
          ],
          ignores: ["SharedAccessKey=", "SharedAccessKey=<your key>", "SharedAccessKey=" + Sample.base64(20)])
      }),
    SecretRule(
      "azure-app-configuration-key", "Azure App Configuration secret", .azure, anchors: ["azconfig.io;Id="],
      match: .pattern(#"azconfig\.io;Id=[^;\s]{4,80};Secret=([A-Za-z0-9+/]{36,100}={0,2})"#, before: 0, after: 200),
      source: "https://learn.microsoft.com/azure/azure-app-configuration/",
      examples: {
        Examples(
          finds: ["Endpoint=https://n.azconfig.io;Id=ab1c;Secret=\u{ab}\(Sample.base64(43))=\u{bb}"],
          ignores: ["Endpoint=https://n.azconfig.io;Id=ab1c;Secret=", "azconfig.io;Id=ab1c"])
      }),
    SecretRule(
      "azure-client-secret", "Azure Entra ID client secret", .azure, anchors: ["Q~"],
      match: .pattern(
        #"(?:(?<![A-Za-z0-9_~.-])|(?<=\\[nrt]))([A-Za-z0-9_~.]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,34})(?![A-Za-z0-9_~.-])"#,
        before: 6,
        after: 40),
      verify: [.mixedAlphabet], source: "https://learn.microsoft.com/entra/identity-platform/how-to-add-credentials",
      examples: {
        Examples(
          finds: ["secret: \"\u{ab}" + "abC8" + "Q~" + Sample.alphanumeric(34) + "\u{bb}\""],
          ignores: ["Q~", "abC8Q~" + Sample.alphanumeric(12), "abcdQ~" + Sample.alphanumeric(34)])
      }),
    SecretRule(
      "azure-sas-signature", "Azure shared access signature", .azure, anchors: ["sig="],
      match: .pattern(#"[?&;]sig=([A-Za-z0-9%]{43,80}%3[dD])"#, before: 1, after: 90),
      verify: [.near(["sv=", "se="], within: 400)],
      severity: .warning, source: "https://learn.microsoft.com/azure/storage/common/storage-sas-overview",
      examples: {
        Examples(
          finds: [
            "https://a.blob.core.windows.net/c?sv=2022-11-02&se=2030&sig=\u{ab}\(Sample.alphanumeric(43))%3D\u{bb}"
          ],
          ignores: ["?sig=abc%3D", "?sig=" + Sample.alphanumeric(43) + "%3D"])
      }),
    SecretRule(
      "azure-devops-token", "Azure DevOps personal access token", .azure, anchors: ["AZDO"],
      match: .around(76...76, of: .alphanumeric, then: .run(4, of: .alphanumeric)),
      source:
        "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
      examples: {
        Examples(
          finds: ["pat = \u{ab}\(Sample.alphanumeric(76))" + "AZ" + "DO" + Sample.alphanumeric(4) + "\u{bb}"],
          ignores: ["AZDO", Sample.alphanumeric(40) + "AZDO" + Sample.alphanumeric(4)])
      }),
    SecretRule(
      "azure-devops-token-legacy", "Azure DevOps personal access token", .azure,
      anchors: Anchor.spellings(of: ["azure_devops", "azdo", "vsts", "ado_pat", "system_accesstoken"]),
      match: .assigned(to: [], then: 52...52, of: ByteClass("a-z2-7")), verify: [.entropy(3.5)],
      source:
        "https://learn.microsoft.com/azure/devops/organizations/accounts/use-personal-access-tokens-to-authenticate",
      examples: { .assignment("AZURE_DEVOPS_PAT", Sample.text(52, of: ByteClass("a-z2-7"))) }),
    SecretRule(
      "azure-ai-key", "Azure key in Microsoft's common format", .azure, anchors: ["JQQJ99", "JQQJ9D"],
      match: .around(
        52...52, of: .alphanumeric, then: .run(26, of: .alphanumeric),
        .optional([.run(2, of: .base64), .literal("==")])),
      source: "https://github.com/microsoft/cask/blob/main/docs/CaskSpecification.md",
      examples: {
        Examples(
          finds: ["key = \u{ab}\(Sample.alphanumeric(52))" + "JQQ" + "J99" + Sample.alphanumeric(26) + "\u{bb}"],
          ignores: ["JQQJ99", "JQQJ99" + Sample.alphanumeric(26)])
      }),
    SecretRule(
      "azure-container-registry-key", "Azure Container Registry password", .azure, anchors: ["+ACR"],
      match: .around(42...42, of: .base64, then: .run(6, of: .alphanumeric)), source: identifiableKeys,
      examples: { azureSigned(lead: 42, "+A" + "CR", tail: 6) }),
    SecretRule(
      "azure-functions-key", "Azure Functions key", .azure, anchors: ["AzFu"],
      match: .around(
        44...44, of: .base64URL, then: .run(5, of: .base64URL), .run(1, of: ByteClass("AQgw")), .literal("==")),
      source: identifiableKeys, examples: { azureSigned(lead: 44, "Az" + "Fu", tail: 5, end: "Q==") }),
    SecretRule(
      "azure-cosmos-db-key", "Azure Cosmos DB key", .azure, anchors: ["ACDb"],
      match: .around(76...76, of: .base64, then: .run(5, of: .base64), .run(1, of: ByteClass("AQgw")), .literal("==")),
      source: identifiableKeys, examples: { azureSigned(lead: 76, "AC" + "Db", tail: 5, end: "g==") }),
    SecretRule(
      "azure-search-key", "Azure AI Search key", .azure, anchors: ["AzSe"],
      match: .around(42...42, of: .alphanumeric, then: .run(1, of: ByteClass("A-D")), .run(5, of: .alphanumeric)),
      source: identifiableKeys, examples: { azureSigned(lead: 42, "Az" + "Se", tail: 5, between: "B") }),
    SecretRule(
      "azure-batch-key", "Azure Batch key", .azure, anchors: ["+ABa"],
      match: .around(76...76, of: .base64, then: .run(5, of: .base64), .run(1, of: ByteClass("AQgw")), .literal("==")),
      source: identifiableKeys, examples: { azureSigned(lead: 76, "+A" + "Ba", tail: 5, end: "w==") }),
    SecretRule(
      "azure-redis-key", "Azure Cache for Redis key", .azure, anchors: ["AzCa"],
      match: .around(33...33, of: .base64, then: .run(5...6, of: .base64), .literal("=")),
      source: identifiableKeys, examples: { azureSigned(lead: 33, "Az" + "Ca", tail: 6, end: "=") }),
    SecretRule(
      "azure-iot-key", "Azure IoT key", .azure, anchors: ["AIoT"],
      match: .around(33...33, of: .base64, then: .run(5...6, of: .base64), .literal("=")),
      source: identifiableKeys, examples: { azureSigned(lead: 33, "AI" + "oT", tail: 6, end: "=") }),
    SecretRule(
      "azure-event-grid-key", "Azure Event Grid key", .azure, anchors: ["AZEG"],
      match: .around(33...33, of: .base64, then: .run(5...6, of: .base64), .literal("=")),
      source: identifiableKeys, examples: { azureSigned(lead: 33, "AZ" + "EG", tail: 6, end: "=") }),
    SecretRule(
      "azure-storage-service-key", "Azure storage key", .azure, anchors: ["+ASt"],
      match: .around(76...76, of: .base64, then: .run(5, of: .base64), .run(1, of: ByteClass("AQgw")), .literal("==")),
      source: identifiableKeys, examples: { azureSigned(lead: 76, "+A" + "St", tail: 5, end: "Q==") }),
    SecretRule(
      "azure-messaging-key", "Azure Relay, Event Hubs or Service Bus key", .azure, anchors: ["+ARm", "+AEh", "+ASb"],
      match: .around(33...33, of: .base64, then: .run(1, of: ByteClass("A-P")), .run(5, of: .base64), .literal("=")),
      source: identifiableKeys, examples: { azureSigned(lead: 33, "+A" + "Sb", tail: 5, between: "B", end: "=") }),
    SecretRule(
      "azure-api-management-key", "Azure API Management key", .azure, anchors: ["APIM"],
      match: .around(76...76, of: .base64, then: .run(5, of: .base64), .run(1, of: ByteClass("AQgw")), .literal("==")),
      source: identifiableKeys, examples: { azureSigned(lead: 76, "AP" + "IM", tail: 5, end: "Q==") }),
    SecretRule(
      "azure-machine-learning-key", "Azure Machine Learning web service key", .azure, anchors: ["+AMC", "/AM7"],
      match: .around(76...76, of: .base64, then: .run(5, of: .base64), .run(1, of: ByteClass("AQgw")), .literal("==")),
      source: identifiableKeys, examples: { azureSigned(lead: 76, "+A" + "MC", tail: 5, end: "Q==") }),
    .namedShape(
      "azure-account-key", "Key of an Azure storage or Cosmos DB account", .azure,
      keywords: [
        "account_key", "storage_key", "azure_storage", "storage_access", "cosmos", "azure_key", "primary_key",
      ],
      names: ["key"], [.run(86, of: .base64), .literal("==")], verify: [.base64(count: 64), .mixedAlphabet],
      example: "AZURE_STORAGE_KEY",
      source: "https://learn.microsoft.com/azure/storage/common/storage-account-keys-manage",
      value: { Sample.base64(85, seed: 2) + "A==" }),
    .named(
      "azure-subscription-key", "Azure API Management or AI services key", .azure,
      keywords: ["subscription_key", "azure_openai", "cognitive", "speech_key", "openai_api_key"], names: ["key"], 32,
      of: .hex, example: "AZURE_OPENAI_API_KEY",
      source: "https://learn.microsoft.com/azure/api-management/api-management-subscriptions"),
  ]

  private static func azureSigned(
    lead: Int, _ signature: String, tail: Int, between: String = "", end: String = ""
  ) -> Examples {
    let token = Sample.alphanumeric(lead) + signature + between + Sample.alphanumeric(tail, seed: 4) + end
    return Examples(
      finds: ["key: \"\u{ab}\(token)\u{bb}\"", "\u{ab}\(token)\u{bb}\n"],
      ignores: [signature, String(token.dropFirst(9)), signature + Sample.alphanumeric(tail)])
  }
}
