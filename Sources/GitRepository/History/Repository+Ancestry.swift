package import GateModel

/// What is known of where two lines of history part.
package enum CommonAncestor: Hashable, Sendable {
  /// They part at this commit (git-merge-base(1)).
  case commit(ObjectID)
  /// They have no commit in common.
  case none
  /// History was cut off before they meet, or a meeting place nearer than the one that is here may lie behind the cut.
  case cutOff
}

extension Repository {
  /// Whether history was cut off when the repository was cloned (`--depth`).
  package var isShallow: Bool { location.isShallow }

  /// The branch that `origin` calls its default one, where it is known; else the one that is checked out, `nil` for none.
  package var defaultBranch: String? {
    get throws(GitError) {
      let prefix = "refs/remotes/origin/"
      if case .symbolic(let name)? = try references.value(of: prefix + "HEAD"), name.hasPrefix(prefix) {
        return String(name.dropFirst(prefix.count))
      }
      let heads = "refs/heads/"
      guard let branch = try references.branch(), branch.hasPrefix(heads) else { return nil }
      return String(branch.dropFirst(heads.count))
    }
  }

  /// Where the histories of two commits part.
  ///
  /// `git merge-base` does not look at where a shallow clone was cut off, and may answer with too old a commit, from which
  /// a change that only went back to what was there long ago cannot be seen. Here such an answer is ``CommonAncestor/cutOff``.
  package func commonAncestor(_ one: ObjectID, _ other: ObjectID) throws(GitError) -> CommonAncestor {
    let base = try mergeBase(one, other)
    if try isCutOff(from: [one, other], before: base.map { [$0] } ?? []) { return .cutOff }
    return base.map(CommonAncestor.commit) ?? .none
  }

  /// Whether one of the commits that `tips` reach and `known` do not lacks its parents here.
  package func isCutOff(from tips: [ObjectID], before known: [ObjectID]) throws(GitError) -> Bool {
    let cuts = try location.shallowCommits
    if cuts.isEmpty { return false }
    for tip in tips {
      let commits = try commitsNotIn(remote: nil, tip: tip, excluding: known, limit: .max)
      if commits.contains(where: cuts.contains) { return true }
    }
    return false
  }
}
