import GateModel

/// Puts together the bytes of a ``GraphArchive``.
struct GraphArchiveWriter {
  private let mark: String
  private let idSize: Int
  private var pathEnds: [UInt32] = []
  private var paths: [UInt8] = []
  private var modes: [UInt8] = []
  private var ids: [UInt8] = []
  private var roles: [UInt8] = []
  private var flags: [UInt8] = []
  private var linkStarts: [UInt32] = [0]
  private var linkTargets: [UInt32] = []
  private var linkKinds: [UInt8] = []
  private var directories: [UInt32] = []
  private var factEnds: [UInt32] = []
  private var facts: [UInt8] = []
  private var wordStarts: [UInt32] = [0]
  private var words: [UInt8] = []

  /// - Parameters:
  ///   - mark: ``SourceStack/mark``.
  ///   - idSize: the number of bytes of an object id.
  init(mark: String, idSize: Int) {
    self.mark = mark
    self.idSize = idSize
  }

  /// Adds the next file but for its facts and links.
  mutating func add(
    _ path: RepositoryPath, _ version: FileVersion?, roles: (path: FileRole, final: FileRole),
    _ flags: GraphArchive.Flags
  ) {
    paths += path.bytes
    pathEnds.append(UInt32(clamping: paths.count))
    modes.append(GraphArchive.byte(version?.mode))
    if let version {
      version.id.append(to: &ids)
    } else {
      ids += repeatElement(0, count: idSize)
    }
    self.roles.append(roles.path.rawValue | roles.final.rawValue << 4)
    self.flags.append(flags.rawValue)
  }

  /// Adds the facts and the words of the next file, in the bytes in which archives keep them.
  mutating func addFacts(_ facts: some Sequence<UInt8>, words: some Sequence<UInt8>) {
    self.facts += facts
    factEnds.append(UInt32(clamping: self.facts.count))
    self.words += words
    wordStarts.append(UInt32(clamping: self.words.count / 4))
  }

  /// The bytes in which archives keep words.
  static func bytes(ofWords words: [String]) -> [UInt8] {
    var hashes = words.map { NameHash.of($0.utf8) }
    hashes.sort()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * hashes.count)
    for (place, hash) in hashes.enumerated() where place == 0 || hash != hashes[place - 1] {
      withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
    }
    return bytes
  }

  /// Adds the links of all files.
  mutating func addLinks(of graph: SourceGraph) {
    var places: [Int: Int] = [:]
    linkKinds = Array(graph.needs.kinds[..<Int(graph.needs.starts[graph.count])])
    linkStarts = graph.needs.starts[...graph.count].map { UInt32($0) }
    linkTargets.reserveCapacity(linkKinds.count)
    for target in graph.needs.targets[..<linkKinds.count].lazy.map(Int.init) {
      guard target >= graph.count else {
        linkTargets.append(UInt32(target))
        continue
      }
      let directory = target - graph.count
      let place = places[directory, default: places.count]
      if places.updateValue(place, forKey: directory) == nil {
        directories.append(UInt32(graph.directories.files(below: directory).lowerBound))
        directories.append(UInt32(graph.directories.depth(of: directory)))
      }
      linkTargets.append(UInt32(graph.count + place))
    }
  }

  /// The whole archive; empty where it is too large for the form.
  var bytes: [UInt8] {
    let limit = Int(Int32.max)
    if [paths.count, facts.count, words.count, linkKinds.count, modes.count].contains(where: { $0 > limit }) {
      return []
    }
    let sections = GraphArchive.Section.allCases.map { section -> [UInt8] in
      switch section {
      case .mark: Array(mark.utf8)
      case .idSize: [UInt8(idSize)]
      case .pathEnds: ArchiveSections.bytes(of: pathEnds)
      case .paths: paths
      case .modes: modes
      case .ids: ids
      case .roles: roles
      case .flags: flags
      case .linkStarts: ArchiveSections.bytes(of: linkStarts)
      case .linkTargets: ArchiveSections.bytes(of: linkTargets)
      case .linkKinds: linkKinds
      case .directories: ArchiveSections.bytes(of: directories)
      case .factEnds: ArchiveSections.bytes(of: factEnds)
      case .facts: facts
      case .wordStarts: ArchiveSections.bytes(of: wordStarts)
      case .words: words
      }
    }
    return GraphArchive.form.bytes(of: sections)
  }
}
