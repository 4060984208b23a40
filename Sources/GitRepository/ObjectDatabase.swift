internal import CLibgit2
internal import GateModel

/// Where a repository's objects are, and what to tell a user when one is not there. For one thread at a time.
final class ObjectDatabase {
  private let handle: Handle
  private let location: RepositoryLocation

  /// The objects of `repository`, from the directories that the environment named where it named any.
  init(_ location: RepositoryLocation, repository: OpaquePointer) throws(GitError) {
    self.location = location
    let attempt = "could not open the objects of \(location.gitDirectory)"
    if let directory = location.objectDirectory {
      handle = try Handle(attempt, free: git_odb_free) { pointer in
        directory.withCString { git_odb_open(&pointer, $0) }
      }
      try check(git_repository_set_odb(repository, handle.pointer), attempt)
    } else {
      handle = try Handle(attempt, free: git_odb_free) { git_repository_odb(&$0, repository) }
    }
    for directory in location.alternateObjectDirectories {
      try check(directory.withCString { git_odb_add_disk_alternate(handle.pointer, $0) }, attempt)
    }
  }

  /// Whether the object is here.
  func contains(_ id: ObjectID) throws(GitError) -> Bool {
    var oid = try id.oid()
    return git_odb_exists(handle.pointer, &oid) == 1
  }

  /// How many bytes the blob `id` has.
  func size(of id: ObjectID) throws(GitError) -> UInt64 {
    var oid = try id.oid()
    var size = 0
    var type = GIT_OBJECT_INVALID
    try found(git_odb_read_header(&size, &type, handle.pointer, &oid), id)
    try requireBlob(type, id)
    return UInt64(size)
  }

  /// The bytes of the blob `id`.
  ///
  /// - Throws: `GitError` of kind `tooLarge` for more than `limit` bytes, before they are read.
  func bytes(of id: ObjectID, limit: UInt64) throws(GitError) -> [UInt8] {
    try requireSize(of: id, limit: limit)
    var oid = try id.oid()
    let object = try found(id) {
      git_odb_read(&$0, handle.pointer, &oid)
    } free: {
      git_odb_object_free($0)
    }
    guard let start = git_odb_object_data(object.pointer) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: git_odb_object_size(object.pointer)))
  }

  /// The blob `id` as an object of `repository`, whose objects these are; with the same limit.
  func blob(_ id: ObjectID, limit: UInt64, in repository: OpaquePointer) throws(GitError) -> Handle {
    try requireSize(of: id, limit: limit)
    var oid = try id.oid()
    return try found(id) {
      git_blob_lookup(&$0, repository, &oid)
    } free: {
      git_blob_free($0)
    }
  }

  private func requireSize(of id: ObjectID, limit: UInt64) throws(GitError) {
    let size = try size(of: id)
    guard size <= limit else {
      throw GitError(.tooLarge, "blob \(id) has \(size) bytes, more than the \(limit) that are read")
    }
  }

  private func found(
    _ id: ObjectID, make: (inout OpaquePointer?) -> Int32, free: @escaping (OpaquePointer?) -> Void
  ) throws(GitError) -> Handle {
    do {
      return try Handle("could not read object \(id)", free: free, make: make)
    } catch {
      throw error.kind == .notFound ? missing(id) : error
    }
  }

  /// - Throws: `GitError` that names the object and the fetch that would help, when `code` says that it is not here.
  func found(_ code: Int32, _ id: ObjectID) throws(GitError) {
    if code == GIT_ENOTFOUND.rawValue { throw missing(id) }
    try check(code, "could not read object \(id)")
  }

  /// The error for an object that is not here.
  func missing(_ id: ObjectID) -> GitError {
    let message = "object \(id) is not in the repository at \(location.commonDirectory)"
    if location.isShallow {
      return GitError(
        .notFound, message + ", which is a shallow clone", hint: "fetch the rest of the history: git fetch --unshallow")
    }
    let packs = location.commonDirectory.appending("objects/pack")
    if DirectoryListing.names(in: packs).contains(where: { $0.suffix(9).elementsEqual(".promisor".utf8) }) {
      return GitError(
        .notFound, message + ", which is a partial clone",
        hint: "let git fetch it: git cat-file -e \(id); or everything: git fetch --refetch --no-filter")
    }
    return GitError(.notFound, message, hint: "see what else is missing: git fsck --connectivity-only")
  }

  private func requireBlob(_ type: git_object_t, _ id: ObjectID) throws(GitError) {
    guard type == GIT_OBJECT_BLOB else { throw GitError(.malformed, "object \(id) is not a blob") }
  }
}
