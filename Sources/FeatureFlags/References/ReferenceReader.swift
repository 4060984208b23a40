package import GateModel

/// Reads from single files what they say about references to flags.
package struct ReferenceReader: Sendable {
  /// Raised with every change of what is read in a text, so that what was kept is read anew.
  static let version = 1

  private let search: KeySearch
  /// Names of functions and constants of the repository that are looked for besides those that speak of flags.
  private let words: Set<String>
  private let wordSearch: KeySearch
  private let patterns: [String]

  /// - Parameters:
  ///   - search: the keys whose mentions are wanted.
  ///   - words: names that make a file worth a look where they stand in it.
  ///   - patterns: regular expressions that find uses.
  package init(search: KeySearch, words: Set<String> = [], patterns: [String] = []) {
    self.patterns = patterns
    self.search = search
    self.words = words
    wordSearch = KeySearch(words.sorted().map { KeySearch.Form(key: $0) })
  }

  /// The facts about a file, `nil` where it is of no kind that is looked at.
  package func facts(of bytes: [UInt8], path: RepositoryPath) -> ReferenceFacts? {
    guard let text = ReferenceText(path) else { return nil }
    switch text {
    case .code(let language): return codeFacts(bytes, language)
    case .template:
      var facts = TemplateScanner(bytes).facts()
      facts.calls += matches(in: bytes, tokens: nil)
      facts.mentions = mentions(bytes, tokens: nil, place: .text)
      return facts
    case .configuration:
      var facts = ConfigurationScanner(bytes).facts()
      facts.calls += matches(in: bytes, tokens: nil)
      facts.mentions = mentions(bytes, tokens: nil, place: .text)
      return facts
    case .document: return ReferenceFacts(mentions: mentions(bytes, tokens: nil, place: .document))
    }
  }

  private func codeFacts(_ bytes: [UInt8], _ language: CodeLanguage) -> ReferenceFacts {
    let spoken = ClientMentions(in: bytes)
    let hits = search.hits(in: bytes)
    let isWorthwhile = spoken.isAboutFlags || (!wordSearch.isEmpty && !wordSearch.hits(in: bytes).isEmpty)
    guard isWorthwhile || !hits.isEmpty || !patterns.isEmpty else { return ReferenceFacts() }
    let code = TokenizedCode(bytes, language: language)
    var facts = ReferenceFacts()
    if isWorthwhile {
      var scanner = ReferenceScanner(code, clients: spoken.clients, words: words)
      facts = scanner.facts()
      facts.isAboutFlags = spoken.isAboutFlags
    }
    facts.calls += matches(in: bytes, tokens: code.tokens)
    let asked = facts.calls.compactMap { call in if case .literal(let key) = call.key { (key, call.range) } else { nil }
    }
    facts.mentions = mentions(hits, bytes, tokens: code.tokens, place: .comment).filter { mention in
      // What a call names it need not be told of twice.
      !asked.contains { $0.0 == mention.key && $0.1.line == mention.range.line && Self.covers($0.1, mention.range) }
    }
    return facts
  }

  /// What the repository's own expressions find outside of comments. Only keys that are defined count.
  private func matches(in bytes: [UInt8], tokens: [CodeToken]?) -> [ReferenceFacts.Call] {
    var found: [Range<Int>] = []
    for pattern in patterns {
      found += ReferencePattern(pattern)?.keys(in: bytes) ?? []
    }
    if let tokens { found.removeAll { Self.place(of: $0, tokens, bytes) == .comment } }
    return zip(found, LineCounter.ranges(of: found, in: bytes)).map { range, place in
      .init(
        kind: .read, name: "pattern", key: .literal(String(decoding: bytes[range], as: UTF8.self)), range: place,
        isGuess: true)
    }
  }

  private static func covers(_ outer: SourceRange, _ inner: SourceRange) -> Bool {
    (outer.column ?? 0) <= (inner.column ?? 0) && (outer.endColumn ?? 0) >= (inner.endColumn ?? 0)
  }

  private func mentions(
    _ bytes: [UInt8], tokens: [CodeToken]?, place: ReferenceFacts.Mention.Place
  ) -> [ReferenceFacts.Mention] {
    mentions(search.hits(in: bytes), bytes, tokens: tokens, place: place)
  }

  /// The first mention of each key at each kind of place.
  private func mentions(
    _ hits: [KeySearch.Hit], _ bytes: [UInt8], tokens: [CodeToken]?, place outside: ReferenceFacts.Mention.Place
  ) -> [ReferenceFacts.Mention] {
    struct Seen: Hashable {
      var form: Int
      var place: ReferenceFacts.Mention.Place
    }
    var seen: Set<Seen> = []
    var lines = LineCounter(bytes)
    var mentions: [ReferenceFacts.Mention] = []
    for hit in hits {
      let form = search.forms[hit.form]
      var place = outside
      if let tokens {
        guard let told = Self.place(of: hit.range, tokens, bytes) else { continue }
        place = told
      }
      // An ordinary word of a language says nothing, nor do names that other things may have.
      let isQuoted = Self.isQuoted(hit.range, bytes)
      let isWord = form.text.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
      if place == .text, !isQuoted, tokens != nil { place = .comment }
      if isWord, !isQuoted { continue }
      if place == .code, form.alias == nil, isWord { continue }
      guard seen.insert(Seen(form: hit.form, place: place)).inserted else { continue }
      mentions.append(
        .init(key: form.key, alias: form.alias, place: place, range: lines.range(of: hit.range)))
    }
    return mentions
  }

  private static func isQuoted(_ range: Range<Int>, _ bytes: [UInt8]) -> Bool {
    guard range.lowerBound > 0, range.upperBound < bytes.count else { return false }
    let mark = bytes[range.lowerBound - 1]
    return (mark == 0x22 || mark == 0x27 || mark == 0x60) && bytes[range.upperBound] == mark
  }

  /// What the bytes stand in: a token, or between two, which is a comment.
  private static func place(
    of range: Range<Int>, _ tokens: [CodeToken], _ bytes: [UInt8]
  ) -> ReferenceFacts.Mention.Place? {
    var (low, high) = (0, tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].range.lowerBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    // Tokens within an interpolation come behind that of the text around them.
    for token in tokens[..<low].suffix(40).reversed() where token.range.upperBound >= range.upperBound {
      switch token.kind {
      case .word: return .code
      case .literal, .opaque: return .text
      case .punctuation: continue
      }
    }
    return .comment
  }
}
