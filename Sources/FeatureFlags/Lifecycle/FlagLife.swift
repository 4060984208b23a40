import GateModel

/// What all files together say about one flag.
struct FlagLife {
  /// Everything that is called by the key, what describes it first.
  var flags: [Flag]
  var metadata: FlagMetadata
  /// The environments that the files of ``flags`` are for, where their paths or texts say so.
  var environments: [String?]
  /// Whether gate's own `flags.yml` says something about it: whoever keeps one means to say all of it.
  var isRegistered: Bool

  /// Where the flag as a whole is reported.
  var place: Flag { flags[0] }
  var key: String { FlagFindings.shown(place.key) }
  var kind: FlagKind? { metadata.kind?.value }

  /// Whether the flag is meant to go; `nil` where nothing says so.
  var isTemporary: Bool? { kind?.isTemporary ?? metadata.isTemporary?.value }

  var expiry: Placed<FlagExpiry>? { metadata.expires }

  /// The day after which it should be gone.
  var lastDay: CalendarDay? {
    if case .after(let day)? = metadata.expires?.value { day } else { nil }
  }

  /// The flags of a content, in the order in which they are met, without those that are archived.
  static func all(in content: FlagContent) -> [FlagLife] {
    let metadata = content.metadata()
    var places: [String: Int] = [:]
    var lives: [FlagLife] = []
    for file in content.filesByWeight {
      for flag in file.flags {
        if let index = places[flag.key] {
          lives[index].flags.append(flag)
          lives[index].environments.append(file.environment)
        } else if let metadata = metadata[flag.key], !metadata.isArchived {
          // What an environment says of all of its flags is none.
          if file.format == .environment, FlagMode(key: flag.key) != nil { continue }
          places[flag.key] = lives.count
          lives.append(
            FlagLife(
              flags: [flag], metadata: metadata, environments: [file.environment], isRegistered: file.format == .gate))
        }
      }
    }
    return lives
  }

  /// How it is set in `environment`: where something is for that alone, by this, and otherwise by what counts everywhere.
  func states(in environment: String) -> [(flag: Flag, state: FlagState)] {
    var own: [(flag: Flag, state: FlagState)] = []
    var shared: [(flag: Flag, state: FlagState)] = []
    for (flag, whole) in zip(flags, environments) {
      for state in flag.states {
        guard let name = state.environment ?? whole else {
          shared.append((flag, state))
          continue
        }
        if EnvironmentName.isSame(name, environment) { own.append((flag, state)) }
      }
    }
    return own.isEmpty ? shared : own
  }
}
