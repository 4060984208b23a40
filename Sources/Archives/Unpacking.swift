/// The unpacking of one outermost archive, with what is left of its limits.
struct Unpacking {
  private let limits: ArchiveLimits
  private let body: (ArchiveMember) -> Void
  /// How many bytes may still be unpacked.
  private(set) var room: Int
  private var memberCount = 0

  init(limits: ArchiveLimits, archiveSize: Int, body: @escaping (ArchiveMember) -> Void) {
    self.limits = limits
    self.body = body
    let (product, overflows) = archiveSize.multipliedReportingOverflow(by: limits.ratio)
    room = min(limits.totalSize, max(ArchiveLimits.freeSize, overflows ? .max : product))
  }

  /// Unpacks `archive`, whose members get `prefix` before their names.
  mutating func unpack(_ archive: UnsafeRawBufferPointer, name: [UInt8], prefix: [UInt8], depth: Int) {
    switch ArchiveFormat(archive) {
    case .zip: ZipReader(archive).read(into: &self, prefix: prefix, depth: depth)
    case .tar: TarReader(archive).read(into: &self, prefix: prefix, depth: depth)
    case .gzip: unpackGzip(archive, name: name, prefix: prefix, depth: depth)
    case .unread(let format): skip(prefix, "gate does not read \(format)")
    case nil: skip(prefix, "it is no archive")
    }
  }

  /// Whether nothing more is unpacked; it has been told.
  private(set) var isExhausted = false

  /// How large the next member may be.
  var allowance: Int { min(room, limits.memberSize) }

  /// Whether one more member is allowed.
  mutating func admitsMember() -> Bool {
    memberCount += 1
    return memberCount <= limits.memberCount
  }

  /// Tells that something was not unpacked. An empty name is the outermost archive's.
  func skip(_ name: [UInt8], _ reason: String) { body(ArchiveMember(name: name, content: .skipped(reason))) }

  /// Tells that a member is larger than what is left. What was unpacked of it counts, or a thousand such members would take the
  /// time of a thousand archives.
  mutating func skipTooLarge(_ name: [UInt8]) {
    if room > limits.memberSize {
      room -= limits.memberSize
      skip(name, "it unpacks to more than \(limits.memberSize) bytes")
    } else {
      isExhausted = true
      skip(
        name,
        "the archive unpacks to too much: \(limits.totalSize) bytes, or \(limits.ratio) times its size, are the limit")
    }
  }

  /// Tells that a member could not be unpacked beyond `count` bytes.
  mutating func skipDamaged(_ name: [UInt8], count: Int) {
    room -= count
    skip(name, "it is damaged, or ends too early")
  }

  /// Takes a member; an archive is unpacked in its turn.
  mutating func take(_ bytes: [UInt8], named name: [UInt8], depth: Int) {
    room -= bytes.count
    bytes.withUnsafeBytes { member in
      guard ArchiveFormat(member) != nil else {
        body(ArchiveMember(name: name, content: .bytes(bytes)))
        return
      }
      if depth >= limits.depth {
        skip(name, "archives are in each other more than \(limits.depth) deep")
      } else {
        unpack(member, name: name, prefix: name, depth: depth + 1)
      }
    }
  }

  /// The name of a member in an archive with the name `prefix`.
  static func joined(_ prefix: [UInt8], _ name: some Collection<UInt8>) -> [UInt8] {
    prefix.isEmpty ? Array(name) : prefix + [UInt8(ascii: "!")] + name
  }

  private mutating func unpackGzip(_ archive: UnsafeRawBufferPointer, name: [UInt8], prefix: [UInt8], depth: Int) {
    let inner = Self.joined(prefix, Self.unpackedName(name))
    var output: [UInt8] = []
    var rest = archive[...]
    // Members of gzip's format follow each other; what is behind the last is filling.
    repeat {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      switch Inflater.inflate(part, frame: .gzip, limit: allowance - output.count) {
      case .complete(let bytes, let consumed):
        output += bytes
        rest = rest.dropFirst(consumed)
      case .tooLarge: return skipTooLarge(inner)
      case .damaged(let count): return skipDamaged(inner, count: count)
      }
    } while ArchiveFormat(UnsafeRawBufferPointer(rebasing: rest)) == .gzip
    // `a.tar.gz` is one archive to its users, not two.
    let isTar = output.withUnsafeBytes { ArchiveFormat($0) == .tar }
    guard isTar else { return take(output, named: inner, depth: depth) }
    room -= output.count
    output.withUnsafeBytes { unpack($0, name: inner, prefix: prefix, depth: depth) }
  }

  /// `notes.txt` for `a/notes.txt.gz`.
  private static func unpackedName(_ name: [UInt8]) -> ArraySlice<UInt8> {
    let separators = [UInt8(ascii: "/"), UInt8(ascii: "!")]
    let last = name.lastIndex(where: separators.contains).map { name[($0 + 1)...] } ?? name[...]
    return last.count > 3 && last.suffix(3).elementsEqual(".gz".utf8) ? last.dropLast(3) : last
  }
}
