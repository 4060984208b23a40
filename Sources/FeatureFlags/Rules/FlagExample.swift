package import GateModel

/// A small repository that shows a rule.
package struct FlagExample: Sendable {
  /// A file; in its text, each place where the rule finds something lies between `«` and `»`.
  package struct File: Sendable {
    package var path: RepositoryPath
    package var text: String

    package init(_ path: RepositoryPath, _ text: String) {
      self.path = path
      self.text = text
    }
  }

  /// Files that define flags, and source code.
  package var files: [File]
  /// Files that configure environments. A gate.yml among them shows where its findings are.
  package var environments: [File] = []
  /// The files before the change, for rules about changes.
  package var base: [File]
  /// What gate.yml says under the check, as it is written there; for the documentation.
  package var configuration: String
  package var settings: FlagSettings
  /// Every file that the example shows, as it is after the change.
  package var all: [File] { files + environments }
  package var today: CalendarDay

  init(
    _ files: [File], base: [File] = [], configuration: String = "", settings: FlagSettings = FlagSettings(),
    today: CalendarDay = .example
  ) {
    self.files = files
    self.base = base
    self.configuration = configuration
    self.settings = settings
    self.today = today
  }

  /// An example of files that configure environments.
  init(environments: [File], configuration: String = "", settings: FlagSettings = FlagSettings()) {
    self.init([], configuration: configuration, settings: settings)
    self.environments = environments
  }

  /// An example of one file.
  init(_ path: RepositoryPath, _ text: String) { self.init([File(path, text)]) }

  /// A flagd file with the one flag `checkout` that has these members.
  static func flagd(_ members: String) -> FlagExample {
    FlagExample("flags/shop.json", "{ \"flags\": { \"checkout\": {\n  \(members)\n} } }\n")
  }

  /// A flagd file whose flag `checkout` has the variants `on` and `off` and this targeting.
  static func targeting(_ rule: String, evaluators: String? = nil) -> FlagExample {
    let shared = evaluators.map { ",\n  \"$evaluators\": \($0)" } ?? ""
    return FlagExample(
      "flags/shop.json",
      """
      { "flags": { "checkout": {
        "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off",
        "targeting": \(rule)
      } }\(shared) }

      """)
  }

  /// A file of go-feature-flag whose flag `checkout` has the variations `on` and `off` and these members, in YAML.
  static func goFeatureFlag(_ members: String) -> FlagExample {
    let lines = members.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
    return FlagExample(
      "flags/shop.yaml", "checkout:\n  variations: { \"on\": true, \"off\": false }\n\(lines)")
  }
}

extension CalendarDay {
  /// The day on which the examples are judged: 2026-06-01.
  static let example = CalendarDay(secondsSince1970: 1_780_272_000)
}
