internal import GateModel

/// Reads objects where git keeps them: in files of their own and in packs, here and in the directories that this
/// repository borrows from (gitrepository-layout(5), `objects`). For one thread at a time.
///
/// gate's own and not libgit2's, since loading and starting libgit2 takes longer than a whole run, and since it cannot read
/// repositories that name their objects by SHA-256.
final class ObjectStore {
  /// git follows chains of borrowing repositories that far.
  private static let alternateDepthLimit = 5
  private static let alternatesSizeLimit = 1 << 20

  /// The object directory, then those that it borrows from.
  let directories: [LocalPath]
  let format: Repository.ObjectFormat
  /// The packs that are known, the one that was of use last in front; `nil` before any was needed.
  private var packs: [PackFile]?

  /// - Parameters:
  ///   - directory: the object directory.
  ///   - alternates: `GIT_ALTERNATE_OBJECT_DIRECTORIES`; those of `info/alternates` are found.
  init(_ directory: LocalPath, alternates: [LocalPath], format: Repository.ObjectFormat) {
    var found: [LocalPath] = []
    for start in [directory] + alternates { Self.collect(start, depth: 0, into: &found) }
    directories = found
    self.format = format
  }

  /// Whether the object is here.
  func contains(_ id: ObjectID) throws(GitError) -> Bool {
    for directory in directories
    where FileStatus(of: LooseObject.path(of: id, in: directory))?.kind == .regular { return true }
    return try packed(id) != nil
  }

  /// The kind and the size in bytes of an object, `nil` where it is not here.
  func header(of id: ObjectID) throws(GitError) -> (kind: GitObject.Kind, size: Int)? {
    for directory in directories {
      if let loose = try LooseObject(id, in: directory) { return (loose.kind, loose.size) }
    }
    guard let (pack, offset) = try packed(id) else { return nil }
    return try pack.header(at: offset)
  }

  /// The object `id`, `nil` where it is not here.
  ///
  /// - Throws: `GitError`: `tooLarge` where it has more than `limit` bytes, which are then not read; `malformed` where its
  ///   content is not what its name says.
  func object(_ id: ObjectID, limit: UInt64) throws(GitError) -> GitObject? {
    guard let object = try unverified(id, limit: limit) else { return nil }
    guard object.id(format) == id else {
      throw GitError(.malformed, "object \(id) holds something else", hint: "see what is damaged: git fsck")
    }
    return object
  }

  /// The error for an object that is larger than the caller wants to hold.
  static func tooLarge(_ id: ObjectID, size: UInt64, limit: UInt64) -> GitError {
    GitError(.tooLarge, "object \(id) has \(size) bytes, more than the \(limit) that are read")
  }

  private func unverified(_ id: ObjectID, limit: UInt64) throws(GitError) -> GitObject? {
    // What was staged and committed last lies in files of its own, and most runs need nothing else.
    for directory in directories {
      guard let loose = try LooseObject(id, in: directory) else { continue }
      if loose.size > limit { throw Self.tooLarge(id, size: UInt64(loose.size), limit: limit) }
      return try loose.object()
    }
    guard let (pack, offset) = try packed(id) else { return nil }
    let size = try pack.header(at: offset).size
    if size > limit { throw Self.tooLarge(id, size: UInt64(size), limit: limit) }
    return try pack.object(at: offset)
  }

  private func packed(_ id: ObjectID) throws(GitError) -> (PackFile, Int)? {
    let isKnown = packs != nil
    if let found = try search(id) { return found }
    // git may have packed the object since the packs were listed.
    if !isKnown { return nil }
    packs = nil
    return try search(id)
  }

  private func search(_ id: ObjectID) throws(GitError) -> (PackFile, Int)? {
    var known: [PackFile] = []
    if let packs { known = packs } else { known = try listed() }
    packs = known
    for (position, pack) in known.enumerated() {
      guard let offset = pack.offset(of: id), pack.isReadable else { continue }
      if position > 0 { packs?.swapAt(0, position) }
      return (pack, offset)
    }
    return nil
  }

  private func listed() throws(GitError) -> [PackFile] {
    var packs: [PackFile] = []
    for directory in directories {
      let folder = directory.appending("pack")
      for name in DirectoryListing.names(in: folder) where name.suffix(4).elementsEqual(".idx".utf8) {
        guard name.starts(with: "pack-".utf8) else { continue }
        let path = folder.appending(bytes: name)
        if let pack = try PackFile(indexPath: path, idByteCount: format.idByteCount) { packs.append(pack) }
      }
    }
    return packs
  }

  private static func collect(_ directory: LocalPath, depth: Int, into found: inout [LocalPath]) {
    if depth > alternateDepthLimit || found.contains(directory) { return }
    found.append(directory)
    let file = directory.appending("info/alternates")
    guard let bytes = FileBytes.read(file, limit: alternatesSizeLimit, followsLinks: true) else { return }
    for line in bytes.split(separator: UInt8(ascii: "\n")) where line.first != UInt8(ascii: "#") {
      collect(directory.resolving(LocalPath(bytes: line)), depth: depth + 1, into: &found)
    }
  }
}
