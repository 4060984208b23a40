internal import GateModel

/// A pack and its index, opened when something is first looked for (gitformat-pack(5)).
final class PackFile {
  /// Nothing larger is read, be it an object or what one is made of.
  private static let sizeLimit = 4 << 30
  /// A longer chain of deltas than git makes (`pack.depth` may be 4095 at most).
  private static let chainLimit = 4096
  private static let magic: UInt32 = 0x5041_434b

  private let path: LocalPath
  private let idByteCount: Int
  private let index: PackIndex
  private var pack: MappedFile?
  private var isVerified = false
  private var bases = DeltaBases()

  /// The pack whose index lies at `indexPath`, `nil` where that file is gone.
  init?(indexPath: LocalPath, idByteCount: Int) throws(GitError) {
    guard let file = MappedFile(indexPath) else { return nil }
    path = LocalPath(bytes: indexPath.bytes.dropLast(".idx".utf8.count) + ".pack".utf8)
    self.idByteCount = idByteCount
    index = try PackIndex(file, idByteCount: idByteCount, path: indexPath)
  }

  /// Where the object lies, `nil` where it is not in this pack.
  func offset(of id: ObjectID) -> Int? { index.offset(of: id) }

  /// Whether the pack itself is there: git removes packs whose objects it has packed anew.
  var isReadable: Bool {
    if pack == nil { pack = MappedFile(path) }
    return pack != nil
  }

  /// The kind and the size of the object at `offset`, of which no more is read than needed.
  func header(at offset: Int) throws(GitError) -> (kind: GitObject.Kind, size: Int) {
    var entry = try entry(at: offset)
    var size = entry.size
    if case .object(let kind) = entry.content { return (kind, size) }
    let pack = try opened()
    guard let input = pack.bytes(from: entry.data),
      let start = Inflation.prefix(min(entry.size, PackDelta.headerLimit), of: input), let delta = PackDelta(start)
    else { throw malformed(offset) }
    size = delta.resultSize
    for _ in 0..<Self.chainLimit {
      switch entry.content {
      case .object(let kind): return (kind, size)
      case .offsetDelta(let base): entry = try self.entry(at: base)
      case .namedDelta(let id): entry = try self.entry(at: base(id, of: offset))
      }
    }
    throw malformed(offset)
  }

  /// The object at `offset`.
  func object(at offset: Int) throws(GitError) -> GitObject {
    var deltas: [(offset: Int, delta: PackDelta)] = []
    var next = offset
    var object: GitObject
    while true {
      if let known = bases[next] {
        object = known
        break
      }
      let entry = try entry(at: next)
      if case .object(let kind) = entry.content {
        object = GitObject(kind: kind, bytes: try data(of: entry, at: next))
        if !deltas.isEmpty { bases[next] = object }
        break
      }
      guard deltas.count < Self.chainLimit, let delta = PackDelta(try data(of: entry, at: next)) else {
        throw malformed(offset)
      }
      try requireSize(delta.resultSize)
      deltas.append((next, delta))
      if case .offsetDelta(let base) = entry.content { next = base }
      if case .namedDelta(let id) = entry.content { next = try base(id, of: offset) }
    }
    for (place, delta) in deltas.reversed() {
      guard let bytes = delta.applied(to: object.bytes) else { throw malformed(place) }
      object.bytes = bytes
      if place != offset { bases[place] = object }
    }
    return object
  }

  /// Where the object lies that the one at `offset` is a delta to. A pack on disk holds all that its deltas need.
  private func base(_ id: ObjectID, of offset: Int) throws(GitError) -> Int {
    guard let base = self.offset(of: id) else { throw malformed(offset) }
    return base
  }

  private func opened() throws(GitError) -> MappedFile {
    guard isReadable, let pack else { throw GitError(.notFound, "could not read the pack \(path)") }
    if isVerified { return pack }
    try Self.verify(pack, path)
    isVerified = true
    return pack
  }

  /// Throws where `pack` is not a pack of a version that is known.
  static func verify(_ pack: MappedFile, _ path: LocalPath) throws(GitError) {
    guard pack.number32(at: 0) == magic, let version = pack.number32(at: 4) else {
      throw GitError(.malformed, "\(path) is not a pack", hint: "see what is damaged: git fsck")
    }
    guard version == 2 || version == 3 else {
      throw GitError(.unsupported, "\(path) has version \(version), which gate does not know")
    }
  }

  private func entry(at offset: Int) throws(GitError) -> PackEntry {
    guard let entry = PackEntry(at: offset, in: try opened(), idByteCount: idByteCount) else { throw malformed(offset) }
    return entry
  }

  private func data(of entry: PackEntry, at offset: Int) throws(GitError) -> [UInt8] {
    try requireSize(entry.size)
    guard let input = try opened().bytes(from: entry.data), let bytes = Inflation.whole(input, count: entry.size) else {
      throw malformed(offset)
    }
    return bytes
  }

  private func requireSize(_ size: Int) throws(GitError) {
    if size > Self.sizeLimit {
      throw GitError(.tooLarge, "an object in \(path) has \(size) bytes, more than the \(Self.sizeLimit) that are read")
    }
  }

  private func malformed(_ offset: Int) -> GitError {
    GitError(
      .malformed, "the object at offset \(offset) of \(path) is damaged", hint: "see what is damaged: git fsck")
  }
}

/// Objects that others are deltas to, kept while there is room: neighbouring trees share most of their chain.
private struct DeltaBases {
  private static let roomLimit = 8 << 20

  private var objects: [Int: GitObject] = [:]
  private var room = roomLimit

  subscript(offset: Int) -> GitObject? {
    get { objects[offset] }
    set {
      guard let newValue, objects[offset] == nil, newValue.bytes.count <= Self.roomLimit / 16 else { return }
      if newValue.bytes.count > room {
        objects = [:]
        room = Self.roomLimit
      }
      room -= newValue.bytes.count
      objects[offset] = newValue
    }
  }
}
