import GateModel

/// What `flags.yml` says that a flag is in an environment, held against what that environment's own files set.
enum PlannedStates {
  /// What a flag is set to in a place, without conditions.
  private struct Setting {
    var flag: Flag
    var state: FlagState
    /// How many of all get what `true` stands for, or the one value that all get.
    var meaning: Meaning
  }

  private enum Meaning: Hashable {
    case share(Int)
    case value(FlagValue)

    var text: String {
      switch self {
      case .share(0): "off"
      case .share(FlagShare.whole): "on"
      case .share(let share): "on for \(share / 1000) %"
      case .value(.string(let text)): "`\(FlagFindings.shown(text))`"
      case .value(.number(let number)): "\(number)"
      case .value: "another value"
      }
    }
  }

  private struct Place: Hashable {
    var key: String
    var environment: String
  }

  static func check(_ content: FlagContent, _ report: inout FlagReport) {
    let planned = content.files.filter { $0.format == .gate }
    guard planned.contains(where: { $0.flags.contains(where: \.isDefinition) }) else { return }
    var actual: [Place: Setting] = [:]
    for file in content.files where file.format != .gate {
      for flag in file.flags {
        for state in flag.states {
          guard let environment = state.environment ?? file.environment, let meaning = meaning(of: state, flag) else {
            continue
          }
          let place = Place(key: flag.key, environment: environment)
          if actual[place] == nil { actual[place] = Setting(flag: flag, state: state, meaning: meaning) }
        }
      }
    }
    for flag in planned.flatMap(\.flags) {
      for state in flag.states {
        guard let environment = state.environment, let plan = meaning(of: state, flag),
          let real = actual[Place(key: flag.key, environment: environment)], real.meaning != plan
        else { continue }
        report.add(
          .plannedOtherwise,
          "flag `\(FlagFindings.shown(flag.key))` is \(plan.text) in \(FlagFindings.shown(environment)) by this file, "
            + "and \(real.meaning.text) by \(real.flag.path)", in: flag.path, at: state.fallback.range,
          help: "\(real.flag.path):\(real.state.range.line) is what counts there; make both say the same")
      }
    }
  }

  /// `nil` where it depends on whom the flag is evaluated for, or is not known.
  private static func meaning(of state: FlagState, _ flag: Flag) -> Meaning? {
    guard state.branches.isEmpty, flag.prerequisites.isEmpty, state.isEnabled else { return nil }
    if flag.type == .boolean {
      guard let on = flag.variants(worth: .boolean(true)).first else { return nil }
      return state.fallback.value.share(of: on).map(Meaning.share)
    }
    guard case .variant(let name) = state.fallback.value,
      let value = flag.variants.first(where: { $0.name == name })?.value
    else { return nil }
    return .value(value)
  }
}
