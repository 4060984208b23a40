import GateModel

/// The signs that text is drawn with.
struct Symbols {
  var passed = "✓"
  var failed = "✗"
  var errored = "!"
  var skipped = "-"
  var waiting = "·"
  var run = "▸"
  var arrow = "→"
  var bar = "│"
  var ellipsis = "…"
  /// Stands for a secret of any length, so that not even its length is told.
  var mask = "••••••••"
  var spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

  /// The signs for a place that shows them, or what comes nearest in ASCII.
  init(unicode: Bool) {
    if unicode { return }
    passed = "+"
    failed = "x"
    waiting = "."
    run = ">"
    arrow = "->"
    bar = "|"
    ellipsis = "..."
    mask = "********"
    spinner = ["|", "/", "-", "\\"]
  }
}

extension TerminalStyle {
  var symbols: Symbols { Symbols(unicode: unicode) }

  /// The sign and the ink of a verdict.
  func sign(of verdict: CheckOutcome.Verdict) -> (symbol: String, ink: Ink) {
    switch verdict {
    case .passed: (symbols.passed, .green)
    case .failed: (symbols.failed, .red)
    case .errored: (symbols.errored, .yellow)
    case .skipped: (symbols.skipped, .dim)
    }
  }

  /// The ink of a severity.
  func ink(of severity: Severity) -> Ink {
    switch severity {
    case .error: .red
    case .warning: .yellow
    case .note: .cyan
    }
  }
}
