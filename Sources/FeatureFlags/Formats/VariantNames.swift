import GateModel

/// The names of a flag's variants, which its rules may give.
struct VariantNames {
  /// To compare with more than this takes long, and helps nobody.
  private static let maximumCompared = 200

  /// What the format calls a variant.
  let noun: String
  private var names: [String]
  private var known: Set<String>

  init(_ names: [String], noun: String = "variant") {
    self.names = names
    self.noun = noun
    known = Set(names)
  }

  mutating func add(_ more: [String]) {
    names += more
    known.formUnion(more)
  }

  func contains(_ name: String) -> Bool { known.contains(name) }

  /// Reports a name that a rule gives and that is none of them.
  func check(_ name: Placed<String>, _ findings: inout FlagFindings) {
    if contains(name.value) { return }
    findings.add(
      .targetingVariantMissing,
      "the rule gives `\(FlagFindings.shown(name.value))`, which is no \(noun) of the flag", at: name.range,
      help: help(for: name.value))
  }

  /// Which was probably meant, and which there are.
  func help(for name: String) -> String {
    let compared = names.prefix(Self.maximumCompared)
    let meant = FlagFindings.suggestion(for: name, among: compared).map { $0 + " " } ?? ""
    return meant + "the \(noun)s are \(FlagFindings.list(names))"
  }
}
