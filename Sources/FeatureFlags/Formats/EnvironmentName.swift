package import GateModel

/// The name of an environment, as the path of a file tells it.
package enum EnvironmentName {
  /// What environments are usually called.
  static let usual: Set<String> = [
    "development", "dev", "local", "test", "testing", "qa", "uat", "integration", "staging", "stage", "sandbox",
    "preprod", "pre-production", "production", "prod",
  ]
  /// Words of file names that say what the file holds.
  private static let fillers: Set<String> = ["flags", "flag", "features", "feature", "flagd", "config", "env"]
  private static let folders: Set<String> = ["environments", "environment", "envs"]
  /// Folders of these names hold tests and code, not an environment.
  private static let ambiguous: Set<String> = ["test", "testing", "local", "integration", "sandbox"]

  /// `staging` of `config/environments/staging.yml`, `flags.staging.json`, `flags-staging.json` and
  /// `staging/flags.json`; `nil` where the path names none.
  package static func named(by path: RepositoryPath) -> String? {
    var parts = path.description.split(separator: "/").map(String.init)
    guard let file = parts.popLast() else { return nil }
    let stem = file.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    if let folder = parts.last, folders.contains(folder.lowercased()), let name = stem.first { return name }
    for name in stem.reversed() {
      let lower = name.lowercased()
      if usual.contains(lower) { return name }
      let words = lower.split { $0 == "-" || $0 == "_" }.map(String.init).filter { !fillers.contains($0) }
      if words.count == 1, let word = words.first, usual.contains(word) { return word }
    }
    for (index, folder) in parts.enumerated().reversed() {
      if index > 0, folders.contains(parts[index - 1].lowercased()) { return folder }
      if usual.contains(folder.lowercased()), !ambiguous.contains(folder.lowercased()) { return folder }
    }
    return nil
  }

  /// Whether a file called `own` can hardly be meant for the environment `name`.
  ///
  /// A file of a machine or of a test run (`local`, `ci`) may well call itself development.
  static func isOf(_ own: String, otherThan name: String) -> Bool {
    guard let first = canonical(own), let second = canonical(name) else { return false }
    return first != second
  }

  /// Whether both names are of one environment, however long they are written.
  static func isSame(_ left: String, _ right: String) -> Bool {
    (canonical(left) ?? left.lowercased()) == (canonical(right) ?? right.lowercased())
  }

  /// One name for each of the environments that are kept apart everywhere, `nil` for others.
  private static func canonical(_ name: String) -> String? {
    switch name.lowercased() {
    case "development", "dev": "development"
    case "staging", "stage": "staging"
    case "production", "prod": "production"
    case "test", "testing": "test"
    case "qa": "qa"
    default: nil
    }
  }
}
