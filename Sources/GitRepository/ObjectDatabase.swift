internal import CLibgit2
internal import GateModel

/// A repository's objects, and what to tell a user when one is not there. For one thread at a time.
final class ObjectDatabase {
  /// Larger trees, commits and tags are not read.
  static let structureLimit = 256 << 20

  private let store: ObjectStore
  private let location: RepositoryLocation

  /// The objects of a repository, from the directories that the environment named where it named any.
  init(_ location: RepositoryLocation) {
    self.location = location
    store = ObjectStore(
      location.ownObjectDirectory, alternates: location.alternateObjectDirectories, format: location.objectFormat)
  }

  /// Whether the object is here.
  func contains(_ id: ObjectID) throws(GitError) -> Bool { try store.contains(id) }

  /// How many bytes the blob `id` has.
  func size(of id: ObjectID) throws(GitError) -> UInt64 {
    guard let (kind, size) = try store.header(of: id) else { throw missing(id) }
    guard kind == .blob else { throw Self.notABlob(id) }
    return UInt64(size)
  }

  /// The bytes of the blob `id`.
  ///
  /// - Throws: `GitError` of kind `tooLarge` for more than `limit` bytes, before they are read.
  func bytes(of id: ObjectID, limit: UInt64) throws(GitError) -> [UInt8] {
    guard let object = try store.object(id, limit: limit) else { throw missing(id) }
    guard object.kind == .blob else { throw Self.notABlob(id) }
    return object.bytes
  }

  /// A commit, a tree or a tag.
  func structure(_ id: ObjectID) throws(GitError) -> GitObject {
    guard let object = try store.object(id, limit: UInt64(Self.structureLimit)) else { throw missing(id) }
    guard object.kind != .blob else { throw GitError(.malformed, "object \(id) is a blob") }
    return object
  }

  /// The blob `id` as an object of `repository`, whose objects these are; with the same limit.
  func blob(_ id: ObjectID, limit: UInt64, in repository: OpaquePointer) throws(GitError) -> Handle {
    let size = try size(of: id)
    if size > limit { throw ObjectStore.tooLarge(id, size: size, limit: limit) }
    var oid = try id.oid()
    return try found(id) {
      git_blob_lookup(&$0, repository, &oid)
    } free: {
      git_blob_free($0)
    }
  }

  private static func notABlob(_ id: ObjectID) -> GitError { GitError(.malformed, "object \(id) is not a blob") }

  private func found(
    _ id: ObjectID, make: (inout OpaquePointer?) -> Int32, free: @escaping (OpaquePointer?) -> Void
  ) throws(GitError) -> Handle {
    do {
      return try Handle("could not read object \(id)", free: free, make: make)
    } catch {
      throw error.kind == .notFound ? missing(id) : error
    }
  }

  /// The error for an object that is not here.
  func missing(_ id: ObjectID) -> GitError {
    let message = "object \(id) is not in the repository at \(location.commonDirectory)"
    if location.isShallow {
      return GitError(
        .notFound, message + ", which is a shallow clone", hint: "fetch the rest of the history: git fetch --unshallow")
    }
    let packs = location.ownObjectDirectory.appending("pack")
    if DirectoryListing.names(in: packs).contains(where: { $0.suffix(9).elementsEqual(".promisor".utf8) }) {
      return GitError(
        .notFound, message + ", which is a partial clone",
        hint: "let git fetch it: git cat-file -e \(id); or everything: git fetch --refetch --no-filter")
    }
    return GitError(.notFound, message, hint: "see what else is missing: git fsck --connectivity-only")
  }
}
