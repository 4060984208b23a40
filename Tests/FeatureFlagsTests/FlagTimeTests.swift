import FeatureFlags
import GateModel
import Testing

@Suite struct FlagTimeTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("1970-01-02", 86_400), ("1970-01-01 00:00:01", 1), ("1970-01-01t00:01:00z", 60),
      ("1970-01-01T00:00:00.25+01:00", -3600), ("1970-01-01T00:00:00 -00:30", 1800),
      ("2024-02-29T23:59:59Z", 1_709_251_199),
    ] as [(String, Int64)])
  func `moments are read`(text: String, seconds: Int64) {
    #expect(FlagTime(text)?.seconds == seconds)
  }

  @Test(arguments: [
    "", "soon", "2026-02-30", "2026-01-01T", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00+1:00",
    "2026-01-01T00:00:00.Z",
    "2026-01-01T00:00:00ZZ", "2026-01-01T00:60:00Z", "2026-01-01x00:00:00", "1735689600",
  ])
  func `what is no moment is none`(text: String) {
    #expect(FlagTime(text) == nil)
  }

  @Test func `the day is that of UTC`() {
    #expect(FlagTime("2026-01-01T00:30:00+02:00")?.day.description == "2025-12-31")
  }
}
