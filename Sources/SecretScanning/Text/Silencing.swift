/// Comments by which the author says that a finding is known: gate's own, and those of tools that came before.
///
/// `gate:allow RULE reason` silences that rule on its line and, where it has a line to itself, on the next. The comments of
/// other tools name no rule and silence all.
struct Silencing {
  /// What a comment covers.
  private enum Reach {
    case sameLine
    /// Its line, or the next one if its own holds nothing but the comment.
    case sameLineOrBelow
    case nextLine
  }

  private struct Comment {
    var start: Int
    var end: Int
    var reach: Reach
    /// `nil` for every rule.
    var rule: [UInt8]?
  }

  private static let own = "gate:allow"
  private static let forms: [(text: String, reach: Reach)] =
    [
      (own, .sameLineOrBelow), ("gitleaks:allow", .sameLine), ("betterleaks:allow", .sameLine),
      ("kingfisher:ignore", .sameLineOrBelow), ("trufflehog:ignore", .sameLine),
    ] + pragmas

  /// detect-secrets takes a blank after the colon or none, and hyphens for blanks.
  private static var pragmas: [(text: String, reach: Reach)] {
    ["pragma: ", "pragma:"].flatMap { start in
      [" ", "-"].flatMap { first in
        [("\(start)allowlist\(first)secret", .sameLine)]
          + [" ", "-"].map { ("\(start)allowlist\(first)nextline\($0)secret", .nextLine) }
      }
    }
  }

  /// Literals to look for, in the order of the numbers that `init` is given.
  static let anchors: [Anchor] = forms.map { Anchor($0.text) }

  /// In a line of megabytes, how far from a finding a comment may be.
  private static let maximumDistance = 2_000

  private let bytes: [UInt8]
  private var comments: [Comment] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let engine = PortableAnchorEngine(anchors: anchors)

  /// The comments in `bytes`, for who has not looked for them.
  static func located(in bytes: [UInt8]) -> Silencing {
    var hits = AnchorHits(anchors: anchors, limit: ScanPass.hitLimit(byteCount: bytes.count))
    bytes.withUnsafeBufferPointer { engine.scan($0, into: &hits) }
    hits.sort()
    var silencing = Silencing(bytes)
    for hit in hits.hits { silencing.add(form: Int(hit.anchor), at: Int(hit.start)) }
    return silencing
  }

  /// Notes that the literal number `form` is at `start`. Calls come in order of `start`.
  mutating func add(form: Int, at start: Int) {
    let (text, reach) = Self.forms[form]
    var end = start + text.utf8.count
    // `gitleaks:allowed` is something else.
    if end < bytes.count, ByteClass.word.contains(bytes[end]) { return }
    guard text == Self.own else {
      comments.append(Comment(start: start, end: end, reach: reach, rule: nil))
      return
    }
    while end < bytes.count, ByteClass.space.contains(bytes[end]) { end += 1 }
    let ruleStart = end
    while end < bytes.count, ByteClass.ruleName.contains(bytes[end]) { end += 1 }
    // Without a rule it says nothing: what is allowed must be named.
    if end > ruleStart {
      comments.append(Comment(start: start, end: end, reach: reach, rule: Array(bytes[ruleStart..<end])))
    }
  }

  /// Whether a comment covers what `rule` found in `range`.
  func covers(_ range: Range<Int>, rule: String) -> Bool {
    if comments.isEmpty { return false }
    // Comments are few and in order: find the first that could be near.
    var low = 0
    var high = comments.count
    let nearest = range.lowerBound - Self.maximumDistance
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].start < nearest { low = middle + 1 } else { high = middle }
    }
    for comment in comments[low...] {
      if comment.start > range.upperBound + Self.maximumDistance { return false }
      if comment.rule.map({ $0.elementsEqual(rule.utf8) }) ?? true, reaches(comment, range) { return true }
    }
    return false
  }

  private func reaches(_ comment: Comment, _ range: Range<Int>) -> Bool {
    if comment.start >= range.upperBound {
      return comment.reach != .nextLine && newlineCount(in: range.upperBound..<comment.start) == 0
    }
    if comment.start >= range.lowerBound { return comment.reach != .nextLine }
    let lines = newlineCount(in: comment.end..<range.lowerBound)
    switch comment.reach {
    case .sameLine: return lines == 0
    case .nextLine: return lines == 1
    case .sameLineOrBelow: return lines == 0 || (lines == 1 && isAlone(comment))
    }
  }

  private func newlineCount(in range: Range<Int>) -> Int {
    range.isEmpty ? 0 : bytes[range].prefix(Self.maximumDistance * 2).count { $0 == ASCII.newline }
  }

  /// What begins a comment in some language, or a member of JSON that stands for one.
  private static let beginnings = [
    "#", "//", "/*", "*", "--", ";", "<!--", "<%--", "%", "{{!", "{{/*", "{#", "{-", "(*", "!", "\"\"\"", "'", "\" ",
    "dnl ",
    "::", "rem ", "REM ", "@rem ", "@REM ", "\"//\"", "\"#\"", "\"_comment\"", "\"$comment\"", "\"comment\"",
  ]

  /// Whether the comment's line begins with what begins a comment in some language.
  private func isAlone(_ comment: Comment) -> Bool {
    var start = comment.start
    while start > 0, bytes[start - 1] != ASCII.newline, comment.start - start < Self.maximumDistance { start -= 1 }
    while ByteClass.whitespace.contains(bytes[start]) { start += 1 }
    return Self.beginnings.contains { ASCII.has($0, at: start, in: bytes) }
  }
}
