extension SecretRule.Family {
  static let npm = Self("npm", "Revoke it with `npm token revoke`, or under Access Tokens on npmjs.com.")
  static let pyPI = Self("pypi", "Remove it under https://pypi.org/manage/account/token/.")
  static let rubyGems = Self("rubygems", "Delete it under https://rubygems.org/profile/api_keys.")
  static let nuGet = Self("nuget", "Delete it under https://www.nuget.org/account/apikeys.")
  static let cratesIO = Self("crates-io", "Revoke it under https://crates.io/settings/tokens.")
  static let registry = Self("registry", "Revoke it in the registry's account settings.")
  static let docker = Self("docker", "Delete it under https://app.docker.com/settings/personal-access-tokens.")
  static let jFrog = Self("jfrog", "Revoke it in Artifactory, under Administration, User management.")
}

extension SecretRule {
  static let packages: [SecretRule] = [
    SecretRule(
      "npm-access-token", "npm access token", .npm, anchors: ["npm_"], match: .prefixed(then: 36, of: .alphanumeric),
      verify: [.checksum(.base62)],
      source: "https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/",
      examples: { .token("np" + "m_", Sample.checked(Sample.alphanumeric(30), by: .base62)) }),
    SecretRule(
      "npm-legacy-token", "npm authentication token", .npm, anchors: ["_authToken"],
      match: .assigned(AssignedValue(names: [], pieces: Piece.uuid)),
      source: "https://docs.npmjs.com/about-access-tokens",
      examples: {
        Examples(
          finds: ["//registry.npmjs.org/:_authToken=\u{ab}\(Sample.uuid())\u{bb}"],
          ignores: [
            "//registry.npmjs.org/:_authToken=${NPM_TOKEN}", "_authToken=" + "00000000-0000-0000-0000-000000000000",
          ])
      }),
    SecretRule(
      "pypi-token", "PyPI API token", .pyPI, anchors: ["pypi-AgEIcHlwaS5vcmc"],
      match: .prefixed(then: 50...1_000, of: .base64URL), verify: [.macaroon(prefix: 5, location: "pypi.org")],
      source: "https://pypi.org/help/#apitoken",
      examples: {
        let token = Sample.encoded(Macaroon.sample(location: "pypi.org", identifier: Sample.alphanumeric(100)))
        return .token("pypi-" + "AgEIcHlwaS5vcmc", String(token.filter { $0 != "=" }.dropFirst(15)))
      }),
    .token(
      "rubygems-api-key", "RubyGems API key", .rubyGems, "rubygems_", 48, of: .hex,
      source: "https://guides.rubygems.org/api-key-scopes/"),
    .token(
      "nuget-api-key", "NuGet API key", .nuGet, "oy2", 43, of: .lowerAlphanumeric, verify: [.entropy(3.5)],
      source: "https://learn.microsoft.com/nuget/nuget-org/publish-a-package"),
    .token(
      "crates-io-token", "crates.io API token", .cratesIO, "cio", 32, of: .alphanumeric,
      verify: [.mixedAlphabet, .entropy(3.5)], source: "https://doc.rust-lang.org/cargo/reference/publishing.html"),
    .token(
      "clojars-token", "Clojars deploy token", .registry, "CLOJARS_", 60, of: .lowerAlphanumeric,
      source: "https://github.com/clojars/clojars-web/wiki/Deploy-Tokens"),
    SecretRule(
      "packagist-token", "Packagist token", .registry,
      anchors: ["packagist_ort_", "packagist_out_", "packagist_acs_", "packagist_ack_"],
      match: .prefixed(then: 28...96, of: .hex), source: "https://packagist.com/docs/composer-authentication",
      examples: { .token("packagist" + "_ort_", Sample.hex(64)) }),
    .token(
      "docker-access-token", "Docker Hub personal access token", .docker, "dckr_pat_", 27...32, of: .base64URL,
      source: "https://docs.docker.com/security/access-tokens/"),
    .token(
      "docker-organization-token", "Docker Hub organisation access token", .docker, "dckr_oat_", 32, of: .base64URL,
      source: "https://docs.docker.com/enterprise/security/access-tokens/"),
    SecretRule(
      "docker-config-auth", "Docker registry login", .docker, anchors: ["\"auth\""],
      match: .pattern(#""auth"\s*:\s*"([A-Za-z0-9+/]{12,400}={0,2})""#, before: 0, after: 440),
      verify: [.basicCredentials],
      source: "https://docs.docker.com/reference/cli/docker/login/",
      examples: {
        let login = Sample.encoded("deploy:" + Sample.alphanumeric(20))
        return Examples(
          finds: [#"{"auths": {"ghcr.io": {"auth": "\#u{ab}\#(login)\#u{bb}"}}}"#],
          ignores: [
            #"{"auth": ""}"#, #"{"auth": "\#(Sample.encoded("user:password"))"}"#,
            #"{"auth": "\#(Sample.alphanumeric(24))"}"#,
          ])
      }),
    SecretRule(
      "docker-swarm-token", "Docker Swarm join token", .docker, anchors: ["SWMTKN-1-"],
      match: .prefixed(.run(50, of: .lowerAlphanumeric), .literal("-"), .run(25, of: .lowerAlphanumeric)),
      source: "https://docs.docker.com/reference/cli/docker/swarm/join-token/",
      examples: { .token("SWM" + "TKN-1-", Sample.lower(50) + "-" + Sample.lower(25)) }),
    .token(
      "jfrog-api-key", "JFrog Artifactory API key", .jFrog, "AKCp", 69...73, of: .alphanumeric,
      verify: [.mixedAlphabet, .base58(count: 54)],
      source: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/api-key"),
    SecretRule(
      "jfrog-reference-token", "JFrog reference token", .jFrog, anchors: ["cmVmdGtu"],
      match: .prefixed(then: 56, of: .alphanumeric), verify: [.base64Marked(prefix: 0, "reftkn:")],
      source: "https://jfrog.com/help/r/jfrog-platform-administration-documentation/reference-token",
      examples: {
        .token("cmVm" + "dGtu", String(Sample.encoded("reftkn:01:1700000001:" + Sample.alphanumeric(27)).dropFirst(8)))
      }),
  ]
}
