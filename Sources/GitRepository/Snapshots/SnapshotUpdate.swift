internal import GateModel

#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif

/// Makes a snapshot tree what it is to be, whatever it is: writes what differs, repairs what a tool changed, removes the rest.
///
/// It may be killed at any instant. The manifest on disk then is still that of before, and what was written since does not
/// look as it says; what it does not know at all is listed in the journal, which is written first.
struct SnapshotUpdate {
  private static let chunkSize = 2048
  private static let writtenAtOnce = 32

  let slot: SnapshotSlot
  let contents: SnapshotContents
  let rules: CheckoutRules
  let ignoreRules: IgnoreRules
  let working: WorkingFiles?

  /// The tree as it is now.
  struct Outcome {
    var manifest: SnapshotManifest
    var shortcomings: [SnapshotTree.Shortcoming]
  }

  /// Brings the tree up to date; where that fails, once more from nothing.
  func run() throws(GitError) -> Outcome {
    if var known = SnapshotRecords(slot).load() {
      do throws(GitError) {
        return try update(&known)
      } catch {
        // Content that is not there, or that is dangerous, is so the second time.
        if error.kind != .failed && error.kind != .conflict { throw error }
      }
    }
    try SnapshotRecords(slot).wipe()
    var nothing = SnapshotManifest()
    return try update(&nothing)
  }

  /// Makes the tree what it is to be, and the manifest with it.
  private func update(_ known: inout SnapshotManifest) throws(GitError) -> Outcome {
    let isSameRules = known.fingerprint == rules.fingerprint
    var difference = SnapshotDifference(contents, known, conversions: isSameRules ? nil : try conversions())
    difference.rewrite(try changed(difference.kept, known))
    let ignored = ignoreRules.fingerprint(with: contents.ignoreFiles)
    let dirty = ignored == known.ignoreFingerprint ? changedDirectories(known) : contents.directories
    if difference.isEmpty, dirty.isEmpty, isSameRules { return Outcome(manifest: known, shortcomings: []) }
    for position in difference.written where difference.replaced[position] == nil {
      try SnapshotContents.requireSafe(contents.items[position].path)
    }
    let records = SnapshotRecords(slot)
    try records.announce(difference.written.filter { difference.replaced[$0] == nil }.map { contents.items[$0].path })
    var touched = try remove(difference.removed.map { known.path(of: known.entries[$0]) })
    let written = try write(difference, known, &touched)
    var directories = contents.directories
    try sweep(dirty, known, &touched, &directories)
    known.apply(difference, contents, written)
    known.fingerprint = rules.fingerprint
    known.ignoreFingerprint = ignored
    mark(directories, touched, in: &known)
    known.compactPaths()
    try records.commit(known)
    return Outcome(manifest: known, shortcomings: written.compactMap(\.shortcoming).sorted())
  }

  // MARK: - What is to be done

  /// How each item is checked out.
  private func conversions() throws(GitError) -> [UInt64] {
    var all = [UInt64](repeating: 0, count: contents.items.count)
    if rules.arePlain, rules.settings.hasLinks { return all }
    let parts = try ParallelWork.run(count: all.count, size: Self.chunkSize) { chunks throws(GitError) in
      let filters = CheckoutFilters(rules)
      var found: [(Int, UInt64)] = []
      while let range = chunks.next() {
        for position in range {
          let item = contents.items[position]
          let conversion = try rules.conversion(of: item, filters.attributes(of: item))
          if conversion != 0 { found.append((position, conversion)) }
        }
      }
      return found
    }
    for (position, conversion) in parts.joined() { all[position] = conversion }
    return all
  }

  /// Those of `pairs` of which the tree does not hold what the manifest says.
  private func changed(
    _ pairs: [SnapshotDifference.Pair], _ manifest: SnapshotManifest
  ) throws(GitError) -> [SnapshotDifference.Pair] {
    let parts = try ParallelWork.run(count: pairs.count, size: Self.chunkSize) { chunks throws(GitError) in
      guard var descent = DirectoryDescent(slot.tree) else { throw GitError.system("open", slot.tree) }
      var changed: [SnapshotDifference.Pair] = []
      while let range = chunks.next() {
        for pair in pairs[range] {
          let item = contents.items[pair.item]
          let status = descent.status(of: item.path)
          if !item.isIntact(status, manifest.entries[pair.entry].mark) { changed.append(pair) }
        }
      }
      return changed
    }
    return parts.flatMap { $0 }
  }

