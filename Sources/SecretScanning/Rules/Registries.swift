import GateModel

extension SecretRule.Family {
  static let hexPM = Self("hexpm", "Revoke it with `mix hex.user key revoke`, or under https://hex.pm/dashboard/keys.")
  static let packagecloud = Self("packagecloud", "Reset it under https://packagecloud.io/api_token.")
  static let cloudsmith = Self("cloudsmith", "Refresh it under https://cloudsmith.io/user/settings/api/.")
  static let gemfury = Self("gemfury", "Revoke it in the Gemfury dashboard, under Tokens.")
  static let quay = Self("quay", "Regenerate the robot's token in the account's page at https://quay.io/.")
  static let chocolatey = Self("chocolatey", "Regenerate it under https://community.chocolatey.org/account.")
  static let openVSX = Self("open-vsx", "Delete it under https://open-vsx.org/user-settings/tokens.")
  static let anaconda = Self("anaconda", "Revoke it with `anaconda auth --remove`, or in the account's settings.")
  static let galaxy = Self("ansible-galaxy", "Load a new one under https://galaxy.ansible.com/ui/token/.")
  static let kaggle = Self("kaggle", "Expire it under https://www.kaggle.com/settings, API.")
  static let forge = Self("forge", "Delete it in the server's user settings, under Applications or Access tokens.")
}

extension SecretRule {
  static let registries: [SecretRule] = [
    .named(
      "hexpm-api-key", "Hex API key", .hexPM, keywords: ["hex_api", "hexpm"], names: ["key"], 32, of: .hex,
      example: "HEX_API_KEY", source: "https://hex.pm/docs/publish"),
    .named(
      "packagecloud-token", "packagecloud API token", .packagecloud, keywords: ["packagecloud"], names: ["token"], 48,
      of: .hex, example: "PACKAGECLOUD_TOKEN", source: "https://packagecloud.io/docs/api"),
    .named(
      "cloudsmith-api-key", "Cloudsmith API key", .cloudsmith, keywords: ["cloudsmith"], names: ["key", "token"], 40,
      of: .hex, example: "CLOUDSMITH_API_KEY",
      source: "https://help.cloudsmith.io/docs/api-key"),
    .named(
      "gemfury-token", "Gemfury token", .gemfury, keywords: ["gemfury", "fury"], names: ["token"], 20...24,
      of: .alphanumeric, example: "GEMFURY_TOKEN", source: "https://gemfury.com/help/tokens"),
    .named(
      "quay-token", "Quay robot token", .quay, keywords: ["quay"], names: ["token", "password"], 64,
      of: .upperAlphanumeric, example: "QUAY_TOKEN",
      source: "https://docs.quay.io/glossary/robot-accounts.html"),
    .namedUUID(
      "chocolatey-api-key", "Chocolatey API key", .chocolatey, keywords: ["choco"], names: ["key"],
      example: "CHOCO_API_KEY", source: "https://docs.chocolatey.org/en-us/create/commands/api-key/"),
    .shaped(
      "open-vsx-token", "Open VSX access token", .openVSX, ["ovsxat_"], Piece.uuid,
      source: "https://github.com/eclipse/openvsx/wiki/Publishing-Extensions", body: { Sample.uuid() }),
    SecretRule(
      "anaconda-token", "Anaconda token", .anaconda, anchors: ["/t/an-", "/t/ana-", "/t/co-"],
      match: .pattern(
        #"/t/((?:an|ana|co)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f-])"#, before: 0, after: 60),
      source: "https://www.anaconda.com/docs/tools/anaconda-org/user-guide/packages/installing-packages",
      examples: {
        Examples(
          finds: ["channels:\n  - https://conda.anaconda.org/t/\u{ab}a" + "n-\(Sample.uuid())\u{bb}/corp\n"],
          ignores: ["https://conda.anaconda.org/t/<TOKEN>/corp", "/t/an-" + Sample.hex(20), "/t/an-"])
      }),
    .named(
      "galaxy-token", "Ansible Galaxy token", .galaxy, keywords: ["galaxy"], names: ["token", "key"], 40, of: .hex,
      example: "ANSIBLE_GALAXY_TOKEN", source: "https://docs.ansible.com/projects/ansible/latest/galaxy/user_guide.html"
    ),
    .token(
      "kaggle-api-token", "Kaggle API token", .kaggle, "KGAT_", 32, of: .hex,
      source: "https://www.kaggle.com/docs/api"),
    .named(
      "kaggle-key", "Kaggle API key", .kaggle, keywords: ["kaggle"], names: ["key"], 32, of: .hex,
      example: "KAGGLE_KEY", source: "https://www.kaggle.com/docs/api"),
    .named(
      "gitea-token", "Gitea, Forgejo or Codeberg access token", .forge, keywords: ["gitea", "forgejo", "codeberg"],
      names: ["token", "key"], 40, of: .hex, example: "GITEA_TOKEN",
      source: "https://docs.gitea.com/development/api-usage"),
    .shaped(
      "phabricator-token", "Phabricator Conduit token", .forge, ["api-", "cli-"], [.run(28, of: .lowerAlphanumeric)],
      verify: [.random, .entropy(3.2)], source: "https://secure.phabricator.com/book/phabdev/article/conduit/",
      body: { Sample.lower(28) }),
    .token(
      "weblate-token", "Weblate user or project token", .forge, "wlu_", 36...40, of: .alphanumeric,
      source: "https://docs.weblate.org/en/latest/api.html"),
    .shaped(
      "pypi-test-token", "TestPyPI API token", .pyPI, ["pypi-AgENdGVzdC5weXBpLm9yZw"],
      [.run(50...1_000, of: .base64URL)], verify: [.macaroon(prefix: 5, location: "test.pypi.org")],
      severity: .warning, source: "https://test.pypi.org/help/#apitoken",
      body: {
        let token = Sample.encoded(Macaroon.sample(location: "test.pypi.org", identifier: Sample.alphanumeric(100)))
        return String(token.filter { $0 != "=" }.dropFirst(22))
      }),
    .shaped(
      "deno-organization-token", "Deno Deploy organisation token", .hosting, ["ddo_"], [.run(36, of: .alphanumeric)],
      source: "https://docs.deno.com/deploy/manual/", body: { Sample.alphanumeric(36) }),
    .token(
      "val-town-token", "Val Town API token", .hosting, "vtwn_", 20...80, of: .base64URL, verify: [.random],
      source: "https://docs.val.town/api/authentication/"),
    .token(
      "netlify-build-hook", "Netlify build hook", .hosting, "api.netlify.com/build_hooks/", 24, of: .hex,
      severity: .warning, source: "https://docs.netlify.com/configure-builds/build-hooks/"),
  ]
}
