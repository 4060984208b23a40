extension ValidationRequest {
  private static let otherAccount = "a token that an account owns, not a user, is not verified there"

  /// Clouds, hosting and infrastructure.
  static let clouds: [ValidationRequest] = [
    ValidationRequest(
      ["aws-secret-access-key"], at: ["sts.amazonaws.com"], ["/"],
      by: .signature(service: "sts", region: "us-east-1"), .post, body: "Action=GetCallerIdentity&Version=2011-06-15",
      companion: Companion(prefix: "AK" + "IA", count: 16, alphabet: .base32),
      // Another id near it is no proof against the secret: `SignatureDoesNotMatch` says nothing.
      answers: [.no(403, holding: "InvalidClientTokenId")],
      source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html"),
    ValidationRequest(
      ["google-oauth-access-token"], at: ["openidconnect.googleapis.com"], ["/v1/userinfo"], answers: [.limited],
      source: "https://developers.google.com/identity/openid-connect/openid-connect"),
    ValidationRequest(
      ["gcp-api-key", "google-ai-key"], at: ["generativelanguage.googleapis.com"], ["/v1beta/models?pageSize=1"],
      by: .header("x-goog-api-key"),
      answers: [
        .no(400, holding: "API_KEY_INVALID"), .yes(403, holding: "SERVICE_DISABLED"),
        .yes(403, holding: "API_KEY_SERVICE_BLOCKED"),
      ], source: "https://ai.google.dev/api/models"),
    ValidationRequest(
      ["digitalocean-token", "digitalocean-oauth-token"], at: ["api.digitalocean.com"], ["/v2/account"],
      answers: [.limited], source: "https://docs.digitalocean.com/reference/api/digitalocean/#tag/Account"),
    ValidationRequest(
      ["heroku-api-key", "heroku-api-key-legacy"], at: ["api.heroku.com"], ["/account"],
      headers: ["Accept: application/vnd.heroku+json; version=3"], answers: [.limited],
      source: "https://devcenter.heroku.com/articles/platform-api-reference#account"),
    ValidationRequest(
      ["cloudflare-api-token"], at: ["api.cloudflare.com"], ["/client/v4/user/tokens/verify"],
      answers: [
        .yes(200, holding: "\"status\":\"active\""), .no(200, holding: "\"status\":\"disabled\""),
        .no(200, holding: "\"status\":\"expired\""),
      ], doubt: otherAccount,
      source: "https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/"),
    ValidationRequest(
      ["fastly-api-token"], at: ["api.fastly.com"], ["/tokens/self"], by: .header("Fastly-Key"),
      source: "https://www.fastly.com/documentation/reference/api/auth-tokens/user/"),
    ValidationRequest(
      ["netlify-token"], at: ["api.netlify.com"], ["/api/v1/user"], source: "https://docs.netlify.com/api/get-started/"),
    ValidationRequest(
      ["vercel-token", "vercel-token-legacy"], at: ["api.vercel.com"], ["/v2/user"],
      answers: [.no(403, holding: "\"invalidToken\":true")],
      source: "https://vercel.com/docs/rest-api/user/get-the-user"),
    ValidationRequest(
      ["render-api-key"], at: ["api.render.com"], ["/v1/owners?limit=1"],
      source: "https://api-docs.render.com/reference/list-owners"),
    ValidationRequest(
      ["linode-token"], at: ["api.linode.com"], ["/v4/profile"], answers: [.limited],
      source: "https://techdocs.akamai.com/linode-api/reference/get-profile"),
    ValidationRequest(
      ["pulumi-access-token"], at: ["api.pulumi.com"], ["/api/user"],
      by: .header("Authorization", before: "token "),
      source: "https://www.pulumi.com/docs/pulumi-cloud/reference/cloud-rest-api/"),
    ValidationRequest(
      ["terraform-cloud-token"], at: ["app.terraform.io"], ["/api/v2/account/details"], server: "terraform",
      doubt: "it may belong to a Terraform Enterprise: --server terraform=HOST",
      source: "https://developer.hashicorp.com/terraform/cloud-docs/api-docs/account"),
    ValidationRequest(
      ["vault-service-token", "vault-batch-token", "vault-legacy-token"], at: [], ["/v1/auth/token/lookup-self"],
      by: .header("X-Vault-Token"), answers: [.no(403)], server: "vault",
      source: "https://developer.hashicorp.com/vault/api-docs/auth/token#lookup-a-token-self"),
    ValidationRequest(
      ["doppler-personal-token", "doppler-service-token"], at: ["api.doppler.com"], ["/v3/me"],
      source: "https://docs.doppler.com/reference/auth-me"),
    ValidationRequest(
      ["databricks-token"], at: [], ["/api/2.0/preview/scim/v2/Me"], answers: [.no(403)], server: "databricks",
      source: "https://docs.databricks.com/api/workspace/currentuser/me"),
    ValidationRequest(
      ["tailscale-key"], at: ["api.tailscale.com"], ["/api/v2/tailnet/-/keys"], by: .user, answers: [.limited],
      doubt: "keys that only join machines are not verified there", source: "https://tailscale.com/api"),
  ]
}