  /// The directories in which something came or went since, and those that nobody has looked into.
  private func changedDirectories(_ manifest: SnapshotManifest) -> Set<RepositoryPath> {
    var changed = contents.directories
    guard var descent = DirectoryDescent(slot.tree) else { return changed }
    for directory in manifest.directories {
      let path = manifest.path(of: directory)
      guard let status = descent.status(of: path), status.kind == .directory else { continue }
      if status.modified == directory.modified, status.inode == directory.inode {
        changed.remove(path)
      } else {
        changed.insert(path)
      }
    }
    return changed
  }

  // MARK: - Doing it

  /// Removes entries, and returns the directories that they were in.
  private func remove(_ paths: [RepositoryPath]) throws(GitError) -> Set<RepositoryPath> {
    if paths.isEmpty { return [] }
    guard var descent = DirectoryDescent(slot.tree) else { throw GitError.system("open", slot.tree) }
    for path in paths {
      let isGone = descent.at(path) { TreeRemoval.remove($1, in: $0) }
      if isGone == false { throw GitError.system("remove", slot.tree.appending(path)) }
    }
    return Set(paths.compactMap(\.parent))
  }

  /// Writes what is to be written, and returns what came of it, in the same order.
  private func write(
    _ difference: SnapshotDifference, _ known: SnapshotManifest, _ touched: inout Set<RepositoryPath>
  ) throws(GitError) -> [SnapshotWriter.Result] {
    let positions = difference.written
    let parts = try ParallelWork.run(count: positions.count, size: Self.writtenAtOnce) { chunks throws(GitError) in
      var writer = try SnapshotWriter(tree: slot.tree, working: working, filters: CheckoutFilters(rules))
      var results: [(number: Int, result: SnapshotWriter.Result)] = []
      while let range = chunks.next() {
        for number in range {
          let position = positions[number]
          let previous = difference.replaced[position].map { known.entries[$0].mark.modified }
          results.append((number, try writer.write(contents.items[position], replacing: previous)))
        }
      }
      return (results: results, touched: writer.touched)
    }
    for part in parts { touched.formUnion(part.touched) }
    touched.formUnion(positions.compactMap { contents.items[$0].path.parent })
    return parts.flatMap(\.results).sorted { $0.number < $1.number }.map(\.result)
  }

  /// Takes leftovers out of the `dirty` directories, and removes the directories that are no longer part of the content.
  /// Those that have to stay are added to `directories`.
  private func sweep(
    _ dirty: Set<RepositoryPath>, _ known: SnapshotManifest, _ touched: inout Set<RepositoryPath>,
    _ directories: inout Set<RepositoryPath>
  ) throws(GitError) {
    var sweep = try LeftoverSweep(slot.tree, contents, ignoreRules)
    for path in dirty.sorted() where contents.directories.contains(path) { sweep.sweep(path) }
    guard var descent = DirectoryDescent(slot.tree) else { throw GitError.system("open", slot.tree) }
    let former = known.directories.map { known.path(of: $0) }.filter { !contents.directories.contains($0) }
    for path in former.sorted().reversed() where descent.status(of: path)?.kind == .directory {
      if dirty.contains(path) || !sweep.extras.contains(path) { sweep.sweep(path) }
      let isGone = descent.at(path) { unlinkat($0, $1, AT_REMOVEDIR) == 0 } ?? true
      if isGone, let parent = path.parent { touched.insert(parent) }
      if !isGone { directories.insert(path) }
    }
    touched.formUnion(sweep.touched)
    touched.formUnion(dirty)
    directories.formUnion(sweep.extras)
  }

  /// Gives the directories that were `touched` a time of their own, and notes what all of them look like.
  private func mark(
    _ directories: Set<RepositoryPath>, _ touched: Set<RepositoryPath>, in manifest: inout SnapshotManifest
  ) {
    guard var descent = DirectoryDescent(slot.tree) else {
      manifest.directories = []
      return
    }
    for path in touched where directories.contains(path) {
      _ = descent.at(path) { SnapshotTime.mark($1, in: $0, after: nil) }
    }
    let known = manifest.directories.map { manifest.path(of: $0) }
    if Set(known) == directories {
      for (position, path) in known.enumerated() where touched.contains(path) {
        if let status = descent.status(of: path) { manifest.directories[position].update(status) }
      }
      return
    }
    manifest.directories = []
    for path in directories.sorted() {
      if let status = descent.status(of: path) { manifest.append(directory: path, status) }
    }
  }
}

extension SnapshotItem {
  /// Whether what lies in the tree is what was written.
  func isIntact(_ status: FileStatus?, _ mark: FileMark) -> Bool {
    guard let status else { return false }
    // What is in the directory of a submodule is swept with the other directories.
    return isDirectory ? status.kind == .directory : FileMark(status) == mark
  }
}
