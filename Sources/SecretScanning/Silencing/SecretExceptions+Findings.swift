import GateModel

extension SecretExceptions {
  private static let adviceStart = "What is known and stays goes into "

  /// The part of a finding's help that says how it is made known, `nil` where there is none.
  package static func advice(in help: String) -> String? {
    help.firstRange(of: adviceStart).map { String(help[$0.lowerBound...]) }
  }

  /// `finding` as a silenced one where an exception covers it. Where none does, it is told what to do about that.
  func silenced(_ finding: inout Finding, _ subject: Subject) -> SilencedFinding? {
    switch answer(on: subject) {
    case .covered(let exception):
      return SilencedFinding(
        finding, place: .external, origin: exception.origin, reason: exception.justification)
    case .expired(let exception):
      let day = exception.until.map { " on \($0)" } ?? ""
      let owner = exception.owner.map { " of \($0)" } ?? ""
      finding.message += "; the exception\(owner) at \(exception.origin) expired\(day)"
      return nil
    case .no:
      if let baseline, let fingerprint = finding.fingerprint {
        let entry = SecretBaseline.Entry(fingerprint: fingerprint, rule: finding.rule, path: subject.path)
        finding.help =
          (finding.help.map { $0 + " " } ?? "")
          + "\(Self.adviceStart)\(baseline): `\(SecretBaseline.line(entry)) reason=…`."
      }
      return nil
    }
  }
}
