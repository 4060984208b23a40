/// What a check said about every file of a content that concerns it: the verdicts of single files, put together.
///
/// It spares a run that knows all of them the list of the files and their look-ups. It stands by itself, so that it may outlive
/// what it was made of; and it holds for a day, so that the verdicts it was made of are asked for once a day, and do not grow
/// old and go while they are of use.
package struct TotalVerdict: Hashable, Sendable {
  package var verdict: CachedVerdict
  /// How many files it is about. For people alone.
  package var fileCount: Int

  package init(verdict: CachedVerdict, fileCount: Int) {
    self.verdict = verdict
    self.fileCount = fileCount
  }

  /// The largest row that is kept, in bytes: there is one for every content and check.
  static let maximumByteCount = 64 << 10

  /// Whether it is as fresh as it has to be at `time`, in seconds since 1970.
  func holds(at time: Int64) -> Bool {
    let (age, overflow) = time.subtractingReportingOverflow(verdict.recordedAt)
    return !overflow && (0..<StoreConnection.day).contains(age)
  }
}
