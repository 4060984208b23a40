import GateModel

/// Names that should be different: what is called the same can be neither told apart nor changed by name.
struct UniqueNames {
  /// What has the names.
  let what: String
  var severity: Severity?
  private var first: [String: SourceRange] = [:]

  init(what: String, severity: Severity? = nil) {
    self.what = what
    self.severity = severity
  }

  mutating func add(_ name: Placed<String>, _ findings: inout FlagFindings) {
    if let earlier = first[name.value] {
      findings.add(
        .ruleDuplicate, "two \(what)s are called `\(FlagFindings.shown(name.value))`", at: name.range,
        severity: severity,
        help: "the first one is on line \(earlier.line)")
    } else {
      first[name.value] = name.range
    }
  }
}
