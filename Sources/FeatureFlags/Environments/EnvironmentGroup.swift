import GateModel

/// Files that configure the same thing in different environments, in the order in which a change reaches these.
struct EnvironmentGroup {
  /// One file an environment.
  private(set) var files: [EnvironmentFile] = []
  /// What counts in every environment.
  private(set) var shared: [EnvironmentFile] = []
  /// Files for an environment that another one is for already, each after that one.
  private(set) var repeated: [(first: EnvironmentFile, second: EnvironmentFile)] = []

  /// The groups that `files` make up, in the order in which they are met.
  static func groups(of files: [EnvironmentFile], order: [String]) -> [EnvironmentGroup] {
    struct Key: Hashable {
      var directory: RepositoryPath?
      var prefix: String
    }
    let prefixes = Set(files.map { Key(directory: $0.path.parent, prefix: $0.prefix) })
    var keys: [Key] = []
    var members: [Key: [EnvironmentFile]] = [:]
    for var file in files {
      var key = Key(directory: file.path.parent, prefix: file.prefix)
      // `application.yml` beside `application-production.yml` is for all environments.
      let whole = Key(directory: key.directory, prefix: file.environment)
      if file.prefix.isEmpty, prefixes.contains(whole) {
        key = whole
        file.isShared = true
      }
      if members[key] == nil { keys.append(key) }
      members[key, default: []].append(file)
    }
    return keys.map { EnvironmentGroup(members[$0] ?? [], order: order) }
  }

  private init(_ files: [EnvironmentFile], order: [String]) {
    let rank = { (file: EnvironmentFile) in order.firstIndex { EnvironmentName.isSame($0, file.environment) } ?? -1 }
    let sorted = files.enumerated().sorted { left, right in
      (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }
    for (_, file) in sorted where !ConfigurationName.isTemplate(file.environment) {
      if file.isShared {
        shared.append(file)
      } else if let first = self.files.first(where: { $0.environment == file.environment }) {
        repeated.append((first, file))
      } else {
        self.files.append(file)
      }
    }
  }

  /// The file of the environment called `name`, or of the one that `name` means.
  func file(of name: String) -> EnvironmentFile? {
    files.first { $0.environment == name } ?? files.first { $0.environment.lowercased() == name.lowercased() }
  }

  /// What `name` is set to in the environment of `file`, by itself or by what counts everywhere.
  func setting(_ name: String, in file: EnvironmentFile) -> (file: EnvironmentFile, setting: EnvironmentSetting)? {
    if let setting = file[name] { return (file, setting) }
    for file in shared { if let setting = file[name] { return (file, setting) } }
    return nil
  }

  /// Whether one of the environments is production.
  func production(_ settings: FlagSettings) -> EnvironmentFile? {
    guard let name = settings.production else { return nil }
    return files.first { EnvironmentName.isSame($0.environment, name) }
  }
}
