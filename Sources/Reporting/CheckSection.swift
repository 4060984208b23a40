import GateModel

/// What one check has to say beyond its line: why it could not run, its findings, what its tools printed.
struct CheckSection {
  private let check: CheckReport
  private let finding: FindingText
  private let style: TerminalStyle
  private let verbose: Bool

  init(_ check: CheckReport, finding: FindingText, style: TerminalStyle, verbose: Bool) {
    self.check = check
    self.finding = finding
    self.style = style
    self.verbose = verbose
  }

  /// The lines, none where there is nothing to add.
  var lines: [String] {
    let outcome = check.outcome
    if outcome.verdict == .skipped { return [] }
    let isBad = outcome.verdict != .passed
    let findings = outcome.findings.filter { verbose || isBad || $0.severity > .note }
    let output = outputLines
    if !isBad, findings.isEmpty, output.isEmpty { return [] }
    return [heading(findings, hasOutput: !output.isEmpty)] + hint + findingLines(findings) + output
  }

  private func heading(_ findings: [Finding], hasOutput: Bool) -> String {
    let outcome = check.outcome
    var said = outcome.reason.map(TerminalText.lines)?.joined(separator: " ") ?? ""
    if said.isEmpty {
      switch outcome.verdict {
      case .errored: said = "could not run"
      case .failed where findings.isEmpty: said = hasOutput ? "failed" : "failed and printed nothing"
      default: said = findings.isEmpty ? outcome.verdict.rawValue : Wording.count(of: findings)
      }
    }
    return style.paint(TerminalText.safe(check.check.name) + ":", .bold, style.sign(of: outcome.verdict).ink) + " "
      + said
  }

  private var hint: [String] {
    guard let hint = check.outcome.hint, check.outcome.verdict != .passed else { return [] }
    return finding.labelled("hint: ", hint, ink: .cyan, indent: 2)
  }

  /// The heaviest findings, as many as may be shown, by file and line.
  private func findingLines(_ findings: [Finding]) -> [String] {
    var chosen = Array(findings.enumerated())
    if chosen.count > TextReport.mostFindings {
      chosen.sort { ($1.element.severity, $0.offset) < ($0.element.severity, $1.offset) }
      chosen = Array(chosen.prefix(TextReport.mostFindings))
    }
    chosen.sort { Self.place($0.element, $0.offset).isBefore(Self.place($1.element, $1.offset)) }
    var lines: [String] = []
    var file: RepositoryPath?
    var helps: Set<String> = []
    for (index, (_, element)) in chosen.enumerated() {
      if index > 0, element.path != file { lines.append("") }
      file = element.path
      var element = element
      element.help = advice(of: element, notIn: &helps)
      lines += finding.lines(element, kind: check.kind)
    }
    let left = findings.count - chosen.count
    if left > 0 {
      lines += ["", style.paint("\(style.symbols.ellipsis) and \(left) more; --format json lists all", .dim)]
    }
    return lines
  }

  /// Advice is given once: ten keys are taken out in the same way, and those of one kind are revoked at the same place.
  private func advice(of finding: Finding, notIn given: inout Set<String>) -> String? {
    guard let help = finding.help else { return nil }
    if check.kind != SecretPlaces.kind { return given.insert(help).inserted ? help : nil }
    let path = finding.path.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    let new = help.split(separator: "\n").filter { line in
      let general = [path, finding.rule].filter { !$0.isEmpty }.reduce(String(line)) { $0.replacing($1, with: "") }
      return given.insert(general).inserted
    }
    return new.isEmpty ? nil : new.joined(separator: "\n")
  }

  private var outputLines: [String] {
    let outcome = check.outcome
    // What a scanner of secrets prints is not worth the risk.
    if check.kind == SecretPlaces.kind { return [] }
    let explains = !outcome.attributed || !outcome.findings.contains { $0.severity == .error }
    guard verbose || (outcome.verdict != .passed && explains) else { return [] }
    let limit = verbose ? TextReport.mostOutput.verbose : TextReport.mostOutput.usual
    return CapturedText(style: style, limit: limit).lines(outcome.output)
  }

  private static func place(_ finding: Finding, _ offset: Int) -> Place {
    Place(path: finding.path, line: finding.range?.line ?? 0, column: finding.range?.column ?? 0, offset: offset)
  }

  /// What findings are put in order by: those of no file first.
  private struct Place {
    var path: RepositoryPath?
    var line: Int
    var column: Int
    var offset: Int

    func isBefore(_ other: Place) -> Bool {
      if path != other.path {
        guard let path else { return true }
        guard let otherPath = other.path else { return false }
        return path < otherPath
      }
      return (line, column, offset) < (other.line, other.column, other.offset)
    }
  }
}
