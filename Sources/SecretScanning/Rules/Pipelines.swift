extension SecretRule.Family {
  static let buildkite = Self("buildkite", "Revoke it under https://buildkite.com/user/api-access-tokens.")
  static let circleCI = Self("circleci", "Delete it under https://app.circleci.com/settings/user/tokens.")
  static let travis = Self("travis", "Regenerate it under https://app.travis-ci.com/account/preferences.")
  static let drone = Self("drone", "Regenerate it in the account's page of the Drone server.")
  static let codecov = Self("codecov", "Regenerate it in the repository's settings at https://app.codecov.io/.")
  static let bitrise = Self("bitrise", "Revoke it under https://app.bitrise.io/me/profile#/security.")
  static let appVeyor = Self("appveyor", "Regenerate it under https://ci.appveyor.com/api-keys.")
  static let codefresh = Self("codefresh", "Delete it under https://g.codefresh.io/user/settings.")
  static let codacy = Self("codacy", "Delete it under https://app.codacy.com/account/access-management.")
  static let coveralls = Self("coveralls", "Regenerate it in the repository's settings at https://coveralls.io/.")
  static let codeClimate = Self(
    "codeclimate", "Regenerate it in the repository's settings at https://codeclimate.com/.")
  static let jenkins = Self("jenkins", "Revoke it in the user's page of the Jenkins server, under Security.")
  static let teamCity = Self("teamcity", "Delete it in the profile of the TeamCity server, under Access Tokens.")
  static let develocity = Self("develocity", "Revoke it in the Develocity server, under My settings, Access keys.")
  static let depot = Self("depot", "Delete it under https://depot.dev/settings.")
  static let percy = Self("percy", "Regenerate it in the project's settings at https://percy.io/.")
  static let browserStack = Self("browserstack", "Reset it under https://www.browserstack.com/accounts/profile.")
  static let sauceLabs = Self("saucelabs", "Regenerate it under https://app.saucelabs.com/user-settings.")
  static let cypress = Self("cypress", "Delete the record key in the project's settings at https://cloud.cypress.io/.")
  static let chromatic = Self("chromatic", "Reset it in the project's page at https://www.chromatic.com/, Manage.")
  static let expo = Self("expo", "Revoke it under https://expo.dev/settings/access-tokens.")
  static let nx = Self("nx", "Delete it in the workspace's settings at https://cloud.nx.app/.")
  static let spacelift = Self("spacelift", "Delete the API key in Spacelift, under Organization settings, API keys.")
  static let argoCD = Self("argocd", "Delete it with `argocd account delete-token`.")
  static let sonar = Self("sonar", "Revoke it in the account's page of SonarQube, under Security.")
  static let snyk = Self("snyk", "Revoke it under https://app.snyk.io/account.")
  static let jetBrains = Self("jetbrains", "Delete it in the profile of Hub, YouTrack or Space, under Authentication.")
}

extension SecretRule {
  static let pipelines: [SecretRule] = buildServers + testServices

