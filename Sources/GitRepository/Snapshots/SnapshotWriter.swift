internal import CCheckout
internal import Digests
internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Writes single entries of a snapshot tree. For one thread.
///
/// A file is made anew and never written over: a tool may have put a link in its place. Until the manifest is written that
/// knows it, nothing trusts it, so a half-written one does no harm.
struct SnapshotWriter: ~Copyable {
  /// An entry as it was written.
  struct Result: Sendable {
    var mark: FileMark
    /// See ``CheckoutRules/conversion(of:_:)``.
    var conversion: UInt64 = 0
    /// Why the file is not what a checkout would write, `nil` where it is.
    var shortcoming: SnapshotTree.Shortcoming?

    init(mark: FileMark) { self.mark = mark }
  }

  private let tree: LocalPath
  private let working: WorkingFiles?
  private let filters: CheckoutFilters
  private var descent: DirectoryDescent

  init(tree: LocalPath, working: WorkingFiles?, filters: CheckoutFilters) throws(GitError) {
    guard let descent = DirectoryDescent(tree, making: true) else { throw GitError.system("open", tree) }
    self.descent = descent
    self.tree = tree
    self.working = working
    self.filters = filters
  }

  /// The directories in which directories were made on the way.
  var touched: [RepositoryPath] { descent.touched }

  /// Puts `item` in its place, whatever is there.
  ///
  /// - Parameter previous: when the file that was there was written, as far as that is known.
  mutating func write(_ item: SnapshotItem, replacing previous: Timestamp?) throws(GitError) -> Result {
    let attributes = try filters.attributes(of: item)
    let (filters, working, local) = (filters, working, tree.appending(item.path))
    var outcome = Swift.Result<Result, GitError>.failure(GitError(.failed, "could not make \(local)"))
    _ = descent.at(item.path) { directory, name in
      let place = Place(directory: directory, name: name, local: local)
      do throws(GitError) {
        guard TreeRemoval.remove(name, in: directory) else { throw GitError.system("replace", local) }
        var result = try place.write(item, attributes, filters, working, after: previous)
        result.conversion = filters.rules.conversion(of: item, attributes)
        outcome = .success(result)
      } catch {
        outcome = .failure(error)
      }
    }
    return try outcome.get()
  }

  /// Removes what is at `path`; that nothing is there is no error.
  mutating func remove(_ path: RepositoryPath) throws(GitError) {
    let isGone = descent.at(path) { TreeRemoval.remove($1, in: $0) }
    if isGone == false { throw GitError.system("remove", tree.appending(path)) }
  }
}

/// Where an entry is to be made.
private struct Place {
  let directory: Int32
  let name: UnsafePointer<CChar>
  let local: LocalPath

  func write(
    _ item: SnapshotItem, _ attributes: PathAttributes, _ filters: CheckoutFilters, _ working: WorkingFiles?,
    after previous: Timestamp?
  ) throws(GitError) -> SnapshotWriter.Result {
    switch item.kind {
    case .emptySubmodule:
      guard mkdirat(directory, name, 0o777) == 0 else { throw GitError.system("make", local) }
      return try finished(after: previous)
    case .linkedSubmodule, .linkedDirectory:
      guard let target = working?.workTree.appending(item.path) else {
        throw GitError(.bareRepository, "there is no working tree to link \(item.path) from")
      }
      return try link(to: target.bytes, after: previous)
    case .symbolicLink where filters.rules.settings.hasLinks:
      return try link(to: filters.stored(item.id, limit: 65536), after: previous)
    case .symbolicLink:
      let bytes = try filters.stored(item.id, limit: 65536)
      return try file(isExecutable: false, after: previous) { descriptor in
        bytes.withUnsafeBytes { FileBytes.write($0, to: descriptor) }
      }
    case .regular, .executable:
      return try file(item, attributes, filters, working, after: previous)
    }
  }

  private func link(to target: [UInt8], after previous: Timestamp?) throws(GitError) -> SnapshotWriter.Result {
    let text = target.map { CChar(bitPattern: $0) } + [0]
    guard symlinkat(text, directory, name) == 0 else { throw GitError.system("link", local) }
    return try finished(after: previous)
  }

  private func file(
    _ item: SnapshotItem, _ attributes: PathAttributes, _ filters: CheckoutFilters, _ working: WorkingFiles?,
    after previous: Timestamp?
  ) throws(GitError) -> SnapshotWriter.Result {
    let conversion = filters.rules.conversion(of: item, attributes)
    let version = FileVersion(mode: item.kind == .executable ? .executable : .regular, id: item.id)
    let source = SnapshotFile(path: item.path, version: version)
    let driver = attributes.filterName.flatMap { $0 != "lfs" && filters.rules.programs.contains($0) ? $0 : nil }
    var shortcoming: SnapshotTree.Shortcoming?
    var failure: GitError?
    var result = try file(isExecutable: item.kind == .executable, after: previous) { descriptor in
      // What a program makes of the blob is known from the working tree alone: gate runs none of them.
      if conversion == 0 || driver != nil, working?.copy(source, to: descriptor) == true { return true }
      if let driver { shortcoming = .unfiltered(item.path, driver: driver) }
      do throws(GitError) {
        if attributes.filterName == "lfs", let pointer = try self.pointer(item.id, filters) {
          if working?.copy(pointer, at: item.path, to: descriptor) == true { return true }
          shortcoming = .pointer(item.path)
        }
        let bytes = try filters.checkedOut(source, attributes)
        return bytes.withUnsafeBytes { FileBytes.write($0, to: descriptor) }
      } catch {
        failure = error
        return true
      }
    }
    if let failure { throw failure }
    result.shortcoming = shortcoming
    return result
  }

  private func pointer(_ id: ObjectID, _ filters: CheckoutFilters) throws(GitError) -> LFSPointer? {
    guard try filters.size(of: id) < LFSPointer.sizeLimit else { return nil }
    return LFSPointer(try filters.stored(id, limit: UInt64(LFSPointer.sizeLimit)))
  }

  private func file(
    isExecutable: Bool, after previous: Timestamp?, _ body: (Int32) -> Bool
  ) throws(GitError) -> SnapshotWriter.Result {
    let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let descriptor = openat(directory, name, flags, isExecutable ? 0o777 : 0o666)
    guard descriptor >= 0 else { throw GitError.system("write", local) }
    guard body(descriptor) else {
      let error = GitError.system("write", local)
      _ = close(descriptor)
      throw error
    }
    guard close(descriptor) == 0 else { throw GitError.system("write", local) }
    return try finished(after: previous)
  }

  /// Gives the entry its time, and notes what it looks like.
  private func finished(after previous: Timestamp?) throws(GitError) -> SnapshotWriter.Result {
    SnapshotTime.mark(name, in: directory, after: previous)
    guard let status = FileStatus(of: name, in: directory) else { throw GitError.system("find", local) }
    return SnapshotWriter.Result(mark: FileMark(status))
  }
}
