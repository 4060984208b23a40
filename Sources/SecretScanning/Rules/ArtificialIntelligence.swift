extension SecretRule.Family {
  static let openAI = Self("openai", "Revoke it under https://platform.openai.com/api-keys.")
  static let anthropic = Self("anthropic", "Delete it under https://console.anthropic.com/settings/keys.")
  static let huggingFace = Self("huggingface", "Invalidate it under https://huggingface.co/settings/tokens.")
  static let modelProvider = Self("model-provider", "Delete it in the provider's console, under API keys.")
}

extension SecretRule {
  static let artificialIntelligence: [SecretRule] = [
    SecretRule(
      "openai-api-key", "OpenAI API key", .openAI, anchors: ["T3BlbkFJ"],
      match: .pattern(
        #"(?:(?<![A-Za-z0-9])|(?<=\\[nrt]))(sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,110}|[A-Za-z0-9]{20})T3BlbkFJ[A-Za-z0-9_-]{20,110})(?![A-Za-z0-9_-])"#,
        before: 128, after: 120), prefixCount: 3,
      source: "https://platform.openai.com/docs/api-reference/authentication",
      examples: {
        let old = "s" + "k-" + Sample.alphanumeric(20) + "T3Blbk" + "FJ" + Sample.alphanumeric(20, seed: 2)
        let new = "s" + "k-proj-" + Sample.alphanumeric(74) + "T3Blbk" + "FJ" + Sample.alphanumeric(74, seed: 2)
        return Examples(
          finds: ["OPENAI_API_KEY=\u{ab}\(old)\u{bb}", "key: '\u{ab}\(new)\u{bb}'"],
          ignores: ["T3BlbkFJ", "sk-T3BlbkFJ", "sk-" + Sample.alphanumeric(9) + "T3BlbkFJ" + Sample.alphanumeric(20)])
      }),
    SecretRule(
      "anthropic-api-key", "Anthropic API key", .anthropic, anchors: ["sk-ant-api03-", "sk-ant-admin01-"],
      match: .prefixed(then: 80...120, of: .base64URL), verify: [.mixedAlphabet, .ending(["AA"])],
      source: "https://docs.anthropic.com/en/api/getting-started",
      examples: { .token("sk-an" + "t-api03-", Sample.alphanumeric(93) + "AA") }),
    SecretRule(
      "anthropic-oauth-token", "Anthropic OAuth token", .anthropic,
      anchors: ["sk-ant-oat01-", "sk-ant-ort01-", "sk-ant-sid01-", "sk-ant-sid02-"],
      match: .prefixed(then: 80...120, of: .base64URL), verify: [.mixedAlphabet],
      source: "https://docs.anthropic.com/en/api/getting-started",
      examples: { .token("sk-an" + "t-oat01-", Sample.alphanumeric(95)) }),
    SecretRule(
      "huggingface-token", "Hugging Face access token", .huggingFace, anchors: ["hf_"],
      match: .prefixed(then: 34...38, of: .alphanumeric), verify: [.entropy(3.5)],
      source: "https://huggingface.co/docs/hub/security-tokens",
      examples: {
        .token("h" + "f_", Sample.letters(34), alsoIgnores: ["hf_" + "download_model_from_the_hub_with_cache"])
      }),
    .token(
      "huggingface-organization-token", "Hugging Face organisation token", .huggingFace, "api_org_", 34...37,
      of: .alphanumeric, verify: [.entropy(3.5)], source: "https://huggingface.co/docs/hub/security-tokens"),
    .token(
      "replicate-api-token", "Replicate API token", .modelProvider, "r8_", 37, of: .alphanumeric,
      source: "https://replicate.com/docs/reference/http#authentication"),
    .token(
      "groq-api-key", "Groq API key", .modelProvider, "gsk_", 52, of: .alphanumeric,
      source: "https://console.groq.com/docs/quickstart"),
    .token(
      "perplexity-api-key", "Perplexity API key", .modelProvider, "pplx-", 48, of: .alphanumeric,
      source: "https://docs.perplexity.ai/guides/getting-started"),
    .token(
      "xai-api-key", "xAI API key", .modelProvider, "xai-", 70...120, of: .base64URL, verify: [.mixedAlphabet],
      source: "https://docs.x.ai/docs/overview"),
    .token(
      "openrouter-api-key", "OpenRouter API key", .modelProvider, "sk-or-v1-", 64, of: .hex,
      source: "https://openrouter.ai/docs/api-reference/authentication"),
    .token(
      "cerebras-api-key", "Cerebras API key", .modelProvider, "csk-", 48, of: .lowerAlphanumeric,
      source: "https://inference-docs.cerebras.ai/quickstart"),
    .token(
      "together-api-key", "Together AI API key", .modelProvider, "tgp_v1_", 43, of: .base64URL,
      source: "https://docs.together.ai/docs/quickstart"),
    SecretRule(
      "langsmith-api-key", "LangSmith API key", .modelProvider, anchors: ["lsv2_pt_", "lsv2_sk_"],
      match: .prefixed(.run(32, of: .anyCaseHex), .literal("_"), .run(10, of: .anyCaseHex)),
      source:
        "https://docs.smith.langchain.com/administration/how_to_guides/organization_management/create_account_api_key",
      examples: { .token("lsv2" + "_pt_", Sample.hex(32) + "_" + Sample.hex(10)) }),
    SecretRule(
      "pinecone-api-key", "Pinecone API key", .modelProvider, anchors: ["pcsk_"],
      match: .prefixed(.run(5...7, of: .alphanumeric), .literal("_"), .run(60...66, of: .alphanumeric)),
      source: "https://docs.pinecone.io/guides/projects/manage-api-keys",
      examples: { .token("pc" + "sk_", Sample.alphanumeric(6) + "_" + Sample.alphanumeric(63)) }),
    SecretRule(
      "elevenlabs-api-key", "ElevenLabs API key", .modelProvider, anchors: ["sk_"],
      match: .prefixed(then: 48, of: .hex),
      source: "https://elevenlabs.io/docs/api-reference/authentication",
      examples: { .token("s" + "k_", Sample.hex(48)) }),
    SecretRule(
      "deepseek-api-key", "DeepSeek API key", .modelProvider, anchors: ["sk-"], match: .prefixed(then: 32, of: .hex),
      verify: [.entropy(3)], source: "https://api-docs.deepseek.com/", examples: { .token("s" + "k-", Sample.hex(32)) }),
    .named(
      "wandb-api-key", "Weights & Biases API key", .modelProvider, keywords: ["wandb"], 40...40, of: .hex,
      example: "WANDB_API_KEY", source: "https://docs.wandb.ai/quickstart"),
    .named(
      "cohere-api-key", "Cohere API key", .modelProvider, keywords: ["cohere", "co_api_key"], names: ["key", "token"],
      32...40, of: .alphanumeric, example: "COHERE_API_KEY", source: "https://docs.cohere.com/reference/about"),
    .named(
      "mistral-api-key", "Mistral API key", .modelProvider, keywords: ["mistral"], names: ["key", "token"], 32...32,
      of: .alphanumeric, example: "MISTRAL_API_KEY", source: "https://docs.mistral.ai/getting-started/quickstart/"),
    SecretRule(
      "cursor-api-key", "Cursor API key", .modelProvider, anchors: ["key_", "crsr_"],
      match: .prefixed(then: 64, of: .hex),
      source: "https://docs.cursor.com/account/teams/admin-api", examples: { .token("ke" + "y_", Sample.hex(64)) }),
  ]
}
