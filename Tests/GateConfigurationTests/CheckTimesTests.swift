import GateConfiguration
import GateModel
import Testing

/// `gate.times.yml`.
@Suite struct CheckTimesTests {
  @Test func `what is written is read again, rounded to two digits`() throws {
    let times = CheckTimes([
      CheckID("b"): CheckTime(milliseconds: 12_499, files: 1_250), CheckID("a/x"): CheckTime(milliseconds: 7, files: 0),
      CheckID("c"): CheckTime(milliseconds: .max, files: 99),
    ])
    let text = times.text
    #expect(
      text.hasSuffix(
        "  a/x: { milliseconds: 7, files: 0 }\n  b: { milliseconds: 12000, files: 1300 }\n"
          + "  c: { milliseconds: 100000000, files: 99 }\n"))
    let read = try CheckTimes.load(Array(text.utf8))
    #expect(read.text == text && read.times[CheckID("b")] == CheckTime(milliseconds: 12_000, files: 1_300))
  }

  @Test func `no times are no error`() throws {
    #expect(try CheckTimes.load(Array(CheckTimes().text.utf8)).times.isEmpty)
    #expect(try CheckTimes.load([]).times.isEmpty)
  }

  @Test(arguments: [
    ("version: 2", "1:10"), ("checks: {}", "1:1"), ("version: 1\nchecks: { a: { files: 1 } }", "2:14"),
    ("version: 1\nchecks: { a: { milliseconds: -1 } }", "2:30"), ("version: 1\nchecks: { a: 12 }", "2:14"),
    ("version: 1\ncheck: {}", "2:1"), ("- a", "1:1"),
    ("version: 1\nchecks: { a: { milliseconds: 99999999999999999999 } }", "2:30"),
  ]) func `what is wrong is said with its place`(text: String, place: String) {
    do throws(ConfigurationErrors) {
      _ = try CheckTimes.load(Array(text.utf8))
      Issue.record("\(text) was read")
    } catch {
      #expect(error.lines.first?.hasPrefix("gate.times.yml:\(place): ") == true, "\(error)")
    }
  }
}
