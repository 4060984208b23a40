import GateModel

/// One aligned line a check.
struct CheckTable {
  let style: TerminalStyle
  /// How wide the names are at least, so that lines made apart are aligned.
  var leastNameWidth = 0

  /// The lines of `checks`, in order.
  func lines(_ checks: [CheckReport]) -> [String] {
    let digits = checks.map { String($0.fileCount).count }.max() ?? 1
    let rows = checks.map { cells(of: $0, digits: digits) }
    var widths = (0..<4).map { column in rows.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    widths[0] = max(widths[0], leastNameWidth)
    return zip(checks, rows).map { check, row in
      let (symbol, ink) = style.sign(of: check.outcome.verdict)
      var line = style.paint(symbol, ink)
      var pending = 1
      for (column, cell) in row.enumerated() {
        let padding = column < widths.count ? widths[column] - DisplayWidth.of(cell) : 0
        // Times are read from the right.
        let isRight = column == Self.timeColumn
        if !cell.isEmpty {
          line +=
            String(repeating: " ", count: pending + (isRight ? padding : 0)) + paint(cell, column: column, in: check)
          pending = isRight ? 0 : padding
        } else if check.outcome.verdict == .skipped || padding == 0 {
          // The reason for skipping starts where others name their files; columns that no check fills take no room.
          continue
        } else {
          pending += padding
        }
        pending += 2
      }
      return line
    }
  }

  private static let timeColumn = 3

  private func cells(of check: CheckReport, digits: Int) -> [String] {
    let name = TerminalText.safe(check.check.name)
    let verdict = check.outcome.verdict
    if verdict == .skipped {
      return [name, verdict.rawValue, "", "", TerminalText.safe(check.outcome.reason ?? "")]
    }
    var files = ""
    if check.fileCount > 0 {
      let text = Wording.count(check.fileCount, "file")
      files = String(repeating: " ", count: digits - String(check.fileCount).count) + text
      if check.cachedCount > 0, !check.isCached { files += ", \(check.cachedCount) cached" }
      if check.remoteCount > 0 { files += ", \(check.remoteCount) from the remote cache" }
    }
    let time = check.isCached ? "cached" : Wording.time(check.duration)
    let silenced = check.outcome.silenced.count
    let findings = Wording.list(Wording.count(of: check.outcome.findings), silenced > 0 ? "\(silenced) silenced" : nil)
    return [name, verdict.rawValue, files, time, findings]
  }

  private func paint(_ cell: String, column: Int, in check: CheckReport) -> String {
    let verdict = check.outcome.verdict
    if verdict == .skipped { return style.paint(cell, .dim) }
    switch column {
    case 0: return style.paint(cell, .bold)
    case 1: return style.paint(cell, style.sign(of: verdict).ink)
    case Self.timeColumn: return style.paint(cell, .dim)
    case 4: return check.outcome.findings.map(\.severity).max().map { style.paint(cell, style.ink(of: $0)) } ?? cell
    default: return cell
    }
  }
}
