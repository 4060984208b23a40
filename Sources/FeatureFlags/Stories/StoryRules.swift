import GateModel

/// What gate.yml says about stories, held against the flags and the code.
enum StoryRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    let stories = inspection.settings.stories
    guard !stories.isEmpty else { return }
    let content = inspection.content
    let defined = Dictionary(grouping: content.flags, by: \.key)
    let landscapes = FlagLandscape.all(in: content, inspection.settings)
    for story in stories {
      for name in story.flags {
        if let flags = defined[name.text] {
          checkEnvironments(name, of: story, landscapes, &report)
          checkOwner(flags, of: story, name, among: stories, &report)
        } else if content.isComplete {
          report.add(
            .storyFlagUndefined,
            "story \(story.id) names flag `\(FlagFindings.shown(name.text))`, which no definition file has",
            in: gateFile, at: name.range,
            help: FlagFindings.suggestion(for: name.text, among: defined.keys)
              ?? "define the flag, or take its name out")
        }
      }
      if content.isComplete { checkWayBack(story, defined, &report) }
    }
    checkNamedStories(content, stories, &report)
    checkUnnamedFlags(content, stories, defined, &report)
  }

  private static let gateFile: RepositoryPath = "gate.yml"

  /// A flag that some of the environments set has to be set in all.
  private static func checkEnvironments(
    _ name: Story.Name, of story: Story, _ landscapes: [FlagLandscape], _ report: inout FlagReport
  ) {
    for landscape in landscapes where landscape.keys.contains(name.text) && !landscape.everywhere.contains(name.text) {
      let lacking = landscape.environments.filter { $0.settings[name.text] == nil && $0.isOn(.allEnabled) == nil }
      guard !lacking.isEmpty else { continue }
      let names = lacking.map { "`\($0.name)`" }.joined(separator: ", ")
      report.add(
        .storyFlagEnvironment,
        "flag `\(FlagFindings.shown(name.text))` of story \(story.id) is not set in \(names)", in: gateFile,
        at: name.range, help: "set it there, be it to `false`: the story reaches every environment")
    }
  }

  /// A flag that says by itself to which story it belongs.
  private static func checkOwner(
    _ flags: [Flag], of story: Story, _ name: Story.Name, among stories: [Story], _ report: inout FlagReport
  ) {
    for flag in flags {
      guard let own = flag.metadata.story, own.value != story.id, stories.contains(where: { $0.id == own.value })
      else { continue }
      report.add(
        .storyFlagForeign,
        "story \(story.id) names flag `\(FlagFindings.shown(flag.key))`, which says that it belongs to story "
          + FlagFindings.shown(own.value),
        in: gateFile, at: name.range, help: "\(flag.path):\(own.range.line) says so; mend one of the two")
    }
  }

  /// A story has a rollback, or a flag by which it can be turned off.
  private static func checkWayBack(_ story: Story, _ defined: [String: [Flag]], _ report: inout FlagReport) {
    if story.rollback != nil { return }
    let canBeOff = story.flags.contains { name in
      guard let flags = defined[name.text] else { return true }
      return flags.contains { flag in
        flag.type == nil || flag.variants.count > 1 || !flag.variants(worth: .boolean(false)).isEmpty
          || flag.metadata.rollback != nil
      }
    }
    if canBeOff { return }
    report.add(
      .storyWithoutRollback,
      story.flags.isEmpty
        ? "story \(story.id) has neither a flag nor a rollback" : "no flag of story \(story.id) can turn it off",
      in: gateFile, at: story.range,
      help: "say by `rollback:` how it is taken back, or put it behind a flag that has an off side")
  }

  private static func checkNamedStories(_ content: FlagContent, _ stories: [Story], _ report: inout FlagReport) {
    let known = Set(stories.map(\.id))
    for flag in content.flags {
      guard let story = flag.metadata.story, !known.contains(story.value) else { continue }
      report.add(
        .storyUnknown,
        "flag `\(FlagFindings.shown(flag.key))` belongs to story \(FlagFindings.shown(story.value)), "
          + "which gate.yml does not have",
        in: flag.path, at: story.range,
        help: FlagFindings.suggestion(for: story.value, among: known)
          ?? "add the story to `stories:`, or take it out here")
    }
  }

  /// Code of a story that asks for a flag which no story names.
  private static func checkUnnamedFlags(
    _ content: FlagContent, _ stories: [Story], _ defined: [String: [Flag]], _ report: inout FlagReport
  ) {
    let named = Set(stories.flatMap(\.flags).map(\.text))
    let gated = stories.filter { !$0.flags.isEmpty }
    for reference in content.references where !reference.isTest && !named.contains(reference.key) {
      guard defined[reference.key] != nil, let story = gated.first(where: { $0.isAbout(reference.path) }) else {
        continue
      }
      report.add(
        .storyFlagUnnamed,
        "story \(story.id) does not name flag `\(FlagFindings.shown(reference.key))`, which its code asks for",
        in: reference.path, at: reference.range,
        help:
          "add it to `flags` of the story at gate.yml:\(story.range.line), so that it is looked after with the others")
    }
  }
}
