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
      var line = ""
      var pending = 0
      for (column, width) in widths.enumerated() where width > 0 {
        let cell = row[column]
        if !cell.isEmpty {
          line += String(repeating: " ", count: pending) + paint(cell, column: column, in: check)
          pending = 0
        }
        pending += width - DisplayWidth.of(cell) + 2
      }
      let tail = row[4].isEmpty ? "" : String(repeating: " ", count: pending) + style.paint(row[4], .dim)
      return style.paint(symbol, ink) + " " + line + tail
    }
  }

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
    }
    let time = check.isCached ? "cached" : Wording.time(check.duration)
    return [name, verdict.rawValue, files, Wording.count(of: check.outcome.findings), time]
  }

  private func paint(_ cell: String, column: Int, in check: CheckReport) -> String {
    let verdict = check.outcome.verdict
    if verdict == .skipped { return style.paint(cell, .dim) }
    switch column {
    case 0: return style.paint(cell, .bold)
    case 1: return style.paint(cell, style.sign(of: verdict).ink)
    case 3: return check.outcome.findings.map(\.severity).max().map { style.paint(cell, style.ink(of: $0)) } ?? cell
    default: return cell
    }
  }
}
