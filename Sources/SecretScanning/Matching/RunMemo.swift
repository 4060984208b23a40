/// Where the last runs of bytes of a class end: a text that holds one anchor after the other is not walked to its end for each.
final class RunMemo {
  private struct Run {
    var members: ByteClass
    var start: Int
    var end: Int
    /// Whether the run ends here, and not only what was looked at of it.
    var isWhole: Bool
  }

  /// Shorter ones are walked again.
  static let minimumLimit = 64
  private static let capacity = 4

  private var kept: [Run] = []
  private var next = 0

  /// The end of the run of `members` from `start` on, at most `limit`; `bytes` are the same on every call.
  func end(of members: ByteClass, in bytes: ByteView, from start: Int, limit: Int) -> Int {
    for number in kept.indices where kept[number].members == members {
      let run = kept[number]
      guard run.start <= start, start <= run.end else { continue }
      if run.isWhole || run.end >= limit { return min(run.end, limit) }
      let end = Self.walk(members, in: bytes, from: run.end, limit: limit)
      kept[number].end = end
      kept[number].isWhole = end < limit
      return end
    }
    let end = Self.walk(members, in: bytes, from: start, limit: limit)
    let run = Run(members: members, start: start, end: end, isWhole: end < limit)
    if kept.count < Self.capacity { kept.append(run) } else { kept[next] = run }
    next = (next + 1) % Self.capacity
    return end
  }

  private static func walk(_ members: ByteClass, in bytes: ByteView, from start: Int, limit: Int) -> Int {
    var end = start
    while end < limit, members.contains(bytes[end]) { end += 1 }
    return end
  }
}