  private static let buildServers: [SecretRule] = [
    .shaped(
      "buildkite-agent-token", "Buildkite agent or cluster token", .buildkite, ["bkct_", "bkaj_", "bkat_"],
      [.run(40...70, of: .base64URL)], verify: [.entropy(3.2)], source: "https://buildkite.com/docs/agent/v3/tokens",
      body: { Sample.alphanumeric(48) }),
    .named(
      "circleci-token-legacy", "CircleCI token", .circleCI, keywords: ["circleci", "circle_ci", "circle_token"], 40,
      of: .hex, example: "CIRCLECI_TOKEN", source: "https://circleci.com/docs/managing-api-tokens/"),
    .named(
      "travis-token", "Travis CI token", .travis, keywords: ["travis"], names: ["token", "key"], 20...22,
      of: .base64URL, example: "TRAVIS_API_TOKEN", source: "https://docs.travis-ci.com/user/triggering-builds/"),
    .named(
      "drone-token", "Drone token", .drone, keywords: ["drone"], names: ["token", "secret"], 32, of: .alphanumeric,
      example: "DRONE_TOKEN", source: "https://docs.drone.io/cli/configure/"),
    .namedUUID(
      "codecov-token", "Codecov upload token", .codecov, keywords: ["codecov"], names: ["token"],
      example: "CODECOV_TOKEN", source: "https://docs.codecov.com/docs/codecov-tokens"),
    .named(
      "bitrise-token", "Bitrise access token", .bitrise, keywords: ["bitrise"], names: ["token"], 86, of: .base64URL,
      example: "BITRISE_ACCESS_TOKEN",
      source: "https://docs.bitrise.io/en/bitrise-ci/api/authenticating-with-the-bitrise-api.html"),
    .namedShape(
      "appveyor-token", "AppVeyor API token", .appVeyor, keywords: ["appveyor"], names: ["token", "key"],
      [.optional([.literal("v2.")]), .run(20, of: .alphanumeric)], example: "APPVEYOR_TOKEN",
      source: "https://www.appveyor.com/docs/api/", value: { "v2." + Sample.alphanumeric(20) }),
    .namedShape(
      "codefresh-api-key", "Codefresh API key", .codefresh, keywords: ["codefresh"], names: ["key", "token"],
      [.run(24, of: .hex), .literal("."), .run(32, of: .hex)], example: "CODEFRESH_API_KEY",
      source: "https://codefresh.io/docs/docs/integrations/codefresh-api/",
      value: { "\(Sample.hex(24)).\(Sample.hex(32))" }),
    .namedShape(
      "jenkins-api-token", "Jenkins API token", .jenkins, keywords: ["jenkins"], names: ["token", "key", "pass"],
      [.literal("11"), .run(32, of: .hex)], example: "JENKINS_API_TOKEN",
      source: "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
      value: { "11" + Sample.hex(32) }),
    .shaped(
      "teamcity-token", "TeamCity access token", .teamCity, ["eyJ0eXAiOiAiVENWMiJ9."],
      [.run(20...80, of: .base64URL), .literal("."), .run(40...80, of: .base64URL)],
      source: "https://www.jetbrains.com/help/teamcity/configuring-your-user-profile.html",
      body: { Sample.alphanumeric(36) + "." + Sample.alphanumeric(48) }),
    .namedShape(
      "develocity-access-key", "Develocity access key", .develocity,
      keywords: ["develocity", "gradle_enterprise", "gradleenterprise"], names: ["key"],
      [.run(3...120, of: ByteClass("0-9A-Za-z.-")), .literal("="), .run(52, of: ByteClass("a-z2-7"))],
      example: "DEVELOCITY_ACCESS_KEY", source: "https://docs.gradle.com/develocity/gradle-plugin/current/",
      value: { "ge.corp.io=" + Sample.text(52, of: ByteClass("a-z2-7")) }),
    .shaped(
      "depot-token", "Depot token", .depot, ["depot_project_", "depot_org_", "depot_user_"], [.run(50...100, of: .hex)],
      source: "https://depot.dev/docs/cli/authentication", body: { Sample.hex(64) }),
    .named(
      "expo-token", "Expo access token", .expo, keywords: ["expo_token", "expo_access"], names: ["token"], 40,
      of: .base64URL, example: "EXPO_TOKEN", source: "https://docs.expo.dev/accounts/programmatic-access/"),
    .named(
      "nx-cloud-token", "Nx Cloud access token", .nx, keywords: ["nx_cloud", "nxcloud"], names: ["token"], 64...108,
      of: ByteClass("0-9A-Za-z+/="), example: "NX_CLOUD_ACCESS_TOKEN",
      source: "https://nx.dev/ci/recipes/security/access-tokens"),
    .named(
      "spacelift-api-key", "Spacelift API key secret", .spacelift, keywords: ["spacelift"], names: ["secret"], 64,
      of: .hex, example: "SPACELIFT_API_KEY_SECRET", source: "https://docs.spacelift.io/integrations/api"),
    .shaped(
      "jetbrains-permanent-token", "YouTrack, Hub or TeamCity permanent token", .jetBrains, ["perm:", "perm-"],
      [
        .run(4...200, of: ByteClass("0-9A-Za-z=+/-")), .literal("."), .run(4...200, of: ByteClass("0-9A-Za-z=+/-")),
        .literal("."), .run(30...60, of: .alphanumeric),
      ],
      source: "https://www.jetbrains.com/help/youtrack/devportal/Manage-Permanent-Token.html",
      body: { "\(Sample.alphanumeric(12))=.\(Sample.alphanumeric(16)).\(Sample.alphanumeric(30))" }),
  ]

