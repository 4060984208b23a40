internal import CLibgit2
internal import GateModel

/// Compares the content of a working file with a blob, through the filters by which git would add it. For one thread.
final class WorkingContent {
  private let location: RepositoryLocation
  private let workTree: LocalPath
  /// Opened for the first file that a filter may stand before.
  private let repository: Libgit2Repository
  private let objects: ObjectDatabase

  init(_ location: RepositoryLocation, workTree: LocalPath) {
    self.location = location
    self.workTree = workTree
    repository = Libgit2Repository(location)
    objects = ObjectDatabase(location)
  }

  /// Whether the file holds just the blob `id`, or git would add it as that. A file that cannot be read (gone meanwhile, no
  /// permission), or of a filter that gate does not run, does not.
  func isAdded(_ path: RepositoryPath, as id: ObjectID) throws(GitError) -> Bool {
    if hash(path) == id { return true }
    guard try mayBeFiltered(path) else { return false }
    let pointer = try repository.pointer
    if hash(path, in: pointer) == id { return true }
    let attributes = try PathAttributes(of: path, in: pointer)
    if let encoding = attributes.textEncoding { return hash(path, encoding, in: pointer) == id }
    // libgit2 has no programs to run.
    return attributes.filterName == "lfs" ? isPointedTo(path, by: id) : false
  }

  /// The id of the file as a blob without any filter; `nil` where it cannot be read.
  func hash(_ path: RepositoryPath) -> ObjectID? {
    FileBytes.blobID(workTree.appending(path), format: location.objectFormat)
  }

  /// The id of a blob of these bytes.
  func blobID(_ bytes: [UInt8]) -> ObjectID? { GitObject(kind: .blob, bytes: bytes).id(location.objectFormat) }

  /// Whether there is a setting or an attribute anywhere that could concern the file.
  private func mayBeFiltered(_ path: RepositoryPath) throws(GitError) -> Bool {
    if location.configuration.value("core.autocrlf") != nil { return true }
    if try CheckoutRules.outsideAttributes(location).contains(where: { !$0.isEmpty }) { return true }
    var next = path.parent
    while let directory = next {
      if FileStatus(of: workTree.appending(directory.appending(".gitattributes"))) != nil { return true }
      next = directory.parent
    }
    return false
  }

  /// The id of the file through libgit2's filters.
  private func hash(_ path: RepositoryPath, in repository: OpaquePointer) -> ObjectID? {
    var oid = git_oid()
    let code = workTree.appending(path).withCString { path in
      git_repository_hashfile(&oid, repository, path, GIT_OBJECT_BLOB, nil)
    }
    return code == 0 ? ObjectID(oid) : nil
  }

  /// The id of a file that has to be converted to UTF-8 first, of which libgit2 1.5 knows nothing.
  private func hash(_ path: RepositoryPath, _ encoding: TextEncoding, in repository: OpaquePointer) -> ObjectID? {
    guard let file = FileBytes.readWhole(workTree.appending(path)),
      let text = file.withUnsafeBytes({ encoding.decoded($0) })
    else { return nil }
    var filters: OpaquePointer?
    let code = LocalPath(bytes: path.bytes).withCString { path in
      git_filter_list_load(&filters, repository, nil, path, GIT_FILTER_TO_ODB, UInt32(GIT_FILTER_ALLOW_UNSAFE.rawValue))
    }
    guard code == 0 else { return nil }
    guard let filters else { return blobID(text) }
    defer { git_filter_list_free(filters) }
    var output = GitBuffer()
    let result = text.withUnsafeBytes { bytes in
      git_filter_list_apply_to_buffer(
        &output.raw, filters, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    return result == 0 ? blobID(output.bytes) : nil
  }

  /// Whether the file is the one that the LFS pointer `id` stands for.
  private func isPointedTo(_ path: RepositoryPath, by id: ObjectID) -> Bool {
    guard let blob = try? objects.bytes(of: id, limit: UInt64(LFSPointer.sizeLimit)), let pointer = LFSPointer(blob),
      FileStatus(of: workTree.appending(path))?.size == pointer.size
    else { return false }
    return FileBytes.digest(workTree.appending(path)) == pointer.oid
  }
}
