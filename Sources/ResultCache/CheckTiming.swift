/// How a check fared when it was executed: means in which the last run counts most.
package struct CheckTiming: Hashable, Sendable {
  /// How long it took, from when it had a place to run in.
  package private(set) var duration: Duration
  /// How many files it looked at.
  package private(set) var fileCount: Double
  /// How often it failed: 0 never, 1 each time.
  package private(set) var failureShare: Double

  /// What the last run weighs against all that went before it. At 0.3 a check that became ten times as slow is expected to
  /// take half of that after two runs, and one odd run is forgotten after five.
  private static let weight = 0.3

  /// The timing after the first run.
  package init(duration: Duration, fileCount: Int, failed: Bool) {
    self.duration = duration
    self.fileCount = Double(fileCount)
    failureShare = failed ? 1 : 0
  }

  private init(duration: Duration, fileCount: Double, failureShare: Double) {
    self.duration = duration
    self.fileCount = fileCount
    self.failureShare = failureShare
  }

  /// The timing after one more run.
  package func adding(_ other: CheckTiming) -> CheckTiming {
    func mean(_ old: Double, _ new: Double) -> Double { old + (new - old) * Self.weight }
    return CheckTiming(
      duration: duration + (other.duration - duration) * Self.weight, fileCount: mean(fileCount, other.fileCount),
      failureShare: mean(failureShare, other.failureShare))
  }

  /// How long a run over `files` files is expected to take, where each file costs about the same.
  package func expected(forFiles files: Int) -> Duration {
    fileCount > 0 ? duration * (min(Double(files), 1e9) / fileCount) : duration
  }
}

extension CheckTiming {
  /// What the numbers are kept as: whole microseconds, and thousandths.
  private static let fraction = 1000.0
  /// In microseconds: eleven days. With it and a billion files ``expected(forFiles:)`` stays within what a duration holds.
  private static let longest: Int64 = 1_000_000_000_000

  func write(to writer: inout ByteWriter) {
    let bounded = min(max(duration, .zero), .microseconds(Self.longest)).components
    writer.write(bounded.seconds * 1_000_000 + bounded.attoseconds / 1_000_000_000_000)
    writer.write(UInt64((min(max(fileCount, 0), 1e12) * Self.fraction).rounded()))
    writer.write(UInt64((min(max(failureShare, 0), 1) * Self.fraction).rounded()))
  }

  init?(from reader: inout ByteReader) {
    guard let microseconds = reader.signed(), (0...Self.longest).contains(microseconds), let files = reader.unsigned(),
      let failures = reader.unsigned()
    else { return nil }
    self.init(
      duration: .microseconds(microseconds), fileCount: Double(files) / Self.fraction,
      failureShare: min(1, Double(failures) / Self.fraction))
  }
}
