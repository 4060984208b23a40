extension SecretRule.Family {
  static let nvidia = Self("nvidia", "Delete it under https://org.ngc.nvidia.com/setup/api-keys.")
  static let fireworks = Self("fireworks", "Delete it under https://app.fireworks.ai/settings/users/api-keys.")
  static let jina = Self("jina", "Delete it under https://jina.ai/api-dashboard/key-manager.")
  static let voyage = Self("voyage", "Delete it under https://dashboard.voyageai.com/, API keys.")
  static let tavily = Self("tavily", "Delete it under https://app.tavily.com/home.")
  static let firecrawl = Self("firecrawl", "Delete it under https://www.firecrawl.dev/app/api-keys.")
  static let langfuse = Self("langfuse", "Delete it in the project's settings in Langfuse, under API keys.")
  static let llamaCloud = Self("llamacloud", "Delete it under https://cloud.llamaindex.ai/, API keys.")
  static let runPod = Self("runpod", "Delete it under https://console.runpod.io/user/settings.")
  static let modal = Self("modal", "Delete it under https://modal.com/settings/tokens.")
  static let deepgram = Self("deepgram", "Delete it under https://console.deepgram.com/, API keys.")
  static let assemblyAI = Self("assemblyai", "Delete it under https://www.assemblyai.com/dashboard/api-keys.")
  static let stability = Self("stability", "Delete it under https://platform.stability.ai/account/keys.")
  static let ai21 = Self("ai21", "Delete it under https://studio.ai21.com/v2/account/api-key.")
  static let clarifai = Self("clarifai", "Delete it under https://clarifai.com/settings/security.")
  static let sambaNova = Self("sambanova", "Delete it under https://cloud.sambanova.ai/apis.")
  static let deepInfra = Self("deepinfra", "Delete it under https://deepinfra.com/dash/api_keys.")
  static let zhipu = Self("zhipu", "Delete it under https://open.bigmodel.cn/usercenter/apikeys.")
  static let dify = Self("dify", "Delete it in the app's page in Dify, under API access.")
  static let e2b = Self("e2b", "Delete it under https://e2b.dev/dashboard, Keys.")
  static let daytona = Self("daytona", "Revoke it under https://app.daytona.io/dashboard/keys.")
  static let browserbase = Self("browserbase", "Rotate it under https://www.browserbase.com/settings.")
  static let gretel = Self("gretel", "Delete it under https://console.gretel.ai/users/me/key.")
  static let chroma = Self("chroma", "Delete it under https://www.trychroma.com/, Settings, API keys.")
  static let weightsAndBiases = Self("wandb", "Delete it under https://wandb.ai/settings.")
}

extension SecretRule {
  static let models: [SecretRule] = modelPlatforms + modelServices

  private static let modelPlatforms: [SecretRule] = [
    .token(
      "nvidia-api-key", "NVIDIA API key", .nvidia, "nvapi-", 60...70, of: .base64URL, verify: [.mixedAlphabet],
      source: "https://docs.nvidia.com/ngc/gpu-cloud/ngc-user-guide/index.html"),
    .token(
      "fireworks-api-key", "Fireworks AI API key", .fireworks, "fw_", 22...24, of: .alphanumeric,
      verify: [.mixedAlphabet],
      source: "https://docs.fireworks.ai/tools-sdks/cli-tools/firectl-api-key"),
    .token(
      "jina-api-key", "Jina AI API key", .jina, "jina_", 60, of: .base64URL, verify: [.mixedAlphabet],
      source: "https://jina.ai/reader/"),
    .token(
      "voyage-api-key", "Voyage AI API key", .voyage, "pa-", 43, of: .base64URL, verify: [.mixedAlphabet, .random],
      source: "https://docs.voyageai.com/docs/api-key-and-installation"),
    .shaped(
      "tavily-api-key", "Tavily API key", .tavily, ["tvly-"],
      [.optional([.either(["dev-", "prod-"])]), .run(32, of: .alphanumeric)],
      source: "https://docs.tavily.com/documentation/quickstart", body: { "dev-" + Sample.alphanumeric(32) }),
    .token(
      "firecrawl-api-key", "Firecrawl API key", .firecrawl, "fc-", 32, of: .hex, verify: [.entropy(3)],
      source: "https://docs.firecrawl.dev/introduction"),
    .shaped(
      "langfuse-secret-key", "Langfuse secret key", .langfuse, ["sk-lf-"], Piece.uuid,
      source: "https://langfuse.com/docs/observability/sdk/overview", body: { Sample.uuid() }),
    .token(
      "llamacloud-api-key", "LlamaCloud API key", .llamaCloud, "llx-", 44...52, of: .alphanumeric,
      verify: [.mixedAlphabet],
      source: "https://docs.cloud.llamaindex.ai/api_key"),
    .token(
      "runpod-api-key", "RunPod API key", .runPod, "rpa_", 42...46, of: .alphanumeric, verify: [.entropy(3.5)],
      source: "https://docs.runpod.io/get-started/api-keys"),
    .namedShape(
      "modal-token", "Modal token", .modal, keywords: ["modal_token", "token_secret", "token_id"], names: [],
      [.either(["as-", "ak-"]), .run(22, of: .alphanumeric)], verify: [.entropy(3.2)], example: "MODAL_TOKEN_SECRET",
      source: "https://modal.com/docs/reference/modal.config", value: { "as-" + Sample.alphanumeric(22) }),
    .token(
      "dify-api-key", "Dify API key", .dify, "dataset-", 24, of: .alphanumeric, verify: [.mixedAlphabet],
      source:
        "https://docs.dify.ai/en/guides/knowledge-base/knowledge-and-documents-maintenance/maintain-dataset-via-api"),
    .token(
      "e2b-api-key", "E2B API key", .e2b, "e2b_", 40, of: .hex, source: "https://e2b.dev/docs/api-key"),
    .token(
      "daytona-api-key", "Daytona API key", .daytona, "dtn_", 64, of: .hex,
      source: "https://www.daytona.io/docs/en/api-keys/"),
    .token(
      "browserbase-api-key", "Browserbase API key", .browserbase, "bb_live_", 22...40, of: .base64URL,
      source: "https://docs.browserbase.com/reference/introduction"),
    .shaped(
      "gretel-api-key", "Gretel API key", .gretel, ["grtu", "grtp"], [.run(64, of: .hex)],
      source: "https://docs.gretel.ai/gretel-basics/getting-started/environment-setup", body: { Sample.hex(64) }),
    .token(
      "chroma-api-key", "Chroma Cloud API key", .chroma, "ck-", 44, of: .alphanumeric, verify: [.mixedAlphabet],
      source: "https://docs.trychroma.com/cloud/getting-started"),
    .token(
      "wandb-api-key-v1", "Weights & Biases API key", .weightsAndBiases, "wandb_v1_", 77, of: .word,
      source: "https://docs.wandb.ai/support/find_api_key/"),
    .token(
      "openai-session-token", "OpenAI session token", .openAI, "sess-", 40, of: .alphanumeric, verify: [.mixedAlphabet],
      source: "https://platform.openai.com/docs/api-reference/authentication"),
    .shaped(
      "openai-project-key", "OpenAI API key", .openAI, ["sk-proj-", "sk-svcacct-", "sk-admin-"],
      [.run(40...220, of: .base64URL)], verify: [.mixedAlphabet, .random, .marked(["t3blbkfj"])],
      source: "https://platform.openai.com/docs/api-reference/authentication",
      body: { Sample.alphanumeric(44) + "T3Blbk" + "FJ" + Sample.alphanumeric(44, seed: 2) }),
    .token(
      "openai-legacy-key", "OpenAI or Stability AI API key", .openAI, "sk-", 48, of: .alphanumeric,
      verify: [.mixedAlphabet, .random, .entropy(4)],
      source: "https://platform.openai.com/docs/api-reference/authentication"),
  ]

