import GateModel
import Testing

@Suite struct CalendarDayTests {
  @Test(
    arguments: [
      (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (1_795_500_000, "2026-11-24"),
      (4_107_542_399, "2100-02-28"), (4_107_542_400, "2100-03-01"), (-62_135_596_800, "0001-01-01"),
    ] as [(Int64, String)])
  func `a second lies in a day`(seconds: Int64, day: String) {
    #expect(CalendarDay(secondsSince1970: seconds).description == day)
    #expect(CalendarDay(day) == CalendarDay(secondsSince1970: seconds))
  }

  @Test(arguments: [
    "", "2027-1-31", "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-01-32", "x", "2027/01/01",
  ])
  func `what names no day is none`(text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test func `days are in order`() {
    let days = ["2026-12-31", "2027-01-01", "2028-02-29", "2028-03-01"].compactMap { CalendarDay($0) }
    #expect(days.count == 4)
    #expect(days == days.sorted())
  }
}
