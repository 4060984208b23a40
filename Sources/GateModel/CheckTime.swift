/// How long a check took, and over how many files: what work is split over machines by.
package struct CheckTime: Hashable, Sendable {
  /// 27 hours. More is no time that a check takes, and with this sums over all checks stay within an integer.
  package static let mostMilliseconds = 100_000_000
  package static let mostFiles = 1_000_000_000

  /// From 0 to ``mostMilliseconds``.
  package let milliseconds: Int
  /// From 0 to ``mostFiles``; 0 where the check looks at no single files.
  package let files: Int

  /// Numbers that are out of bounds become the nearest that are not.
  package init(milliseconds: Int, files: Int) {
    self.milliseconds = min(max(milliseconds, 0), Self.mostMilliseconds)
    self.files = min(max(files, 0), Self.mostFiles)
  }
}
