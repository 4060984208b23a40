extension ValidationRequest {
  /// Machine learning.
  static let models: [ValidationRequest] = [
    ValidationRequest(
      ["openai-api-key"], at: ["api.openai.com"], ["/v1/models"], answers: [.yes(403, holding: "permission")],
      source: "https://platform.openai.com/docs/api-reference/models/list"),
    ValidationRequest(
      ["anthropic-api-key"], at: ["api.anthropic.com"], ["/v1/models?limit=1", "/v1/organizations/me"],
      by: .header("x-api-key"), headers: ["anthropic-version: 2023-06-01"],
      source: "https://docs.anthropic.com/en/api/models-list"),
    ValidationRequest(
      ["huggingface-token", "huggingface-organization-token"], at: ["huggingface.co"], ["/api/whoami-v2"],
      source: "https://huggingface.co/docs/hub/api"),
    ValidationRequest(
      ["replicate-api-token"], at: ["api.replicate.com"], ["/v1/account"],
      source: "https://replicate.com/docs/reference/http#account.get"),
    ValidationRequest(
      ["groq-api-key"], at: ["api.groq.com"], ["/openai/v1/models"],
      source: "https://console.groq.com/docs/api-reference#models-list"),
    ValidationRequest(
      ["xai-api-key"], at: ["api.x.ai"], ["/v1/api-key"], answers: [.no(400, holding: "Incorrect API key")],
      source: "https://docs.x.ai/docs/api-reference#get-api-key-info"),
    ValidationRequest(
      ["openrouter-api-key"], at: ["openrouter.ai"], ["/api/v1/key"],
      source: "https://openrouter.ai/docs/api-reference/limits"),
    ValidationRequest(
      ["together-api-key"], at: ["api.together.xyz"], ["/v1/models"],
      source: "https://docs.together.ai/reference/models-1"),
    ValidationRequest(
      ["cerebras-api-key"], at: ["api.cerebras.ai"], ["/v1/models"],
      source: "https://inference-docs.cerebras.ai/api-reference/models"),
    ValidationRequest(
      ["pinecone-api-key"], at: ["api.pinecone.io"], ["/indexes"], by: .header("Api-Key"),
      headers: ["X-Pinecone-API-Version: 2025-01"],
      source: "https://docs.pinecone.io/reference/api/2025-01/control-plane/list_indexes"),
    ValidationRequest(
      ["elevenlabs-api-key"], at: ["api.elevenlabs.io"], ["/v1/user"], by: .header("xi-api-key"),
      answers: [.yes(401, holding: "missing_permissions"), .no(401)],
      source: "https://elevenlabs.io/docs/api-reference/user/get"),
    ValidationRequest(
      ["deepseek-api-key"], at: ["api.deepseek.com"], ["/user/balance"],
      source: "https://api-docs.deepseek.com/api/get-user-balance"),
    ValidationRequest(
      ["cohere-api-key"], at: ["api.cohere.com"], ["/v1/models"],
      source: "https://docs.cohere.com/reference/list-models"),
    ValidationRequest(
      ["mistral-api-key"], at: ["api.mistral.ai"], ["/v1/models"],
      source: "https://docs.mistral.ai/api/#tag/models"),
    ValidationRequest(
      ["wandb-api-key"], at: ["api.wandb.ai"], ["/graphql"], by: .password(of: "api"), .post,
      body: #"{"query":"{ viewer { id } }"}"#,
      answers: [.yes(200, holding: #""viewer":{"#), .no(200, holding: #""viewer":null"#)], server: "wandb",
      doubt: "it may belong to a server of one's own: --server wandb=HOST",
      source: "https://docs.wandb.ai/ref/python/public-api/"),
    ValidationRequest(
      ["apify-token"], at: ["api.apify.com"], ["/v2/users/me"], source: "https://docs.apify.com/api/v2/users-me-get"),
  ]
}
