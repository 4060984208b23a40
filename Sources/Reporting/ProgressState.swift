import GateModel

/// How far a run is, and the lines that show it. Knows no terminal and no clock.
struct ProgressState {
  private enum Stage {
    case waiting
    case running(since: Duration)
    case finished(CheckReport)
  }

  private var order: [CheckID] = []
  private var stages: [CheckID: Stage] = [:]

  /// Whether a check executes now.
  var isBusy: Bool {
    stages.values.contains { if case .running = $0 { true } else { false } }
  }

  mutating func willStart(_ checks: [CheckID]) {
    order = checks
    for check in checks { stages[check] = .waiting }
  }

  mutating func didStart(_ check: CheckID, at now: Duration) {
    note(check)
    stages[check] = .running(since: now)
  }

  mutating func didFinish(_ report: CheckReport) {
    note(report.check)
    stages[report.check] = .finished(report)
  }

  private mutating func note(_ check: CheckID) {
    if stages[check] == nil { order.append(check) }
  }

  /// One line a check, each at most `style.width - 1` columns wide; at most `rows` lines, those of running checks
  /// first.
  func lines(at now: Duration, style: TerminalStyle, rows: Int) -> [String] {
    let shown = chosen(rows: rows)
    let finished = shown.compactMap { check in
      if case .finished(let report)? = stages[check] { report } else { nil }
    }
    // Names are aligned over all lines, and finished lines come from the same table as in the report.
    let width = shown.map { DisplayWidth.of(TerminalText.safe($0.name)) }.max() ?? 0
    var rest = CheckTable(style: style, leastNameWidth: width).lines(finished)[...]
    var lines: [String] = []
    for check in shown {
      switch stages[check] {
      case .finished: lines += rest.popFirst().map { [$0] } ?? []
      case .running(let since):
        lines.append(row(check, spinner(now, style), .cyan, Wording.elapsed(now - since), width: width, style: style))
      case .waiting, nil: lines.append(row(check, style.symbols.waiting, .dim, "waiting", width: width, style: style))
      }
    }
    let left = order.count - shown.count
    if left > 0 { lines.append(style.paint("\(style.symbols.ellipsis) and \(left) more", .dim)) }
    return lines.map { TerminalText.cropped($0, to: style.width - 1) }
  }

  /// The checks to show where not all have room, in plan order.
  private func chosen(rows: Int) -> [CheckID] {
    if order.count <= rows { return order }
    let ranked = order.indices.sorted { (rank(order[$0]), $0) < (rank(order[$1]), $1) }
    return ranked.prefix(max(1, rows - 1)).sorted().map { order[$0] }
  }

  private func rank(_ check: CheckID) -> Int {
    switch stages[check] {
    case .running: 0
    case .finished(let report): report.outcome.verdict == .failed || report.outcome.verdict == .errored ? 1 : 3
    case .waiting, nil: 2
    }
  }

  private func spinner(_ now: Duration, _ style: TerminalStyle) -> String {
    let turn = Int(now / .milliseconds(100))
    let spinner = style.symbols.spinner
    return spinner[max(0, turn) % spinner.count]
  }

  private func row(
    _ check: CheckID, _ symbol: String, _ ink: Ink, _ text: String, width: Int, style: TerminalStyle
  ) -> String {
    let name = TerminalText.safe(check.name)
    let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(name)) + 2)
    return style.paint(symbol, ink) + " " + style.paint(name, .bold) + padding + style.paint(text, .dim)
  }
}
