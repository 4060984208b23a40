import GateModel

/// What the name of a configuration file says of its environment.
struct ConfigurationName: Hashable {
  /// What comes before the environment.
  var prefix: String
  var environment: String
  /// Whether the file counts in every environment.
  var isShared = false

  /// Names that environments usually have, besides those that a repository gives them.
  private static let usual: Set<String> = [
    "development", "dev", "staging", "stage", "production", "prod", "test", "testing", "ci", "qa", "uat", "preview",
    "sandbox", "local",
  ]
  private static let shared: Set<String> = ["default", "defaults", "base", "common", "shared", "all", "global"]
  private static let templates: Set<String> = ["example", "examples", "sample", "template"]
  /// A file with one of these names holds what somebody sets besides.
  private static let partial: Set<String> = ["local", "override", "overrides"]

  /// - Parameters:
  ///   - declared: the environment that the text names.
  ///   - known: the environments of the repository.
  init(_ path: RepositoryPath, declared: String?, known: [String]) {
    let name = String(decoding: path.name, as: UTF8.self)
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    self.init(prefix: "", environment: stem)
    let isName = { (text: String) in
      let text = text.lowercased()
      return Self.usual.contains(text) || Self.templates.contains(text) || known.contains { $0.lowercased() == text }
    }
    if stem == declared || isName(stem) { return }
    if Self.shared.contains(stem.lowercased()) {
      isShared = true
    } else if let separator = stem.lastIndex(where: { ".-_".contains($0) }) {
      let last = String(stem[stem.index(after: separator)...])
      let isShared = Self.shared.contains(last.lowercased())
      if isName(last) || isShared {
        self.init(prefix: String(stem[..<separator]), environment: last, isShared: isShared)
      }
    }
  }

  private init(prefix: String, environment: String, isShared: Bool = false) {
    self.prefix = prefix
    self.environment = environment
    self.isShared = isShared
  }

  /// Whether a file called so shows what could be set, and sets nothing.
  static func isTemplate(_ environment: String) -> Bool { templates.contains(environment.lowercased()) }

  /// Whether a file for `environment` is expected to hold all keys that the others have.
  static func isPartial(_ environment: String) -> Bool { partial.contains(environment.lowercased()) }
}
