import GateModel

/// Flags that the same kind of file sets in several environments.
struct FlagLandscape {
  /// How a flag is set in one environment.
  struct Setting {
    var flag: Flag
    var state: FlagState
  }

  /// One environment.
  struct Environment {
    var name: String
    /// The file that is for this environment alone, `nil` where one file is for several.
    var path: RepositoryPath?
    var settings: [String: Setting] = [:]
    /// What counts for all of its flags, with where it says so.
    var modes: [FlagMode: Setting] = [:]
    /// What looks like a mode and is none.
    var wrongModes: [Setting] = []

    /// Whether a flag that is not named is set all the same.
    var answersForAll: Bool { modes.values.contains { $0.isOn } }

    func isOn(_ mode: FlagMode) -> Setting? { modes[mode].flatMap { $0.isOn ? $0 : nil } }
  }

  /// In the order in which a change reaches them.
  private(set) var environments: [Environment]
  /// The keys of the flags, in the order in which they are met.
  private(set) var keys: [String] = []
  /// The flags that are set wherever nothing else is said.
  private(set) var everywhere: Set<String> = []

  /// Files of one format whose paths differ in the environment alone, each time.
  static func all(in content: FlagContent, _ settings: FlagSettings) -> [FlagLandscape] {
    struct Key: Hashable {
      var format: FlagFormat
      var path: String
    }
    var order: [Key] = []
    var members: [Key: [FlagFile]] = [:]
    for file in content.files {
      guard let format = file.format else { continue }
      let key = Key(format: format, path: pathWithout(file.environment, file.path))
      if members[key] == nil { order.append(key) }
      members[key, default: []].append(file)
    }
    return order.map { FlagLandscape(members[$0] ?? [], settings) }
  }

  private init(_ files: [FlagFile], _ settings: FlagSettings) {
    environments = []
    var places: [String: Int] = [:]
    var known: Set<String> = []
    for file in files {
      for flag in file.flags {
        for state in flag.states {
          guard let name = state.environment ?? file.environment else {
            everywhere.insert(flag.key)
            continue
          }
          let index = places[name] ?? environments.count
          if index == environments.count {
            places[name] = index
            environments.append(Environment(name: name, path: state.environment == nil ? file.path : nil))
          }
          if environments[index].add(Setting(flag: flag, state: state), file.format), known.insert(flag.key).inserted {
            keys.append(flag.key)
          }
        }
      }
    }
    let rank = { (name: String) in
      settings.environments.firstIndex { EnvironmentName.isSame($0, name) } ?? -1
    }
    environments = environments.enumerated()
      .sorted { (rank($0.element.name), $0.offset) < (rank($1.element.name), $1.offset) }.map(\.element)
  }

  /// What real users see, and what comes before it; `nil` where one of them is not there.
  func lastStep(_ settings: FlagSettings) -> (before: Environment, production: Environment)? {
    guard let name = settings.production,
      let last = environments.lastIndex(where: { EnvironmentName.isSame($0.name, name) }), last > 0
    else { return nil }
    return (environments[last - 1], environments[last])
  }

  private static func pathWithout(_ environment: String?, _ path: RepositoryPath) -> String {
    var parts = path.description.split(separator: "/").map(String.init)
    guard let environment, let file = parts.popLast() else { return path.description }
    let stem = file.prefix { $0 != "." }
    let name = stem == environment ? "" : String(stem)
    let words = name.split { "-_".contains($0) }.filter { $0 != environment }
    return (parts.filter { $0 != environment } + [words.joined(separator: "-")]).joined(separator: "/")
  }
}

extension FlagLandscape.Environment {
  /// Whether the setting is that of a flag.
  fileprivate mutating func add(_ setting: FlagLandscape.Setting, _ format: FlagFormat?) -> Bool {
    let key = setting.flag.key
    if format == .environment, let mode = FlagMode(key: key) {
      modes[mode] = setting
      return false
    }
    if format == .environment, FlagMode.misspelt(by: key) != nil {
      wrongModes.append(setting)
      return false
    }
    if settings[key] == nil { settings[key] = setting }
    return true
  }
}

extension FlagLandscape.Setting {
  /// Of a hundred thousand, how many have the flag on; `nil` where it is not one that is on or off.
  var exposure: ClosedRange<Int>? {
    guard flag.type == .boolean else { return nil }
    guard state.isEnabled else { return 0...0 }
    let names = flag.variants(worth: .boolean(true))
    guard names.count == 1, let name = names.first else { return nil }
    return state.exposure(to: name)
  }

  /// Whether everybody has it.
  var isOn: Bool { exposure?.lowerBound == FlagShare.whole }
  /// Whether nobody has it.
  var isOff: Bool { exposure?.upperBound == 0 }
}
