internal import CLibgit2
package import GateModel

extension Repository {
  /// The commit that `HEAD` is at, `nil` while the branch has none.
  package var headCommit: ObjectID? {
    get throws(GitError) {
      if let id = try references.resolve("HEAD") { return id }
      if try references.branch() != nil { return nil }
      throw GitError(.malformed, "could not resolve HEAD of \(location.gitDirectory)")
    }
  }

  /// The name of the branch that is checked out, without `refs/heads/`; `nil` where `HEAD` is detached.
  package var currentBranch: String? {
    get throws(GitError) {
      let prefix = "refs/heads/"
      guard let name = try references.branch(), name.hasPrefix(prefix) else { return nil }
      return String(name.dropFirst(prefix.count))
    }
  }

  /// The commit that `revision` names (gitrevisions(7)), behind annotated tags.
  ///
  /// - Throws: `GitError`, of kind `notFound` when nothing has that name.
  package func resolveCommit(_ revision: String) throws(GitError) -> ObjectID {
    let resolver = RevisionResolver(
      references: references, objects: objects, configuration: configuration, shallow: try location.shallowCommits)
    if let id = try resolver.commit(revision) { return id }
    let attempt = "could not find the commit \(revision)"
    let hint =
      location.isShallow ? "this is a shallow clone: git fetch --unshallow" : "see what there is: git log --all"
    if location.objectFormat != .sha1 || !Self.mayNameMore(revision) {
      throw GitError(.notFound, "\(attempt): nothing has that name", hint: hint)
    }
    do {
      return try foundByLibgit2(revision, attempt)
    } catch {
      throw GitError(error.kind, error.message, hint: error.hint ?? hint)
    }
  }

  /// A best common ancestor of two commits, `nil` where they have none.
  package func mergeBase(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> ObjectID? {
    try mergeBase.best(one, [other])
  }

  /// The commit that a push is measured from: everything between it and `localID` is what the push brings.
  ///
  /// That is the merge base with the commit the remote ref is at, where we have it; else the nearest one with any ref
  /// that we know `remote` to hold (`refs/remotes/REMOTE/*`).
  ///
  /// - Parameters:
  ///   - localID: what is pushed, from the hook's standard input; annotated tags are peeled.
  ///   - remoteID: what the remote ref is at; `nil` or zero for a new ref.
  ///   - remote: the name of the remote, or the URL when the push named no remote.
  /// - Returns: `nil` when everything is new.
  package func pushBase(
    localID: ObjectID, remoteID: ObjectID?, remote: String
  ) throws(GitError) -> ObjectID? {
    let tip = try objects.peeled(localID)
    if let remoteID, !remoteID.isZero, try objects.contains(remoteID) {
      // A ref that was at a tree or a blob has no history to measure from.
      if let known = try? objects.peeled(remoteID), let base = try mergeBase(tip, known) { return base }
    }
    let known = try commitsKnown(to: remote)
    return known.isEmpty ? nil : try mergeBase.best(tip, known)
  }

  /// The commits that `tip` reaches and neither `excluding` nor, when named, the refs of `remote` do; newest first.
  ///
  /// - Parameter limit: how many are returned at most.
  package func commitsNotIn(
    remote: String?, tip: ObjectID, excluding: [ObjectID], limit: Int
  ) throws(GitError) -> [ObjectID] {
    var known: [ObjectID] = []
    for id in excluding where try objects.contains(id) { known.append(try objects.peeled(id)) }
    if let remote { known += try commitsKnown(to: remote) }
    return try mergeBase.commits(from: objects.peeled(tip), notIn: known, limit: limit)
  }

  /// The tree of a commit (or of a tag of one).
  func tree(ofCommit id: ObjectID) throws(GitError) -> ObjectID {
    try objects.commit(objects.peeled(id)).tree
  }

  private var mergeBase: MergeBase {
    get throws(GitError) { MergeBase(objects: objects, shallow: try location.shallowCommits) }
  }

  /// What the refs below `refs/remotes/REMOTE/` are at, as far as those are commits that we have.
  private func commitsKnown(to remote: String) throws(GitError) -> [ObjectID] {
    var commits: Set<ObjectID> = []
    for name in try references.names(below: "refs/remotes/\(remote)/") {
      // A symbolic ref may dangle (`origin/HEAD` after its branch went), and a shallow clone may lack the commit.
      if let id = try? references.resolve(name), let commit = try? objects.peeled(id) { commits.insert(commit) }
    }
    return commits.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  /// Whether `revision` may be of a form that gate leaves to libgit2: an id cut short, a reflog entry, a search, a path.
  private static func mayNameMore(_ revision: String) -> Bool {
    revision.contains { "@:{/".contains($0) } || revision.prefix(4).allSatisfy(\.isHexDigit) && revision.count >= 4
      || revision.contains("-g")
  }

  private func foundByLibgit2(_ revision: String, _ attempt: String) throws(GitError) -> ObjectID {
    let pointer = try handle.pointer
    let object = try Handle(attempt, free: git_object_free) { git_revparse_single(&$0, pointer, revision) }
    let commit = try Handle(attempt, free: git_object_free) { git_object_peel(&$0, object.pointer, GIT_OBJECT_COMMIT) }
    guard let oid = git_object_id(commit.pointer) else { throw GitError(.failed, attempt) }
    return ObjectID(oid.pointee)
  }
}

extension RepositoryLocation {
  private static let shallowSizeLimit = 64 << 20

  /// Whether history was cut off when it was cloned.
  var isShallow: Bool { FileStatus(of: commonDirectory.appending("shallow")) != nil }

  /// The commits at which it was cut off: those whose parents are not here.
  var shallowCommits: Set<ObjectID> {
    get throws(GitError) {
      let file = commonDirectory.appending("shallow")
      guard FileStatus(of: file) != nil else { return [] }
      guard let bytes = FileBytes.read(file, limit: Self.shallowSizeLimit, followsLinks: true) else {
        throw GitError(.failed, "could not read \(file)")
      }
      return Set(
        bytes.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hex: String(decoding: $0, as: UTF8.self)) })
    }
  }
}
