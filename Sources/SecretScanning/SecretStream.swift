package import GateModel

/// Looks for secrets in content that comes piece by piece, in memory that does not grow with it.
///
/// Content of ordinary size is scanned in one go. Of what is larger a window moves over it: neighbouring windows overlap by
/// more than any match and what is looked at around one, and each match is told by the window in whose own part it begins.
package struct SecretStream {
  /// How many bytes are scanned at once.
  static let windowSize = 4 << 20
  /// How far the matchers of all rules see, to either side; twice what the longest of them takes, a PEM block.
  static let contextSize = 128 << 10

  private let scanner: SecretScanner
  private let windowSize: Int
  private let contextSize: Int
  private var path: RepositoryPath
  /// What is not scanned yet, and what the next window sees of before.
  private var text: [UInt8] = []
  /// Where in ``text`` the part begins that no window had as its own.
  private var start = 0
  private var decoder: WideTextDecoder?
  private var isUnderWay = false
  private var cursor = PositionCursor([])
  private var progress: ScanProgress
  private var scanned = SecretScan()
  /// Decides what is told and what is known.
  var judge: SecretJudge

  /// - Parameter path: decides how values without quotes are read, and goes into the findings.
  package init(scanner: SecretScanner, path: RepositoryPath) {
    self.init(scanner: scanner, path: path, windowSize: Self.windowSize, contextSize: Self.contextSize)
  }

  init(scanner: SecretScanner, path: RepositoryPath, windowSize: Int, contextSize: Int) {
    self.scanner = scanner
    self.windowSize = windowSize
    self.contextSize = contextSize
    self.path = path
    judge = SecretJudge(nil, path: path, commit: nil)
    progress = ScanProgress(ruleCount: scanner.rules.count)
  }

  /// Makes ready for other content, with `exceptions` in force, and keeps the memory.
  package mutating func restart(path: RepositoryPath, with exceptions: SecretExceptions? = nil) {
    self.path = path
    text.removeAll(keepingCapacity: true)
    start = 0
    decoder = nil
    scanned = SecretScan()
    judge = SecretJudge(exceptions, path: path, commit: nil)
    if isUnderWay || !progress.isUntouched { progress = ScanProgress(ruleCount: scanner.rules.count) }
    isUnderWay = false
  }

  /// Takes the next piece.
  ///
  /// - Throws: `SecretScanningError` if nothing can be said about the content.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(SecretScanningError) {
    var rest = bytes
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(windowSize))
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(piece.count))
      if decoder != nil { decoder?.decode(piece, into: &text) } else { text.append(contentsOf: piece) }
      if text.count >= windowSize + 2 * contextSize { try scanWindow(isLast: false) }
    }
  }

  /// The same of an array, which is not copied where it is all there is.
  mutating func append(_ bytes: [UInt8]) throws(SecretScanningError) {
    if text.isEmpty, bytes.count <= windowSize {
      text = bytes
    } else {
      try bytes.withUnsafeBufferPointer { (bytes) throws(SecretScanningError) in
        try append(UnsafeRawBufferPointer(bytes))
      }
    }
  }

  /// Ends the content, and gives what was found in all of it.
  ///
  /// - Throws: `SecretScanningError` if nothing can be said about the content.
  package mutating func finish() throws(SecretScanningError) -> [Finding] { try result().findings }

  /// The same, and what is silenced beside it.
  package mutating func result() throws(SecretScanningError) -> SecretScan {
    decoder?.finish(into: &text)
    try scanWindow(isLast: true)
    var result = scanned
    result.findings += scanner.incompleteness(progress, in: path)
    return result
  }

  private mutating func scanWindow(isLast: Bool) throws(SecretScanningError) {
    if !isUnderWay {
      isUnderWay = true
      decode()
      cursor = PositionCursor(text)
    }
    let end = isLast ? text.count : scalarStart(before: text.count - contextSize)
    var pass = ScanPass(scanner: scanner, bytes: text, path: path, own: start..<end, progress: progress)
    try pass.run()
    let result = try pass.result(cursor: &cursor, judge: judge)
    scanned.findings += result.findings
    scanned.silenced += result.silenced
    progress = pass.progress
    if isLast { return }
    _ = cursor.position(of: end, in: text)
    let cut = max(0, end - contextSize)
    text.removeFirst(cut)
    cursor.move(by: cut)
    start = end - cut
  }

  /// Finds out what the first bytes are, once there are enough of them.
  private mutating func decode() {
    guard let form = TextEncoding.form(of: text[...]) else { return }
    var decoder = WideTextDecoder(form)
    var decoded: [UInt8] = []
    text.withUnsafeBytes { decoder.decode($0, into: &decoded) }
    text = decoded
    self.decoder = decoder
  }

  /// The start of the scalar at `offset`, so that none is cut.
  private func scalarStart(before offset: Int) -> Int {
    var start = offset
    while start > offset - 3, text[start] & 0xc0 == 0x80 { start -= 1 }
    return start
  }
}

/// What the windows of one content hand on.
struct ScanProgress {
  /// Findings so far, of each rule.
  var found: [Int32]
  /// Rules that did not look everywhere.
  var incomplete: Set<Int> = []
  /// The rule that was added last: it comes again and again.
  private var lastIncomplete: Int?
  /// Whether some encoded text was not looked into.
  var isDecodingCutShort = false
  private var isCounted = false

  /// Whether nothing has happened yet.
  var isUntouched: Bool { !isCounted && !isDecodingCutShort && incomplete.isEmpty }

  init(ruleCount: Int) { found = Array(repeating: 0, count: ruleCount) }

  mutating func count(_ rule: Int) {
    found[rule] += 1
    isCounted = true
  }

  mutating func markIncomplete(_ rules: some Sequence<Int>) {
    for rule in rules { markIncomplete(rule) }
  }

  mutating func markIncomplete(_ rule: Int) {
    if rule != lastIncomplete { incomplete.insert(rule) }
    lastIncomplete = rule
  }
}
