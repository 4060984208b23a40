import GateModel

/// A text that rules and allowlists of `.gitleaks.toml` are tried on.
struct GitleaksText {
  let bytes: [UInt8]
  let path: RepositoryPath
  /// The commit that recorded it, where one is looked at.
  let commit: String?
  /// Whether all of it is UTF-8.
  let isText: Bool

  init(_ bytes: [UInt8], path: RepositoryPath, commit: String?) {
    self.bytes = bytes
    self.path = path
    self.commit = commit
    isText = String(validating: bytes, as: UTF8.self) != nil
  }

  /// The lines that hold `range`, without the line end.
  func lines(of range: Range<Int>) -> Range<Int> {
    let start = bytes[..<range.lowerBound].lastIndex(of: ASCII.newline).map { $0 + 1 } ?? 0
    let end = bytes[range.upperBound...].firstIndex(of: ASCII.newline) ?? bytes.count
    return start..<end
  }
}

extension GitleaksAllowlist {
  /// What is asked about: a secret, and the match that it is part of.
  struct Subject {
    var secret: Range<Int>
    var match: Range<Int>
  }

  /// Whether file or commit are excepted as a whole. A list that needs all that it names, patterns and words among it, cannot
  /// say so of a file.
  func allowsAll(of text: GitleaksText) throws(SecretScanningError) -> Bool {
    let isCommit = text.commit.map { commits.contains($0.lowercased()) } ?? false
    if !needsAll {
      if isCommit { return true }
      return try matchesPath(of: text)
    }
    guard regexes.isEmpty, stopwords.isEmpty, commits.isEmpty || isCommit else { return false }
    if paths.isEmpty { return true }
    return try matchesPath(of: text)
  }

  private func matchesPath(of text: GitleaksText) throws(SecretScanningError) -> Bool {
    try Self.match(paths, text.path.bytes)
  }

  /// Whether `subject`, in a file that is not excepted as a whole, is.
  func allows(_ subject: Subject, in text: GitleaksText) throws(SecretScanningError) -> Bool {
    let range =
      switch target {
      case .secret: subject.secret
      case .match: subject.match
      case .line: text.lines(of: subject.match)
      }
    if !needsAll {
      if hasStopword(text.bytes[subject.secret]) { return true }
      return try Self.match(regexes, text.bytes[range], isText: text.isText)
    }
    if !commits.isEmpty, !(text.commit.map { commits.contains($0.lowercased()) } ?? false) { return false }
    if !paths.isEmpty, try !Self.match(paths, text.path.bytes) { return false }
    if !regexes.isEmpty, try !Self.match(regexes, text.bytes[range], isText: text.isText) { return false }
    return stopwords.isEmpty || hasStopword(text.bytes[subject.secret])
  }

  private func hasStopword(_ secret: ArraySlice<UInt8>) -> Bool {
    if stopwords.isEmpty { return false }
    let lowered = secret.map(ASCII.lowercased)
    return stopwords.contains { $0.isEmpty || Self.contains(lowered, $0) }
  }

  private static func contains(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
    guard bytes.count >= word.count else { return false }
    return (0...(bytes.count - word.count)).contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
  }

  /// Whether one of `patterns` matches. One that takes too long does not: what is not decided is not excepted.
  private static func match(
    _ patterns: [GoMatcher], _ bytes: some RandomAccessCollection<UInt8>, isText: Bool? = nil
  ) throws(SecretScanningError) -> Bool {
    if patterns.isEmpty { return false }
    let isText = isText ?? (String(validating: bytes, as: UTF8.self) != nil)
    for pattern in patterns {
      if let found = try pattern.matches(in: bytes, isText: isText, limit: 1), !found.isEmpty { return true }
    }
    return false
  }
}
