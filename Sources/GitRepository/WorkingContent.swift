internal import CLibgit2
internal import Digests
internal import GateModel

/// Compares the content of a working file with a blob, through the filters by which git would add it.
struct WorkingContent {
  private let repository: OpaquePointer
  private let objects: ObjectDatabase
  private let workTree: LocalPath

  /// Borrows the repository's pointer: must not outlive it.
  init(_ repository: borrowing Repository, workTree: LocalPath) {
    self.repository = repository.handle.pointer
    self.objects = repository.objects
    self.workTree = workTree
  }

  /// Whether git would add the file as the blob `id`. A file that cannot be read (gone meanwhile, no permission), or of a filter
  /// that gate does not run, is not.
  func isAdded(_ path: RepositoryPath, as id: ObjectID) throws(GitError) -> Bool {
    if hash(path, filtered: true) == id { return true }
    let attributes = try PathAttributes(of: path, in: repository)
    if let encoding = attributes.textEncoding { return hash(path, encoding) == id }
    // libgit2 has no programs to run: its hash is the file's own, which only a pointer has in common with the blob.
    return attributes.filterName == "lfs" ? isPointedTo(path, by: id) : false
  }

  /// The id of the file as a blob; `nil` where it cannot be read.
  func hash(_ path: RepositoryPath, filtered: Bool) -> ObjectID? {
    var oid = git_oid()
    let code = workTree.appending(path).withCString { path in
      git_repository_hashfile(&oid, repository, path, GIT_OBJECT_BLOB, filtered ? nil : "")
    }
    return code == 0 ? ObjectID(oid) : nil
  }

  /// The id of a file that has to be converted to UTF-8 first, of which libgit2 1.5 knows nothing.
  private func hash(_ path: RepositoryPath, _ encoding: TextEncoding) -> ObjectID? {
    guard let file = FileBytes.readWhole(workTree.appending(path)),
      let text = file.withUnsafeBytes({ encoding.decoded($0) })
    else { return nil }
    var filters: OpaquePointer?
    let code = LocalPath(bytes: path.bytes).withCString { path in
      git_filter_list_load(&filters, repository, nil, path, GIT_FILTER_TO_ODB, UInt32(GIT_FILTER_ALLOW_UNSAFE.rawValue))
    }
    guard code == 0 else { return nil }
    defer { git_filter_list_free(filters) }
    var output = GitBuffer()
    let result = text.withUnsafeBytes { bytes in
      git_filter_list_apply_to_buffer(
        &output.raw, filters, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    }
    return result == 0 ? Self.blobID(output.bytes) : nil
  }

  /// Whether the file is the one that the LFS pointer `id` stands for.
  private func isPointedTo(_ path: RepositoryPath, by id: ObjectID) -> Bool {
    guard let blob = try? objects.bytes(of: id, limit: UInt64(LFSPointer.sizeLimit)), let pointer = LFSPointer(blob),
      FileStatus(of: workTree.appending(path))?.size == pointer.size
    else { return false }
    return FileBytes.digest(workTree.appending(path)) == pointer.oid
  }

  /// The id of a blob of these bytes.
  static func blobID(_ bytes: [UInt8]) -> ObjectID? {
    var oid = git_oid()
    return git_odb_hash(&oid, bytes, bytes.count, GIT_OBJECT_BLOB) == 0 ? ObjectID(oid) : nil
  }
}
