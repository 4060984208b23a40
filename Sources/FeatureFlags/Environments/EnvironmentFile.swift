package import GateModel

/// A file that configures one environment.
package struct EnvironmentFile: Hashable, Sendable {
  package var path: RepositoryPath
  /// What stands before the environment in the file's name; files with another beginning, or in another directory, configure
  /// something else.
  package var prefix: String
  /// The environment.
  package var environment: String
  /// Whether it holds what counts in every environment.
  package var isShared: Bool
  /// The environment that the text itself names, by the key `environment`.
  package var declared: Placed<String>?
  /// Whether it could be read. What it sets is otherwise unknown.
  package var isReadable: Bool
  /// What it sets, sections before what is in them, in the order of the file.
  package private(set) var settings: [EnvironmentSetting] = []
  /// What is wrong with its text.
  package var findings: [Finding] = []
  private var places: [String: Int] = [:]

  init(path: RepositoryPath, prefix: String, environment: String, isShared: Bool, isReadable: Bool) {
    self.path = path
    self.prefix = prefix
    self.environment = environment
    self.isShared = isShared
    self.isReadable = isReadable
  }

  /// What `name` is set to, `nil` where the file does not say.
  package subscript(name: String) -> EnvironmentSetting? { places[name].map { settings[$0] } }

  /// Where a finding about a missing key belongs: the section that should hold it, or the start of the file.
  func place(ofMissing name: String) -> SourceRange {
    var section = name[...]
    while let dot = section.lastIndex(of: ".") {
      section = section[..<dot]
      if let setting = self[String(section)] { return setting.keyRange }
    }
    return SourceRange(line: 1, column: 1)
  }

  /// Adds a setting; where one of its name stands already, that one counts.
  mutating func add(_ setting: EnvironmentSetting) {
    guard places[setting.name] == nil else { return }
    places[setting.name] = settings.count
    settings.append(setting)
  }
}
