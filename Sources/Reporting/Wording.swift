import GateModel

/// Counts and durations as a person reads them.
enum Wording {
  /// `1 file`, `3 files`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// `3 errors, 1 warning`; empty where there is nothing.
  static func count(of findings: some Sequence<Finding>) -> String {
    var counts: [Severity: Int] = [:]
    for finding in findings { counts[finding.severity, default: 0] += 1 }
    return Severity.allCases.reversed()
      .compactMap { severity in counts[severity].map { count($0, severity.rawValue) } }
      .joined(separator: ", ")
  }

  /// `38 ms`, `1.2 s`, `2 min 5 s`.
  static func time(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    if seconds < 1 {
      let milliseconds = attoseconds / 1_000_000_000_000_000
      return milliseconds < 1 ? "<1 ms" : "\(milliseconds) ms"
    }
    if seconds < 60 { return "\(seconds).\(attoseconds / 100_000_000_000_000_000) s" }
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }

  /// A time that is a guess: `40 ms`, `14 s`, `2 min`.
  static func roughTime(_ duration: Duration) -> String {
    let (seconds, attoseconds) = min(duration, .seconds(365 * 86_400)).components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    switch milliseconds {
    case ..<10: return "10 ms"
    case ..<950: return "\((milliseconds + 5) / 10 * 10) ms"
    case ..<90_000: return "\((milliseconds + 500) / 1000) s"
    default: return "\((milliseconds + 30_000) / 60_000) min"
    }
  }

  /// The time something has taken so far, in whole seconds from the first one on.
  static func elapsed(_ duration: Duration) -> String {
    let seconds = duration.components.seconds
    return seconds < 1 ? "" : seconds < 60 ? "\(seconds) s" : time(duration)
  }

  /// `a`, `a and b`, `a, b and c`.
  static func series(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The joined parts that say something.
  static func list(_ parts: String?..., separator: String = ", ") -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: separator)
  }
}
