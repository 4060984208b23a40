import GateModel
import Testing

@testable import Reporting

@Suite struct TerminalTests {
  private func detect(_ environment: [String: String], isTerminal: Bool = true, width: Int? = 90) -> TerminalStyle {
    let base = ["TERM": "xterm", "LANG": "en_US.UTF-8"]
    return .detect(environment: base.merging(environment) { $1 }, isTerminal: isTerminal, width: width)
  }

  @Test func `a terminal has colour and life, a pipe has none`() {
    #expect(detect([:]) == TerminalStyle(colour: true, width: 90, isLive: true, unicode: true))
    #expect(detect([:], isTerminal: false, width: nil) == TerminalStyle(colour: false, width: 120, isLive: false))
  }

  @Test(arguments: [
    ["NO_COLOR": "1"], ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], ["TERM": "dumb"], ["TERM": ""], ["CLICOLOR": "0"],
    ["FORCE_COLOR": "0"],
  ])
  func `colour can be refused`(environment: [String: String]) {
    #expect(!detect(environment).colour)
  }

  @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"], ["CI": "true"]])
  func `without escape sequences nothing is drawn over`(environment: [String: String]) {
    #expect(!detect(environment).isLive)
  }

  @Test(arguments: [["CLICOLOR_FORCE": "1"], ["FORCE_COLOR": "1"], ["FORCE_COLOR": "true", "NO_COLOR": ""]])
  func `colour can be forced through a pipe`(environment: [String: String]) {
    let style = detect(environment, isTerminal: false)
    #expect(style.colour && !style.isLive)
  }

  @Test(arguments: [
    ([:], true), (["LANG": "C"], false), (["LC_ALL": "C"], false), (["LANG": "C", "LC_CTYPE": "de_DE.utf8"], true),
    (["LANG": ""], false), (["LC_ALL": "", "LANG": "C.UTF-8"], true),
  ])
  func `the locale decides on signs`(environment: [String: String], unicode: Bool) {
    #expect(detect(environment).unicode == unicode)
  }

  @Test func `a senseless width is put right`() {
    #expect(detect([:], width: 0).width == 80)
    #expect(detect(["COLUMNS": "77"], width: nil).width == 77)
    #expect(detect([:], width: 3).width == 40)
    #expect(detect([:], width: .max).width == 1_000)
  }

  @Test(arguments: [
    ("plain", "plain"), ("\u{1b}[1;31mred\u{1b}[0m", "red"), ("\u{1b}]0;title\u{7}x", "x"),
    ("\u{1b}]8;;http://a\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"), ("\u{9b}31mx", "x"), ("\u{1b}(Bx", "x"),
    ("\u{1b}]open\nshown", "\nshown"), ("10%\r100%\n", "100%\n"), ("dos\r\nline\r\n", "dos\nline\n"),
    ("abc\u{8}d", "abd"),
    ("\u{8}\u{8}x", "x"), ("\u{1b}", ""), ("\u{1b}[", ""), ("\u{1b}[12", ""), ("end\r", "end"),
    ("\u{1b}Pq#\u{1b}\\x", "x"),
  ])
  func `escape sequences are taken out of output`(text: String, plain: String) {
    #expect(EscapeSequences.removed(from: text).replacing("\r", with: "") == plain)
  }

  @Test(arguments: [
    ("abc", 3), ("漢字", 4), ("한국", 4), ("ｱ", 1), ("Ａ", 2), ("e\u{301}", 1), ("🙂", 2), ("👨‍👩‍👧", 2), ("🇵🇱", 2), ("❤️", 2),
    ("…", 1), ("é", 1), ("", 0), ("👍🏽", 2), ("│", 1),
  ])
  func `text is as wide as a terminal shows it`(text: String, width: Int) {
    #expect(DisplayWidth.of(text) == width)
  }

  @Test(arguments: [
    (Duration.zero, "<1 ms"), (.microseconds(999), "<1 ms"), (.milliseconds(38), "38 ms"),
    (.milliseconds(999), "999 ms"),
    (.milliseconds(1_250), "1.2 s"), (.milliseconds(59_999), "59.9 s"), (.seconds(125), "2 min 5 s"),
    (.seconds(3_725), "1 h 2 min"),
  ])
  func `durations are short`(duration: Duration, text: String) {
    #expect(Wording.time(duration) == text)
  }
}
