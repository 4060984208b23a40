package import GateModel

/// The facts about the files of a content and of what was there before it, each blob read once, or not at all where an
/// archive knows it.
package struct ReferenceLibrary {
  private let settings: FlagReferenceSettings
  private var archive: ReferenceArchive?
  /// What was decoded of the archive, by the place of the entry.
  private var decoded: [Int: ReferenceFacts] = [:]
  private var fresh: [ReferenceArchive.Entry: ReferenceFacts] = [:]
  private var places: [ReferenceArchive.Entry: Int] = [:]
  private var query: ReferenceQuery?
  /// How many files were read since the archive was made.
  package private(set) var readCount = 0
  /// After so many entries that are not where they are expected all are looked up by their id.
  private static let maximumMisses = 64

  /// - Parameter bytes: an archive that ``archive(of:)`` made, `nil` where there is none.
  package init(_ settings: FlagReferenceSettings, archive bytes: [UInt8]?) {
    self.settings = settings
    archive = bytes.flatMap { ReferenceArchive($0, settings: settings) }
  }

  /// The query whose answers are at hand, `nil` for none.
  package var known: ReferenceQuery? { query ?? archive?.query }

  /// The files of `code` that say anything, with what they say, in order.
  ///
  /// - Parameter read: gives the bytes of a file, `nil` for one that is not to be searched.
  package mutating func files<Failure: Error>(
    _ code: [SnapshotFile], for query: ReferenceQuery, read: (SnapshotFile) throws(Failure) -> [UInt8]?
  ) throws(Failure) -> [ReferenceJoin.File] {
    if query != known {
      archive = nil
      (decoded, fresh, places) = ([:], [:], [:])
    }
    self.query = query
    var unread: [(place: Int, entry: ReferenceArchive.Entry)] = []
    var found: [(place: Int, facts: ReferenceFacts)] = []
    var (expected, misses) = (0, 0)
    for (number, file) in code.enumerated() {
      guard let kind = ReferenceText(file.path)?.number else { continue }
      if let place = place(of: file, kind, &expected, next: number + 1 < code.count ? code[number + 1] : nil, &misses),
        let facts = facts(at: place)
      {
        if !facts.isEmpty { found.append((number, facts)) }
        continue
      }
      let entry = ReferenceArchive.Entry(id: file.version.id, kind: kind)
      if let facts = fresh[entry] {
        if !facts.isEmpty { found.append((number, facts)) }
      } else {
        unread.append((number, entry))
      }
    }
    if !unread.isEmpty {
      try add(unread, of: code, query, &found, read: read)
      found.sort { $0.place < $1.place }
    }
    return found.map { .init(path: code[$0.place].path, facts: $0.facts) }
  }

  /// So many files are read before they are searched, so that the search can be made for them.
  private static let fewFiles = 16

  private mutating func add<Failure: Error>(
    _ unread: [(place: Int, entry: ReferenceArchive.Entry)], of code: [SnapshotFile], _ query: ReferenceQuery,
    _ found: inout [(place: Int, facts: ReferenceFacts)], read: (SnapshotFile) throws(Failure) -> [UInt8]?
  ) throws(Failure) {
    var texts: [Int: [UInt8]] = [:]
    if unread.count <= Self.fewFiles {
      for (place, _) in unread { texts[place] = try read(code[place]) }
    }
    let reader = unread.count <= Self.fewFiles ? query.reader(for: Array(texts.values)) : query.reader
    for (place, entry) in unread {
      if fresh[entry] == nil {
        let bytes = unread.count <= Self.fewFiles ? texts[place] : try read(code[place])
        fresh[entry] = bytes.flatMap { reader.facts(of: $0, path: code[place].path) } ?? ReferenceFacts()
        readCount += 1
      }
      if let facts = fresh[entry], !facts.isEmpty { found.append((place, facts)) }
    }
  }

  /// The archive's entry of a file. Most are in the same order as the files.
  private mutating func place(
    of file: SnapshotFile, _ kind: UInt8, _ expected: inout Int, next: SnapshotFile?, _ misses: inout Int
  ) -> Int? {
    guard let archive else { return nil }
    let id = file.version.id
    if archive.isEntry(expected, id, kind) {
      expected += 1
      return expected - 1
    }
    misses += 1
    if misses <= Self.maximumMisses {
      if archive.isEntry(expected + 1, id, kind) {
        expected += 2
        return expected - 1
      }
      if let next, let kind = ReferenceText(next.path)?.number {
        if archive.isEntry(expected, next.version.id, kind) { return nil }
        if archive.isEntry(expected + 1, next.version.id, kind) {
          expected += 1
          return nil
        }
      }
    }
    if places.isEmpty {
      for place in 0..<archive.count { if let entry = archive.entry(place) { places[entry] = place } }
    }
    guard let place = places[.init(id: id, kind: kind)] else { return nil }
    expected = place + 1
    return place
  }

  private mutating func facts(at place: Int) -> ReferenceFacts? {
    guard let archive else { return nil }
    if archive.saysNothing(place) { return ReferenceFacts() }
    if let facts = decoded[place] { return facts }
    let facts = archive.facts(place)
    decoded[place] = facts
    return facts
  }

  /// Whether so much was read that what is known now should be kept.
  package func isWorthKeeping(_ code: [SnapshotFile]) -> Bool {
    readCount > max(20, code.count / 200) || (archive == nil && readCount > 0)
  }

  /// The bytes that keep what is known of `code`; empty where nothing is.
  package mutating func archive(of code: [SnapshotFile]) -> [UInt8] {
    guard let query = known else { return [] }
    var entries: [(ReferenceArchive.Entry, ReferenceFacts)] = []
    var (expected, misses) = (0, 0)
    for (number, file) in code.enumerated() {
      guard let kind = ReferenceText(file.path)?.number else { continue }
      let entry = ReferenceArchive.Entry(id: file.version.id, kind: kind)
      if let facts = fresh[entry] {
        entries.append((entry, facts))
      } else if let place = place(
        of: file, kind, &expected, next: number + 1 < code.count ? code[number + 1] : nil, &misses),
        let facts = facts(at: place)
      {
        entries.append((entry, facts))
      }
    }
    return ReferenceArchive.bytes(entries, of: query)
  }
}