  private static let testServices: [SecretRule] = [
    .named(
      "codacy-token", "Codacy token", .codacy, keywords: ["codacy"], names: ["token"], 20...32, of: .alphanumeric,
      example: "CODACY_PROJECT_TOKEN", source: "https://docs.codacy.com/codacy-api/api-tokens/"),
    .named(
      "coveralls-token", "Coveralls repository token", .coveralls, keywords: ["coveralls"], names: ["token"], 32...36,
      of: .alphanumeric, example: "COVERALLS_REPO_TOKEN", source: "https://docs.coveralls.io/"),
    .named(
      "codeclimate-token", "Code Climate reporter id", .codeClimate, keywords: ["cc_test_reporter", "codeclimate"],
      names: ["id", "token"], 64, of: .hex, example: "CC_TEST_REPORTER_ID",
      source: "https://docs.codeclimate.com/docs/finding-your-test-coverage-token"),
    .named(
      "percy-token", "Percy token", .percy, keywords: ["percy"], names: ["token"], 64...68, of: ByteClass("0-9a-z_"),
      example: "PERCY_TOKEN", source: "https://www.browserstack.com/docs/percy/get-started/set-env-var"),
    .named(
      "browserstack-access-key", "BrowserStack access key", .browserStack, keywords: ["browserstack"],
      names: ["key", "token"], 20, of: .alphanumeric, example: "BROWSERSTACK_ACCESS_KEY",
      source: "https://www.browserstack.com/docs/automate/api-reference/selenium/introduction"),
    .namedUUID(
      "saucelabs-access-key", "Sauce Labs access key", .sauceLabs, keywords: ["sauce"], names: ["key"],
      example: "SAUCE_ACCESS_KEY", source: "https://docs.saucelabs.com/basics/acct-team-mgmt/managing-user-info/"),
    .namedUUID(
      "cypress-record-key", "Cypress record key", .cypress, keywords: ["cypress"], names: ["key"],
      example: "CYPRESS_RECORD_KEY", source: "https://docs.cypress.io/cloud/account-management/projects"),
    .token(
      "chromatic-project-token", "Chromatic project token", .chromatic, "chpt_", 13...20, of: .alphanumeric,
      verify: [.random], source: "https://www.chromatic.com/docs/setup/"),
    .token(
      "sonarqube-global-token", "SonarQube global analysis token", .sonar, "sqa_", 40, of: .hex,
      source: "https://docs.sonarsource.com/sonarqube-server/latest/user-guide/managing-tokens/"),
    .named(
      "sonarcloud-token", "SonarQube Cloud token", .sonar, keywords: ["sonar"], names: ["token", "login"], 40, of: .hex,
      example: "SONAR_TOKEN",
      source: "https://docs.sonarsource.com/sonarqube-cloud/managing-your-account/managing-tokens/"),
    .shaped(
      "snyk-service-account-token", "Snyk token", .snyk, ["snyk_uat.", "snyk_sat."],
      [.run(6...12, of: .alphanumeric), .literal("."), .run(40...400, of: ByteClass("0-9A-Za-z_.-"))],
      source: "https://docs.snyk.io/snyk-api/authentication-for-api",
      body: { "\(Sample.hex(8)).\(Sample.alphanumeric(80))" }),
  ]
}
