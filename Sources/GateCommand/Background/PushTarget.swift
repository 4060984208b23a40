import GateModel
import GitRepository

/// Where a push of the current branch would go (git-config(1): `branch.NAME.pushRemote`, `remote.pushDefault`,
/// `branch.NAME.remote`, `push.default`). A guess at what git will say to the hook: a wrong one costs the verdicts their use,
/// never their truth, for they are kept by what was looked at.
struct PushTarget: Hashable, Sendable {
  var remote: String
  /// The name of the branch there.
  var branch: String
  /// The commit that the branch is at there, as far as this side knows; `nil` for a new branch.
  var known: ObjectID?

  /// `nil` where no branch is checked out, as in a rebase.
  init?(of repository: borrowing Repository) throws(GitError) {
    guard let current = try repository.currentBranch else { return nil }
    let upstream = repository.configurationValue("branch.\(current).remote")
    remote =
      repository.configurationValue("branch.\(current).pushRemote")
      ?? repository.configurationValue("remote.pushDefault") ?? upstream ?? "origin"
    branch = current
    if ["upstream", "tracking"].contains(repository.configurationValue("push.default")), remote == upstream,
      let merged = repository.configurationValue("branch.\(current).merge"), merged.hasPrefix("refs/heads/")
    {
      branch = String(merged.dropFirst("refs/heads/".count))
    }
    // A branch that is not there yet is no error.
    known = try? repository.resolveCommit("refs/remotes/\(remote)/\(branch)")
  }
}
