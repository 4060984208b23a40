internal import CLibgit2
package import GateModel

extension Repository {
  /// The commit that `HEAD` is at, `nil` while the branch has none.
  package var headCommit: ObjectID? {
    get throws(GitError) {
      var oid = git_oid()
      let code = git_reference_name_to_id(&oid, handle.pointer, "HEAD")
      if code == GIT_ENOTFOUND.rawValue, git_repository_head_unborn(handle.pointer) == 1 { return nil }
      try check(code, "could not resolve HEAD")
      return ObjectID(oid)
    }
  }

  /// The commit that `revision` names (gitrevisions(7)), behind annotated tags.
  ///
  /// - Throws: `GitError`, of kind `notFound` when nothing has that name.
  package func resolveCommit(_ revision: String) throws(GitError) -> ObjectID {
    let attempt = "could not find the commit \(revision)"
    let object: Handle
    do {
      object = try Handle(attempt, free: git_object_free) { git_revparse_single(&$0, handle.pointer, revision) }
    } catch {
      throw GitError(
        error.kind, error.message,
        hint: location.isShallow ? "this is a shallow clone: git fetch --unshallow" : "see what there is: git log --all"
      )
    }
    return try peel(object, attempt)
  }

  /// A best common ancestor of two commits, `nil` where they have none.
  package func mergeBase(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> ObjectID? {
    var first = try one.oid()
    var second = try other.oid()
    var base = git_oid()
    let code = git_merge_base(&base, handle.pointer, &first, &second)
    return try nilIfNone(code, base, "could not find the merge base of \(one) and \(other)")
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
    let tip = try commit(of: localID)
    if let remoteID, !remoteID.isZero, try objects.contains(remoteID) {
      // A ref that was at a tree or a blob has no history to measure from.
      if let known = try? commit(of: remoteID), let base = try mergeBase(tip, known) { return base }
    }
    let known = try commitsKnown(to: remote)
    if known.isEmpty { return nil }
    var oids: [git_oid] = [try tip.oid()]
    for id in known { oids.append(try id.oid()) }
    var base = git_oid()
    let code = git_merge_base_many(&base, handle.pointer, oids.count, oids)
    return try nilIfNone(code, base, "could not find the merge base of \(tip) and what \(remote) has")
  }

  /// The commits that `tip` reaches and neither `excluding` nor, when named, the refs of `remote` do; newest first.
  ///
  /// - Parameter limit: how many are returned at most.
  package func commitsNotIn(
    remote: String?, tip: ObjectID, excluding: [ObjectID], limit: Int
  ) throws(GitError) -> [ObjectID] {
    let attempt = "could not list the commits before \(tip)"
    let walk = try Handle(attempt, free: git_revwalk_free) { git_revwalk_new(&$0, handle.pointer) }
    var start = try commit(of: tip).oid()
    try check(git_revwalk_push(walk.pointer, &start), attempt)
    var known = excluding
    if let remote { known += try commitsKnown(to: remote) }
    for id in known where try objects.contains(id) {
      var hidden = try id.oid()
      try check(git_revwalk_hide(walk.pointer, &hidden), attempt)
    }
    var commits: [ObjectID] = []
    while commits.count < limit {
      var oid = git_oid()
      let code = git_revwalk_next(&oid, walk.pointer)
      if code == GIT_ITEROVER.rawValue { break }
      try check(code, attempt)
      commits.append(ObjectID(oid))
    }
    return commits
  }

  /// The tree of a commit (or of a tag of one).
  func tree(ofCommit id: ObjectID) throws(GitError) -> ObjectID {
    try objects.commit(objects.peeled(id)).tree
  }

  /// The commit that `id` is, or that the tag `id` stands for.
  private func commit(of id: ObjectID) throws(GitError) -> ObjectID { try objects.peeled(id) }

  private func peel(
    _ object: borrowing Handle, _ attempt: String, to type: git_object_t = GIT_OBJECT_COMMIT
  ) throws(GitError) -> ObjectID {
    let pointer = object.pointer
    let peeled = try Handle(attempt, free: git_object_free) { git_object_peel(&$0, pointer, type) }
    guard let oid = git_object_id(peeled.pointer) else { throw GitError(.failed, attempt) }
    return ObjectID(oid.pointee)
  }

  /// What the refs below `refs/remotes/REMOTE/` are at, as far as those are commits that we have.
  private func commitsKnown(to remote: String) throws(GitError) -> [ObjectID] {
    let prefix = "refs/remotes/\(remote)/"
    let attempt = "could not list \(prefix)"
    let iterator = try Handle(attempt, free: git_reference_iterator_free) {
      git_reference_iterator_new(&$0, handle.pointer)
    }
    var commits: Set<ObjectID> = []
    var name: UnsafePointer<CChar>?
    while true {
      let code = git_reference_next_name(&name, iterator.pointer)
      if code == GIT_ITEROVER.rawValue { break }
      try check(code, attempt)
      guard let name, String(cString: name).hasPrefix(prefix) else { continue }
      var oid = git_oid()
      // A symbolic ref may dangle (`origin/HEAD` after its branch went), and a shallow clone may lack the commit.
      guard git_reference_name_to_id(&oid, handle.pointer, name) == 0, let commit = try? commit(of: ObjectID(oid))
      else {
        continue
      }
      commits.insert(commit)
    }
    return commits.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
  }

  private func nilIfNone(_ code: Int32, _ oid: git_oid, _ attempt: String) throws(GitError) -> ObjectID? {
    if code == GIT_ENOTFOUND.rawValue { return nil }
    try check(code, attempt)
    return ObjectID(oid)
  }
}

extension RepositoryLocation {
  /// Whether history was cut off when it was cloned.
  var isShallow: Bool { FileStatus(of: commonDirectory.appending("shallow")) != nil }
}
