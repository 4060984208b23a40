import GateModel

/// The time in which a flag counts, held against itself and against the day of the check.
enum ExperimentRules {
  static func check(_ inspection: FlagInspection, _ report: inout FlagReport) {
    for flag in inspection.content.flags {
      for state in flag.states { check(flag, state, on: inspection.today, &report) }
    }
  }

  private static func check(_ flag: Flag, _ state: FlagState, on today: CalendarDay, _ report: inout FlagReport) {
    guard let end = state.window?.end else { return }
    let key = FlagFindings.shown(flag.key)
    if let start = state.window?.start, end.value <= start.value {
      report.add(
        .experiment, "the experiment of flag `\(key)` ends before it begins (line \(start.range.line))", in: flag.path,
        at: end.range, help: "the code's own default is served all the time")
    } else if state.isEnabled, end.value.day < today {
      report.add(
        .experiment, "the experiment of flag `\(key)` is over", in: flag.path, at: end.range, severity: .warning,
        help: "the code's own default is served; decide for a variant and remove the flag")
    }
  }
}
