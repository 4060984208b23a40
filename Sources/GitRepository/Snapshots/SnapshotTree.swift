package import GateModel

/// A directory with just the content under check, kept from run to run: the next one writes what differs.
///
/// It belongs to this process while the value lives. Another one that wants the same gets a directory of its own, which goes
/// away with its run. Nothing here writes to the working tree, the index or the refs.
package final class SnapshotTree: Sendable {
  /// What a snapshot is made of.
  package struct Request: Sendable {
    package var location: RepositoryLocation
    /// The content, in path order.
    package var files: [SnapshotFile]
    /// The working tree beside the index: unchanged files are cloned from it, and directories of dependencies linked to it.
    /// `nil` where there is none.
    package var workTree: WorkTree?
    /// The directory in which snapshots are kept.
    package var parent: LocalPath
    /// Which of the snapshots of this work tree is brought up to date; `nil` for one that goes away with the run.
    package var slot: String? = "main"
    /// The names of directories of dependencies, which are linked in from the working tree where the content has nothing.
    package var linkedDirectories: [String] = []
    /// What is laid out although a sparse checkout leaves it out, with the files beside it and in the directories above,
    /// where tools look for their configuration.
    package var required: [RepositoryPath] = []
    /// Seconds since 1970, for the tidying up.
    package var now: Int64

    package init(
      location: RepositoryLocation, files: [SnapshotFile], workTree: WorkTree?, parent: LocalPath, now: Int64
    ) {
      self.location = location
      self.files = files
      self.workTree = workTree
      self.parent = parent
      self.now = now
    }
  }

  /// A file that is not what a checkout would write.
  package enum Shortcoming: Hashable, Sendable, Comparable {
    /// git-lfs has not fetched the file that this pointer stands for.
    case pointer(RepositoryPath)
    /// gate does not run the programs of filter drivers, and the working tree does not have this version.
    case unfiltered(RepositoryPath, driver: String)
  }

  /// The root of the tree, a real path.
  package let directory: LocalPath
  /// What is not as a checkout would write it, in order.
  package let shortcomings: [Shortcoming]
  /// How many files are missing because a sparse checkout leaves them out.
  package let leftOutCount: Int
  private let slot: SnapshotSlot
  private let items: [SnapshotItem]
  private let manifest: SnapshotManifest
  private let tracked: TrackedFiles?
  private let collector: SnapshotCollector

  /// Lays the content out.
  ///
  /// Line endings, `ident`, `working-tree-encoding` and LFS pointers follow the attributes of the content itself. A filter
  /// driver's program is never run: its file comes from the working tree where that has the version, else as it is stored. A
  /// submodule is a link to the one in the working tree where that is as recorded, else an empty directory.
  ///
  /// - Throws: `GitError`: `malformed` for a path that would leave the directory, `notFound` for a blob that is not here,
  ///   `failed` where the directory cannot be written. What is there then is mended by the next run.
  package init(_ request: Request) throws(GitError) {
    let repository = try Repository.open(request.location)
    let tracked = request.workTree?.tracked
    let contents = try SnapshotContents(
      request.files, leavingOut: try Self.leftOut(request, repository), tracked: tracked,
      linkedDirectories: request.linkedDirectories)
    let slot = try SnapshotSlot.take(request.slot, of: request.location, in: request.parent)
    let update = SnapshotUpdate(
      slot: slot, contents: contents,
      rules: try CheckoutRules(repository, files: request.files, emptyDirectory: slot.emptyDirectory),
      ignoreRules: try IgnoreRules(repository), working: tracked.map { WorkingFiles($0) })
    do throws(GitError) {
      let outcome = try update.run()
      manifest = outcome.manifest
      shortcomings = outcome.shortcomings
    } catch {
      if slot.isTemporary { slot.remove() }
      throw error
    }
    self.slot = slot
    self.tracked = tracked
    items = contents.items
    leftOutCount = contents.leftOutCount
    directory = slot.tree
    collector = SnapshotCollector(parent: request.parent, now: request.now)
  }

  /// What a sparse checkout leaves out of the tree as well: what the index says is not to be in the working tree.
  private static func leftOut(
    _ request: Request, _ repository: borrowing Repository
  ) throws(GitError) -> (RepositoryPath) -> Bool {
    guard let index = request.workTree?.tracked.index,
      try repository.configuration.isTrue("core.sparseCheckout", fallback: false)
    else { return { _ in false } }
    var entered: Set<RepositoryPath> = []
    for path in request.required {
      var next = path.parent
      while let directory = next, entered.insert(directory).inserted { next = directory.parent }
    }
    let absent = try index.entries.filter { entry in
      entry.skipsWorkTree && !entered.contains(entry.path.parent ?? entry.path)
    }
    let skipped = Set(absent.map(\.path))
    return { skipped.contains($0) }
  }

  /// The paths that were written, replaced or removed since the tree was laid out, in order.
  ///
  /// - Parameter paths: which to look at; `nil` for all.
  /// - Throws: `GitError` where the tree is not to be read.
  package func changedFiles(among paths: [RepositoryPath]? = nil) throws(GitError) -> [RepositoryPath] {
    let positions = paths.map { paths in paths.compactMap { position(of: $0) } }
    let count = positions?.count ?? items.count
    let parts = try ParallelWork.run(count: count, size: 2048) { [self] chunks throws(GitError) in
      guard var descent = DirectoryDescent(directory) else { throw GitError.system("open", directory) }
      var changed: [RepositoryPath] = []
      while let range = chunks.next() {
        for index in range {
          let position = positions?[index] ?? index
          let item = items[position]
          let status = descent.status(of: item.path)
          if !item.isIntact(status, manifest.entries[position].mark) { changed.append(item.path) }
        }
      }
      return changed
    }
    return parts.flatMap { $0 }.sorted()
  }

  /// Whether `path` is part of what was laid out.
  package func holds(_ path: RepositoryPath) -> Bool { position(of: path) != nil }

  /// Whether one of `paths`, none of which is part of the content, has come to be.
  package func holdsAny(of paths: [RepositoryPath]) -> Bool {
    guard var descent = DirectoryDescent(directory) else { return true }
    return paths.contains { descent.status(of: $0) != nil }
  }

  /// Whether every submodule that is linked in is still as recorded.
  package func submodulesAreUnchanged() throws(GitError) -> Bool {
    for item in items where item.kind == .linkedSubmodule {
      let file = SnapshotFile(path: item.path, version: FileVersion(mode: .submodule, id: item.id))
      guard let tracked, try tracked.holdsSubmodule(file) else { return false }
    }
    return true
  }

  private func position(of path: RepositoryPath) -> Int? {
    var low = 0
    var high = items.count
    while low < high {
      let middle = (low + high) / 2
      if items[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < items.count && items[low].path == path ? low : nil
  }

  /// Ends the use of the tree: one that was only for this run goes away, and so do old ones of anybody's.
  package func close() {
    if slot.isTemporary { slot.remove() }
    slot.lock.release()
    collector.run()
  }
}