  private static let modelServices: [SecretRule] = [
    .named(
      "deepgram-api-key", "Deepgram API key", .deepgram, keywords: ["deepgram"], 40, of: .hex,
      example: "DEEPGRAM_API_KEY", source: "https://developers.deepgram.com/docs/create-additional-api-keys"),
    .named(
      "assemblyai-api-key", "AssemblyAI API key", .assemblyAI, keywords: ["assemblyai", "assembly_ai"], 32, of: .hex,
      example: "ASSEMBLYAI_API_KEY", source: "https://www.assemblyai.com/docs/faq/how-to-get-your-api-key"),
    .named(
      "ai21-api-key", "AI21 API key", .ai21, keywords: ["ai21"], 32, of: .alphanumeric, example: "AI21_API_KEY",
      source: "https://docs.ai21.com/reference/api-authentication"),
    .named(
      "clarifai-token", "Clarifai personal access token", .clarifai, keywords: ["clarifai"], 32, of: .hex,
      example: "CLARIFAI_PAT", source: "https://docs.clarifai.com/control/authentication/pat/"),
    .namedUUID(
      "sambanova-api-key", "SambaNova API key", .sambaNova, keywords: ["sambanova"], names: ["key", "token"],
      example: "SAMBANOVA_API_KEY", source: "https://docs.sambanova.ai/cloud/docs/get-started/overview"),
    .named(
      "deepinfra-api-key", "DeepInfra API key", .deepInfra, keywords: ["deepinfra"], 32, of: .alphanumeric,
      example: "DEEPINFRA_API_KEY", source: "https://deepinfra.com/docs/openai_api"),
    .namedShape(
      "zhipu-api-key", "Zhipu AI API key", .zhipu, keywords: ["zhipu", "bigmodel", "glm_api"], names: ["key", "token"],
      [.run(32, of: .hex), .literal("."), .run(16, of: .alphanumeric)], example: "ZHIPUAI_API_KEY",
      source: "https://docs.bigmodel.cn/cn/guide/start/quick-start",
      value: { "\(Sample.hex(32)).\(Sample.alphanumeric(16))" }),
    .named(
      "stability-api-key", "Stability AI API key", .stability, keywords: ["stability", "dreamstudio"], 51,
      of: .base64URL,
      example: "STABILITY_API_KEY", source: "https://platform.stability.ai/docs/getting-started/authentication"),
    .namedUUID(
      "exa-api-key", "Exa API key", .modelProvider, keywords: ["exa_api", "exaapi"], names: ["key"],
      example: "EXA_API_KEY", source: "https://docs.exa.ai/reference/getting-started"),
    .named(
      "serpapi-key", "SerpApi key", .modelProvider, keywords: ["serpapi", "serp_api"], 64, of: .hex,
      example: "SERPAPI_KEY", source: "https://serpapi.com/search-api"),
    .named(
      "serper-api-key", "Serper API key", .modelProvider, keywords: ["serper"], 40, of: .hex, example: "SERPER_API_KEY",
      source: "https://serper.dev/api-key"),
  ]
}
