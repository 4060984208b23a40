internal import CLibgit2
internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Writes a list of files into an empty directory.
struct SnapshotWriter: ~Copyable {
  /// Blobs beyond this are refused: they are held in memory once, and again when a filter changes them.
  private static let sizeLimit: UInt64 = 4 << 30

  private let repository: Repository
  private let directory: LocalPath

  init(_ location: RepositoryLocation, directory: LocalPath) throws(GitError) {
    guard FileStatus(of: directory)?.kind == .directory, DirectoryListing.names(in: directory).isEmpty else {
      throw GitError(.conflict, "a snapshot needs an empty directory, which \(directory) is not")
    }
    // A handle of its own whose working tree is the target and whose index is empty, so that libgit2 takes attributes
    // from the content being written, and never from the user's files.
    let repository = try Repository.open(location)
    let target = directory.resolved
    let attempt = "could not prepare the snapshot in \(directory)"
    let pointer = try repository.handle.pointer
    try check(target.withCString { git_repository_set_workdir(pointer, $0, 0) }, attempt)
    let index = try Handle(attempt, free: git_index_free) { git_index_new(&$0) }
    try check(git_repository_set_index(pointer, index.pointer), attempt)
    self.repository = repository
    self.directory = target
  }

  /// Writes `files`, which are in path order.
  func write(_ files: [SnapshotFile]) throws(GitError) {
    for file in files { try Self.requireSafe(file.path) }
    try makeDirectories(for: files)
    let attributes = files.filter { $0.version.mode.isFile && $0.path.name.elementsEqual(".gitattributes".utf8) }
    for file in attributes { try writeFile(file) }
    for file in files where file.version.mode.isFile && !file.path.name.elementsEqual(".gitattributes".utf8) {
      try writeFile(file)
    }
    // Links come last: while files are written there is no link that one of them could be written through.
    for file in files where file.version.mode == .symbolicLink { try writeLink(file) }
  }

  /// A tree is made by whoever made the commit: its paths must not lead out of the directory, nor into a `.git`.
  private static func requireSafe(_ path: RepositoryPath) throws(GitError) {
    let isSafe = path.bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy { name in
      let lowercased = name.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }
      return ![[], Array(".".utf8), Array("..".utf8), Array(".git".utf8)].contains(lowercased)
    }
    if !isSafe || path.bytes.contains(0) {
      throw GitError(.malformed, "the content holds a path that git itself would not check out: \(path)")
    }
  }

  private func makeDirectories(for files: [SnapshotFile]) throws(GitError) {
    var made: Set<RepositoryPath> = [RepositoryPath(bytes: [])]
    for file in files {
      var missing: [RepositoryPath] = file.version.mode == .submodule ? [file.path] : []
      var next = file.path.parent
      while let path = next, !made.contains(path) {
        missing.append(path)
        next = path.parent
      }
      for path in missing.reversed() {
        let local = directory.appending(path)
        guard local.withCString({ mkdir($0, 0o777) }) == 0 else { throw Self.systemError("make", local) }
        made.insert(path)
      }
    }
  }

  private func writeFile(_ file: SnapshotFile) throws(GitError) {
    let local = directory.appending(file.path)
    let blob = try repository.objects.blob(file.version.id, limit: Self.sizeLimit, in: repository.handle.pointer)
    let mode: mode_t = file.version.mode == .executable ? 0o777 : 0o666
    let descriptor = local.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode) }
    guard descriptor >= 0 else { throw Self.systemError("write", local) }
    let isWritten: Bool
    do {
      isWritten = try withFiltered(blob.pointer, at: file.path) { Self.writeAll($0, to: descriptor) }
    } catch {
      _ = close(descriptor)
      throw error
    }
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed else { throw Self.systemError("write", local) }
  }

  private func writeLink(_ file: SnapshotFile) throws(GitError) {
    let target = LinkTarget(bytes: try repository.readBlob(file.version.id, limit: 65536))
    let local = directory.appending(file.path)
    let code = local.withCString { path in target.withCString { symlink($0, path) } }
    guard code == 0 else { throw Self.systemError("link", local) }
  }

  /// Calls `body` with the bytes of a blob as a checkout would write them.
  private func withFiltered(
    _ blob: OpaquePointer, at path: RepositoryPath, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(GitError) -> Bool {
    var filters: OpaquePointer?
    let pointer = try repository.handle.pointer
    let attempt = "could not apply git's filters to \(path)"
    // Not through `Handle`: no filter at all is a null pointer, and no error.
    let code = LocalPath(bytes: path.bytes).withCString { path in
      git_filter_list_load(
        &filters, pointer, blob, path, GIT_FILTER_TO_WORKTREE, UInt32(GIT_FILTER_ALLOW_UNSAFE.rawValue))
    }
    try check(code, attempt)
    guard let filters else {
      return body(UnsafeRawBufferPointer(start: git_blob_rawcontent(blob), count: Int(git_blob_rawsize(blob))))
    }
    defer { git_filter_list_free(filters) }
    // The blob and not its bytes: `ident` writes the blob's id.
    var output = GitBuffer()
    try check(git_filter_list_apply_to_blob(&output.raw, filters, blob), attempt)
    return body(UnsafeRawBufferPointer(start: output.raw.ptr, count: output.raw.size))
  }

  private static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        return false
      }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func systemError(_ verb: String, _ path: LocalPath) -> GitError {
    let code = errno
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return GitError(code == EEXIST ? .conflict : .failed, "could not \(verb) \(path): \(reason)")
  }
}

/// What a link points to: any bytes but NUL, kept as they are.
private struct LinkTarget {
  let bytes: [UInt8]

  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    body(bytes.map { CChar(bitPattern: $0) } + [0])
  }
}

/// write(2), which a method called `write` would hide.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, start, count)
}
