internal import CLibgit2
package import GateModel

/// Turns the content of files between the form in which git records it and the one in which it lies in a directory:
/// line endings and `ident`, by the `.gitattributes` of that directory.
package struct WorkingForm: ~Copyable {
  private static let sizeLimit: UInt64 = 1 << 30

  private let repository: Repository

  /// - Parameters:
  ///   - directory: a working tree, or a copy of one.
  ///   - files: the recorded versions that the files in question had; git leaves the line endings of a file alone whose
  ///     recorded version has carriage returns.
  package init(
    _ location: RepositoryLocation, directory: LocalPath, files: [SnapshotFile]
  ) throws(GitError) {
    let repository = try Repository.open(location)
    try repository.handle.takeAttributes(
      from: files.filter(\.version.mode.isFile), in: directory.resolved, "could not read the attributes in \(directory)"
    )
    self.repository = repository
  }

  /// Whether no program and no other encoding stands between the two forms, which gate does not run or know.
  package func isKnown(at path: RepositoryPath) throws(GitError) -> Bool {
    let pointer = try repository.handle.pointer
    for name in ["filter", "working-tree-encoding"] {
      var value: UnsafePointer<CChar>?
      let code = LocalPath(bytes: path.bytes).withCString { path in
        git_attr_get(&value, pointer, 0, path, name)
      }
      try check(code, "could not read the attributes of \(path)")
      let kind = git_attr_value(value)
      if kind == GIT_ATTR_VALUE_TRUE || kind == GIT_ATTR_VALUE_STRING { return false }
    }
    return true
  }

  /// The blob `id` as it lies in a directory.
  package func working(_ id: ObjectID, at path: RepositoryPath) throws(GitError) -> [UInt8] {
    let blob = try repository.objects.blob(id, limit: Self.sizeLimit, in: repository.handle.pointer)
    guard let filters = try filters(blob.pointer, at: path, GIT_FILTER_TO_WORKTREE) else {
      let start = git_blob_rawcontent(blob.pointer)
      return Array(UnsafeRawBufferPointer(start: start, count: Int(git_blob_rawsize(blob.pointer))))
    }
    defer { git_filter_list_free(filters) }
    var output = GitBuffer()
    try check(
      git_filter_list_apply_to_blob(&output.raw, filters, blob.pointer), "could not apply git's filters to \(path)")
    return output.bytes
  }

  /// The bytes of the blob `id`.
  package func recordedBytes(of id: ObjectID) throws(GitError) -> [UInt8] {
    try repository.readBlob(id, limit: Self.sizeLimit)
  }

  /// What git would record of `bytes`, found at `path`.
  package func recorded(_ bytes: [UInt8], at path: RepositoryPath) throws(GitError) -> [UInt8] {
    guard let filters = try filters(nil, at: path, GIT_FILTER_TO_ODB) else { return bytes }
    defer { git_filter_list_free(filters) }
    var output = GitBuffer()
    let code = bytes.withUnsafeBytes { raw in
      git_filter_list_apply_to_buffer(
        &output.raw, filters, raw.baseAddress?.assumingMemoryBound(to: CChar.self), raw.count)
    }
    try check(code, "could not apply git's filters to \(path)")
    return output.bytes
  }

  private func filters(
    _ blob: OpaquePointer?, at path: RepositoryPath, _ mode: git_filter_mode_t
  ) throws(GitError) -> OpaquePointer? {
    var filters: OpaquePointer?
    let pointer = try repository.handle.pointer
    let code = LocalPath(bytes: path.bytes).withCString { path in
      git_filter_list_load(&filters, pointer, blob, path, mode, UInt32(GIT_FILTER_ALLOW_UNSAFE.rawValue))
    }
    try check(code, "could not find git's filters for \(path)")
    return filters
  }
}
