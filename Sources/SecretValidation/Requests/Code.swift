extension ValidationRequest {
  /// Where code, packages and builds are kept.
  static let code: [ValidationRequest] = [
    ValidationRequest(
      ["github-personal-access-token", "github-oauth-token", "github-user-token", "github-fine-grained-token"],
      at: ["api.github.com"], ["/user"], headers: ["X-GitHub-Api-Version: 2022-11-28"], server: "github",
      source: "https://docs.github.com/rest/users/users#get-the-authenticated-user"),
    ValidationRequest(
      ["github-installation-token", "github-installation-token-long"], at: ["api.github.com"],
      ["/installation/repositories?per_page=1"], headers: ["X-GitHub-Api-Version: 2022-11-28"], server: "github",
      source: "https://docs.github.com/rest/apps/installations"),
    ValidationRequest(
      ["gitlab-personal-access-token", "gitlab-routable-token"], at: ["gitlab.com"], ["/api/v4/user"],
      by: .header("PRIVATE-TOKEN"), answers: [.yes(403, holding: "insufficient_scope")], server: "gitlab",
      doubt: "it may belong to another GitLab: --server gitlab=HOST",
      source: "https://docs.gitlab.com/api/users/#get-the-current-user"),
    ValidationRequest(
      ["npm-access-token"], at: ["registry.npmjs.org"], ["/-/whoami"],
      source: "https://github.com/npm/registry/blob/main/docs/user/authentication.md"),
    ValidationRequest(
      ["npm-legacy-token"], at: ["registry.npmjs.org"], ["/-/whoami"], server: "npm",
      doubt: "it may belong to another registry: --server npm=HOST",
      source: "https://github.com/npm/registry/blob/main/docs/user/authentication.md"),
    ValidationRequest(
      ["rubygems-api-key"], at: ["rubygems.org"], ["/api/v1/gems.json"], by: .header("Authorization"),
      answers: [.yes(403, holding: "does not have access")], source: "https://guides.rubygems.org/rubygems-org-api/"),
    ValidationRequest(
      ["circleci-token"], at: ["circleci.com"], ["/api/v2/me"], by: .header("Circle-Token"),
      doubt: "a project's token is not verified there",
      source: "https://circleci.com/docs/api/v2/index.html#operation/getCurrentUser"),
    ValidationRequest(
      ["buildkite-token"], at: ["api.buildkite.com"], ["/v2/access-token"],
      source: "https://buildkite.com/docs/apis/rest-api/access-token"),
    ValidationRequest(
      ["snyk-api-token"], at: ["api.snyk.io", "api.eu.snyk.io", "api.au.snyk.io"], ["/rest/self?version=2024-06-10"],
      by: .header("Authorization", before: "token "), source: "https://docs.snyk.io/snyk-api/reference/users"),
    ValidationRequest(
      ["sonarqube-user-token", "sonarqube-project-token"], at: ["sonarcloud.io"], ["/api/authentication/validate"],
      by: .user, answers: [.yes(200, holding: "\"valid\":true"), .no(200, holding: "\"valid\":false")],
      server: "sonarqube", doubt: "it may belong to a SonarQube server: --server sonarqube=HOST",
      source: "https://sonarcloud.io/web_api/api/authentication"),
    ValidationRequest(
      ["octopus-deploy-key"], at: [], ["/api/users/me"], by: .header("X-Octopus-ApiKey"), server: "octopus",
      source: "https://octopus.com/docs/octopus-rest-api/getting-started"),
    ValidationRequest(
      ["postman-api-key"], at: ["api.getpostman.com"], ["/me"], by: .header("X-Api-Key"),
      source: "https://learning.postman.com/docs/developer/postman-api/intro-api/"),
    ValidationRequest(
      ["prefect-api-key"], at: ["api.prefect.cloud"], ["/api/me/"],
      source: "https://docs.prefect.io/v3/api-ref/rest-api/cloud"),
  ]
}
