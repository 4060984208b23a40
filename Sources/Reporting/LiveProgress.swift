package import GateModel
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Shows on a terminal how a run goes, and takes every trace of it away at the end, so that the report stands alone.
///
/// A run that is over before ``patience`` shows nothing at all. Where there is no terminal nothing is drawn; when
/// `verbose`, each check is told on a line of its own as soon as it is done. Writing never fails the run: a
/// descriptor that takes no more is left alone.
package final class LiveProgress: RunObserver, Sendable {
  private struct Display {
    var state = ProgressState()
    /// How many lines are on the screen.
    var drawn = 0
    /// Whether the run is over, or the descriptor takes no more.
    var isClosed = false
    var ticker: Task<Void, Never>?
  }

  private let descriptor: Int32
  private let style: TerminalStyle
  private let verbose: Bool
  private let now: @Sendable () -> Duration
  private let display = Mutex(Display())

  /// How long a run may take before it is shown.
  private static let patience = Duration.milliseconds(150)
  private static let pace = Duration.milliseconds(100)
  private static let mostRows = 16

  /// A display on `descriptor`, which stays the caller's.
  package convenience init(descriptor: Int32, style: TerminalStyle, verbose: Bool) {
    let start = ContinuousClock.now
    self.init(descriptor: descriptor, style: style, verbose: verbose) { ContinuousClock.now - start }
  }

  /// A display that tells the time by `now`.
  init(descriptor: Int32, style: TerminalStyle, verbose: Bool, now: @escaping @Sendable () -> Duration) {
    self.descriptor = descriptor
    self.style = style
    self.verbose = verbose
    self.now = now
  }

  package func runWillStart(_ checks: [CheckID]) {
    // A run in several parts starts anew after each.
    display.withLock { display in
      display = Display()
      display.state.willStart(checks)
    }
  }

  package func checkDidStart(_ check: CheckID) {
    let time = now()
    display.withLock { display in
      display.state.didStart(check, at: time)
      // Nothing runs in the background of a run that the cache answers.
      if style.isLive, display.ticker == nil, !display.isClosed { display.ticker = ticker() }
    }
  }

  package func checkDidFinish(_ report: CheckReport) {
    display.withLock { display in
      display.state.didFinish(report)
      if display.isClosed { return }
      if style.isLive {
        if display.drawn > 0 { draw(&display) }
      } else if verbose {
        write(CheckTable(style: style).lines([report]).joined() + "\n", &display)
      }
    }
  }

  package func runDidFinish() {
    display.withLock { display in
      display.ticker?.cancel()
      display.ticker = nil
      if display.isClosed { return }
      if display.drawn > 0 { write(Self.home(display.drawn) + "\u{1b}[J", &display) }
      display.drawn = 0
      display.isClosed = true
    }
  }

  /// Draws the lines as they are now over those drawn before.
  func refresh() {
    display.withLock { display in
      if style.isLive, !display.isClosed { draw(&display) }
    }
  }

  private func ticker() -> Task<Void, Never> {
    Task.detached(priority: .high) { [weak self] in
      var pause = Self.patience
      // A cancelled sleep means that the run is over.
      while (try? await Task.sleep(for: pause)) != nil {
        guard let self else { return }
        refresh()
        pause = Self.pace
      }
    }
  }

  private func draw(_ display: inout Display) {
    var style = style
    var rows = Self.mostRows
    // The window may have changed since; a line that wraps could not be taken back.
    var window = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0 {
      style.width = min(style.width, Int(window.ws_col))
      rows = max(1, min(rows, Int(window.ws_row) - 1))
    }
    let lines = display.state.lines(at: now(), style: style, rows: rows)
    if lines.isEmpty, display.drawn == 0 { return }
    let frame = Self.home(display.drawn) + lines.map { $0 + "\u{1b}[K\n" }.joined() + "\u{1b}[J"
    display.drawn = lines.count
    write(frame, &display)
  }

  /// Back to the start of the first of `lines` lines.
  private static func home(_ lines: Int) -> String {
    lines > 0 ? "\r\u{1b}[\(lines)A" : "\r"
  }

  private func write(_ text: String, _ display: inout Display) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Self.write(descriptor, $0) }
      if written > 0 {
        bytes = bytes.dropFirst(written)
      } else if errno != EINTR {
        display.isClosed = true
        return
      }
    }
  }

  private static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Darwin)
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }
}
