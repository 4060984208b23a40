import GateModel

/// What can be wrong with the stories of gate.yml.
extension FlagRule {
  static let stories: [FlagRule] = [
    .storyFlagUndefined, .storyFlagEnvironment, .storyFlagForeign, .storyFlagUnnamed, .storyWithoutRollback,
    .storyUnknown,
  ]

  /// A repository whose gate.yml has the story 1.3 about `src/search`, with these members below it.
  private static func story(
    flags: [String], others: [String] = [], rollback: Bool = false, gate: String, files: [FlagExample.File]
  ) -> FlagExample {
    var settings = FlagSettings()
    // The places are those of the text in `gate`: the id on the second line, one flag a line from the fourth on.
    var story = Story(
      id: "1.3", paths: [try? PathPattern("src/search/**")].compactMap(\.self),
      range: SourceRange(line: 2, column: 3, endLine: 2, endColumn: 6))
    for (index, flag) in flags.enumerated() {
      let end = 12 + flag.unicodeScalars.count
      story.flags.append(
        Story.Name(flag, at: SourceRange(line: 4 + index, column: 12, endLine: 4 + index, endColumn: end)))
    }
    if rollback { story.rollback = Story.Rollback(command: "./back", range: story.range) }
    settings.stories = [story]
    for id in others {
      settings.stories.append(
        Story(id: id, rollback: Story.Rollback(command: "./back", range: story.range), range: story.range))
    }
    var example = FlagExample(files, settings: settings)
    example.environments = [.init("gate.yml", gate)]
    return example
  }

  private static func gate(id: String = "1.3", flags: String) -> String {
    "stories:\n  \(id):\n    paths: src/search/**\n    flags: \(flags)\n"
  }

  private static let search: FlagExample.File = .init(
    "flags/search.json",
    "{ \"flags\": { \"search\": { \"state\": \"ENABLED\", \"variants\": { \"on\": true, \"off\": false } } } }\n")

  private static func environments(_ production: String) -> [FlagExample.File] {
    [
      .init("config/environments/staging.yml", "feature_flags: { search: true }\n"),
      .init("config/environments/production.yml", "feature_flags: { \(production): true }\n"),
    ]
  }

  private static func code(_ line: String) -> FlagExample.File {
    .init("src/search/index.py", "from openfeature import api\n\nclient = api.get_client()\n\(line)\n")
  }

  /// FF804.
  static let storyFlagUndefined = FlagRule(
    "story-flag-undefined", "a story names a flag that no file defines",
    "What is checked of its flags is then checked of nothing.",
    finds: story(flags: ["serach"], gate: gate(flags: "«serach»"), files: [search]),
    ignores: story(flags: ["search"], gate: gate(flags: "search"), files: [search]))

  /// FF804.
  static let storyFlagEnvironment = FlagRule(
    "story-flag-environment", "a flag of a story is not set in every environment",
    "The story goes through all of them, and in one of them nobody has said whether it is on.",
    finds: story(
      flags: ["search"], gate: gate(flags: "«search»"),
      files: [
        .init("config/environments/staging.yml", "feature_flags: { search: true }\n"),
        .init("config/environments/production.yml", "feature_flags: { safe_mode: true }\n"),
      ]),
    ignores: story(flags: ["search"], gate: gate(flags: "search"), files: environments("search")))

  /// FF804.
  static let storyFlagForeign = FlagRule(
    "story-flag-foreign", "a story names a flag that says it belongs to another",
    "Whoever finishes the one story removes the flag that the other one needs.", severity: .warning,
    finds: story(
      flags: ["search"], others: ["1.4"], gate: gate(flags: "«search»"),
      files: [search, .init("flags.yml", "flags:\n  search: { owner: search-team, story: \"1.4\" }\n")]),
    ignores: story(
      flags: ["search"], gate: gate(flags: "search"),
      files: [search, .init("flags.yml", "flags:\n  search: { owner: search-team, story: \"1.3\" }\n")]))

  /// FF804.
  static let storyFlagUnnamed = FlagRule(
    "story-flag-unnamed", "code of a story asks for a flag that no story names",
    "It is left out when the story's flags are looked after.", severity: .note,
    finds: story(
      flags: ["search"], gate: gate(flags: "search"),
      files: [
        .init(
          "flags/search.json",
          """
          { "flags": {
            "search": { "state": "ENABLED", "variants": { "on": true, "off": false } },
            "ranking": { "state": "ENABLED", "variants": { "on": true, "off": false } }
          } }

          """),
        code("new = client.get_boolean_value(«\"ranking\"», client.get_boolean_value(\"search\", False))"),
      ]),
    ignores: story(
      flags: ["search"], gate: gate(flags: "search"),
      files: [search, code("new = client.get_boolean_value(\"search\", False)")]))

  /// FF805.
  static let storyWithoutRollback = FlagRule(
    "story-without-rollback", "a story can neither be turned off nor taken back",
    "When it fails in production there is no way out but another release.", severity: .warning,
    finds: story(flags: [], gate: gate(id: "«1.3»", flags: "[]"), files: [search]),
    ignores: story(
      flags: [], rollback: true, gate: gate(flags: "[]") + "    rollback: ./back\n", files: [search]))

  static let storyUnknown = FlagRule(
    "story-unknown", "a flag belongs to a story that gate.yml does not have",
    "The story was renamed or is finished; then the flag should follow it.", severity: .warning,
    finds: story(
      flags: ["search"], gate: gate(flags: "search"),
      files: [
        .init(
          "flags/search.json",
          """
          { "flags": {
            "search": { "state": "ENABLED", "variants": { "on": true, "off": false } },
            "ranking": {
              "state": "ENABLED", "variants": { "on": true, "off": false }, "metadata": { "story": «"1.2"» }
            }
          } }

          """)
      ]),
    ignores: story(
      flags: ["search"], gate: gate(flags: "search"),
      files: [
        .init(
          "flags/search.json",
          """
          { "flags": {
            "search": {
              "state": "ENABLED", "variants": { "on": true, "off": false }, "metadata": { "story": "1.3" }
            }
          } }

          """)
      ]))
}
