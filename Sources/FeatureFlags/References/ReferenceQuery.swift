package import GateModel

/// What files are searched for besides what speaks of flags by itself.
package struct ReferenceQuery: Hashable, Sendable {
  /// The keys whose mentions are wanted, in order.
  package private(set) var keys: [String]
  /// Names of the repository's own functions and constants, in order.
  package private(set) var words: [String]
  /// The forms in which keys are looked for.
  package private(set) var settings: FlagReferenceSettings

  package init(keys: some Sequence<String>, words: some Sequence<String>, settings: FlagReferenceSettings) {
    self.keys = Set(keys).sorted()
    self.words = Set(words).sorted()
    self.settings = settings
  }

  /// - Parameters:
  ///   - keys: in order, each once.
  ///   - words: in order, each once.
  init(orderedKeys keys: [String], orderedWords words: [String], settings: FlagReferenceSettings) {
    (self.keys, self.words, self.settings) = (keys, words, settings)
  }

  /// What carries it out. Making it takes time for each key.
  package var reader: ReferenceReader {
    ReferenceReader(
      search: KeySearch(settings.forms(of: keys)), words: Set(words), patterns: settings.patterns)
  }

  /// What carries it out for these few texts alone, with the same results; made in a fraction of the time.
  func reader(for texts: [[UInt8]]) -> ReferenceReader {
    var runs: Set<[UInt8]> = []
    for text in texts { FlagKeyText.insertRuns(of: text[...], into: &runs) }
    let present = keys.filter { key in
      let key = Array(key.utf8)
      if runs.contains(FlagKeyText.folded(key[...])) { return true }
      let first = key.prefix { FlagKeyText.isRun($0) }
      return first.count < key.count && runs.contains(FlagKeyText.folded(first))
    }
    return ReferenceReader(
      search: KeySearch(settings.forms(of: present)), words: Set(words), patterns: settings.patterns)
  }
}

extension FlagContent {
  /// So many times files are searched again for names that only they told of.
  private static let maximumRounds = 3

  /// The content of definition files and of what refers to their flags.
  ///
  /// - Parameters:
  ///   - known: an earlier query whose answers are at hand; it is asked first, and again only where it does not say enough.
  ///   - scan: gives the facts of every file that may refer to flags, in order.
  package init<Failure: Error>(
    files: [FlagFile], settings: FlagReferenceSettings, known: ReferenceQuery? = nil,
    scan: (ReferenceQuery) throws(Failure) -> [ReferenceJoin.File]
  ) throws(Failure) {
    self.init(files: files)
    guard isComplete else { return }
    var keys: Set<String> = []
    for file in files { for flag in file.flags { keys.insert(flag.key) } }
    var words = Set(settings.wrappers.map(\.name))
    var query: ReferenceQuery
    if let known, known.settings == settings, words.isSubset(of: known.words) {
      query = known
    } else {
      query = ReferenceQuery(keys: keys, words: words, settings: settings)
    }
    for _ in 0..<Self.maximumRounds {
      let join = ReferenceJoin(try scan(query), keys: keys, settings: settings)
      add(join.references(), of: keys)
      words = join.wantedWords.union(settings.wrappers.map(\.name))
      let isEnough = words.isSubset(of: query.words) && isAnswered(query, keys)
      if isEnough { return }
      query = ReferenceQuery(keys: keys, words: words.union(query.words), settings: settings)
    }
  }

  /// Whether all keys are known to be asked for, or were looked for.
  private func isAnswered(_ query: ReferenceQuery, _ keys: Set<String>) -> Bool {
    let rest = keys.subtracting(query.keys)
    return rest.isEmpty || rest.isSubset(of: references.map(\.key))
  }

  private mutating func add(_ all: [FlagReference], of keys: Set<String>) {
    (references, mentions, unresolved) = ([], [], [])
    for reference in all {
      switch reference.kind {
      case .read, .override: references.append(reference)
      case .mention: if keys.contains(reference.key) { mentions.append(reference) }
      case .unresolved: unresolved.append(reference)
      }
    }
  }
}
