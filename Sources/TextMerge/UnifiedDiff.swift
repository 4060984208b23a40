/// Shows what differs between two texts as `git diff` does.
package enum UnifiedDiff {
  /// The hunks of a unified diff, as bytes: lines of context, `-` and `+`, each hunk under its `@@` line; empty where the
  /// texts are equal. What is no text yields one line that says so.
  ///
  /// - Parameter context: how many lines that stayed are shown around each change.
  package static func hunks(from old: [UInt8], to new: [UInt8], context: Int = 3) -> [UInt8] {
    if old == new { return [] }
    let (old, new) = (Lines(old), Lines(new))
    if old.isBinary || new.isBinary { return Array("Binary files differ\n".utf8) }
    var bytes: [UInt8] = []
    for group in groups(LineDiff.hunks(from: old, to: new), context: context) {
      write(group, from: old, to: new, context: context, &bytes)
    }
    return bytes
  }

  /// Hunks whose context would overlap, together.
  private static func groups(_ hunks: [Hunk], context: Int) -> [[Hunk]] {
    var groups: [[Hunk]] = []
    for hunk in hunks {
      if let last = groups.last?.last, hunk.old.lowerBound - last.old.upperBound <= 2 * context {
        groups[groups.count - 1].append(hunk)
      } else {
        groups.append([hunk])
      }
    }
    return groups
  }

  private static func write(_ hunks: [Hunk], from old: Lines, to new: Lines, context: Int, _ bytes: inout [UInt8]) {
    guard let first = hunks.first, let last = hunks.last else { return }
    let before = min(context, first.old.lowerBound)
    let after = min(context, old.count - last.old.upperBound)
    let oldRange = (first.old.lowerBound - before)..<(last.old.upperBound + after)
    let newRange = (first.new.lowerBound - before)..<(last.new.upperBound + after)
    bytes += Array("@@ -\(place(oldRange)) +\(place(newRange)) @@\n".utf8)
    var position = oldRange.lowerBound
    for hunk in hunks {
      for line in position..<hunk.old.lowerBound { append(old[line], sign: " ", &bytes) }
      for line in hunk.old { append(old[line], sign: "-", &bytes) }
      for line in hunk.new { append(new[line], sign: "+", &bytes) }
      position = hunk.old.upperBound
    }
    for line in position..<oldRange.upperBound { append(old[line], sign: " ", &bytes) }
  }

  private static func append(_ line: ArraySlice<UInt8>, sign: Unicode.Scalar, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: sign))
    bytes += line
    if line.last != UInt8(ascii: "\n") { bytes += Array("\n\\ No newline at end of file\n".utf8) }
  }

  /// A run of lines as POSIX's diff(1) writes it: its first line, counted from 1, and its length unless that is 1; an empty
  /// one stands behind the line before it.
  private static func place(_ range: Range<Int>) -> String {
    switch range.count {
    case 0: "\(range.lowerBound),0"
    case 1: "\(range.lowerBound + 1)"
    default: "\(range.lowerBound + 1),\(range.count)"
    }
  }
}
