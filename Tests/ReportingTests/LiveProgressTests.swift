import Foundation
import GateModel
import Synchronization
import Testing

@testable import Reporting

@Suite struct LiveProgressTests {
  private let style = TerminalStyle(colour: false, width: 60, isLive: true)

  private func state() -> ProgressState {
    var state = ProgressState()
    state.willStart([CheckID("format"), CheckID("lint"), CheckID("secrets"), CheckID("unit")])
    state.didFinish(Sample.passed("format", cached: true))
    state.didStart(CheckID("lint"), at: .milliseconds(100))
    state.didStart(CheckID("secrets"), at: .milliseconds(200))
    state.didFinish(Sample.failed("secrets", [Finding(rule: "k", message: "m")]))
    return state
  }

  @Test func `each check has one line`() throws {
    let lines = state().lines(at: .milliseconds(3_400), style: style, rows: 10)
    try expectGolden(lines.joined(separator: "\n") + "\n", "progress.txt")
  }

  @Test func `where room is short, what runs and what failed comes first`() {
    let lines = state().lines(at: .seconds(1), style: style, rows: 3)
    #expect(lines.count == 3)
    #expect(lines[0].contains("lint") && lines[1].contains("secrets") && lines[2] == "… and 2 more")
  }

  @Test func `no line is as wide as the terminal`() {
    var state = ProgressState()
    state.willStart([CheckID(String(repeating: "長い", count: 40)), CheckID("b\u{1b}[2J")])
    state.didStart(CheckID("b\u{1b}[2J"), at: .zero)
    for colour in [false, true] {
      let style = TerminalStyle(colour: colour, width: 40, isLive: true)
      for line in state.lines(at: .seconds(7), style: style, rows: 10) {
        #expect(DisplayWidth.of(EscapeSequences.removed(from: line)) < 40)
      }
    }
  }

  /// What a display writes while `body` tells it of a run.
  private func written(_ style: TerminalStyle, verbose: Bool = false, _ body: (LiveProgress) -> Void) -> String {
    let pipe = Pipe()
    let descriptor = pipe.fileHandleForWriting.fileDescriptor
    body(LiveProgress(descriptor: descriptor, style: style, verbose: verbose) { .seconds(2) })
    try? pipe.fileHandleForWriting.close()
    return String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  }

  /// What is left on a screen that was given `text`: only what a display uses is understood.
  private func screen(_ text: String) -> [String] {
    var rows = [""]
    var row = 0
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\n" {
        row += 1
        if row == rows.count { rows.append("") }
      } else if character == "\u{1b}" {
        let sequence = rest.prefix { !$0.isLetter }
        rest = rest.dropFirst(sequence.count)
        switch rest.popFirst() {
        case "A": row -= Int(sequence.dropFirst()) ?? 1
        case "J": rows = Array(rows[..<row]) + [""]
        default: break
        }
      } else if character == "\r" {
        rows[row] = ""
      } else {
        rows[row].append(character)
      }
    }
    return rows
  }

  @Test func `nothing of it stays on the screen`() {
    let text = written(style) { progress in
      progress.runWillStart([CheckID("a"), CheckID("b")])
      progress.checkDidStart(CheckID("a"))
      progress.refresh()
      progress.checkDidFinish(Sample.passed("a"))
      progress.checkDidStart(CheckID("b"))
      progress.refresh()
      progress.runDidFinish()
      progress.refresh()
      progress.checkDidFinish(Sample.passed("b"))
    }
    #expect(text.contains("waiting"))
    #expect(screen(text) == [""])
  }

  @Test func `a frame replaces the one before`() {
    let text = written(style) { progress in
      progress.runWillStart([CheckID("a"), CheckID("b")])
      progress.checkDidStart(CheckID("a"))
      for _ in 0..<5 { progress.refresh() }
    }
    #expect(screen(text).filter { !$0.isEmpty }.count == 2)
  }

  @Test func `a run that the cache answers writes nothing`() {
    let text = written(style) { progress in
      progress.runWillStart([CheckID("a")])
      progress.checkDidFinish(Sample.passed("a", cached: true))
      progress.runDidFinish()
    }
    #expect(text.isEmpty)
  }

  @Test(arguments: [(false, ""), (true, "✓ a  passed  3 files  cached\n")])
  func `away from a terminal only a verbose run tells of each check`(verbose: Bool, expected: String) {
    let text = written(Sample.plain, verbose: verbose) { progress in
      progress.runWillStart([CheckID("a")])
      progress.checkDidStart(CheckID("a"))
      progress.refresh()
      progress.checkDidFinish(Sample.passed("a", cached: true))
      progress.runDidFinish()
    }
    #expect(text == expected)
  }

  @Test func `a descriptor that takes nothing is left alone`() {
    let progress = LiveProgress(descriptor: -1, style: style, verbose: true) { .zero }
    progress.runWillStart([CheckID("a")])
    progress.refresh()
    progress.checkDidFinish(Sample.passed("a"))
    progress.runDidFinish()
  }
}
