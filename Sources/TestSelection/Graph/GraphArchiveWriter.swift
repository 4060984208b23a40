import Digests
import GateModel

/// Puts together the bytes of a ``GraphArchive``.
struct GraphArchiveWriter {
  private var sections: [[UInt8]] = Array(repeating: [], count: GraphArchive.Section.allCases.count)

  /// - Parameters:
  ///   - mark: ``SourceStack/mark``.
  ///   - idSize: the number of bytes of an object id.
  init(mark: String, idSize: Int) {
    self[.mark] = Array(mark.utf8)
    self[.idSize] = [UInt8(idSize)]
    append(0, to: .linkStarts)
    append(0, to: .wordStarts)
  }

  private subscript(section: GraphArchive.Section) -> [UInt8] {
    get { sections[section.rawValue] }
    _modify { yield &sections[section.rawValue] }
  }

  private mutating func append(_ number: Int, to section: GraphArchive.Section) {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { self[section].append(contentsOf: $0) }
  }

  /// Adds the next file but for its links.
  mutating func add(
    _ path: RepositoryPath, _ version: FileVersion?, roles: (path: FileRole, final: FileRole),
    _ flags: GraphArchive.Flags
  ) {
    self[.paths] += path.bytes
    append(self[.paths].count, to: .pathEnds)
    self[.modes].append(GraphArchive.byte(version?.mode))
    self[.ids] += version?.id.bytes ?? Array(repeating: 0, count: Int(self[.idSize][0]))
    self[.roles].append(roles.path.rawValue | roles.final.rawValue << 4)
    self[.flags].append(flags.rawValue)
  }

  /// Adds the facts and the words of the next file as another archive keeps them.
  mutating func addFacts(_ facts: ArraySlice<UInt8>, words: ArraySlice<UInt8>) {
    self[.facts] += facts
    self[.words] += words
    endFacts()
  }

  /// Adds the facts, if any, and the words of the next file.
  mutating func addFacts(_ facts: FileFacts?, words: [String]) {
    if let facts { FactsCoding.append(facts, to: &self[.facts]) }
    for word in Set(words.map { NameHash.of($0.utf8) }).sorted() { append(Int(word), to: .words) }
    endFacts()
  }

  private mutating func endFacts() {
    append(self[.facts].count, to: .factEnds)
    append(self[.words].count / 4, to: .wordStarts)
  }

  /// Adds the links of all files.
  mutating func addLinks(of graph: SourceGraph) {
    var directoryPlaces: [Int: Int] = [:]
    for file in 0..<graph.count {
      for link in graph.needs.range(file) {
        var target = Int(graph.needs.targets[link])
        if target >= graph.count {
          let directory = target - graph.count
          let next = directoryPlaces.count
          let place = directoryPlaces[directory] ?? next
          if place == next {
            directoryPlaces[directory] = next
            append(graph.directories.files(below: directory).lowerBound, to: .directories)
            append(graph.directories.depth(of: directory), to: .directories)
          }
          target = graph.count + place
        }
        append(target, to: .linkTargets)
        self[.linkKinds].append(graph.needs.kinds[link])
      }
      append(self[.linkKinds].count, to: .linkStarts)
    }
  }

  /// The whole archive.
  var bytes: [UInt8] {
    var body: [UInt8] = []
    body.reserveCapacity(sections.reduce(8 * sections.count) { $0 + $1.count })
    for section in sections {
      withUnsafeBytes(of: UInt64(section.count).littleEndian) { body.append(contentsOf: $0) }
    }
    for section in sections { body += section }
    var bytes = GraphArchive.magic
    for number in [GraphArchive.version, UInt32(sections.count)] {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes + Digest256.of(body) + body
  }
}
