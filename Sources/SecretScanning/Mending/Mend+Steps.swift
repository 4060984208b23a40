extension Mend {
  /// What to do in one situation, step by step.
  package struct Guide: Hashable, Sendable {
    /// The situation, in words.
    package var heading: String
    /// What to do, in order.
    package var steps: [String]
  }

  /// What to do in each situation, from the least bad one on, and where the secret should be instead.
  package var guides: [Guide] {
    [
      Guide(heading: "Staged, not committed", steps: Self.staged),
      Guide(heading: "Committed, not pushed", steps: Self.unpushed),
      Guide(heading: "Pushed, or given to anybody else", steps: [rule.family.revocation] + Self.shared),
      Guide(heading: "Where it should be instead", steps: Self.instead),
    ]
  }

  private static let staged = [
    "Take it out of the file, then `git add FILE`. Nothing was recorded, and nothing has to be revoked.",
    "In a file that is staged in part: `git restore --staged --patch FILE` takes single hunks back out of the index.",
    "`git restore --staged FILE` leaves the whole file out of the commit; `git rm --cached FILE` stops tracking it.",
  ]

  private static let unpushed = [
    "In the last commit: take it out, `git add FILE`, `git commit --amend`.",
    "In an earlier one: `git rebase -i COMMIT^` (`--root` for the first), mark it `edit`, take it out, `git add FILE`, "
      + "`git commit --amend`, `git rebase --continue`.",
    "In many: write `literal:SECRET==>REMOVED` into a file outside of the repository, `git filter-repo --replace-text THAT_FILE "
      + "--force`, and delete the file. It rewrites every branch and tag: on a fresh clone.",
    "The old commits stay in this clone until `git reflog expire --expire=now --all` and `git gc --prune=now`.",
  ]

  private static let shared = [
    "That comes first: clones, forks, caches and build logs keep what was pushed, whatever is rewritten. Look in the provider's "
      + "log for uses that are not yours.",
    "Only then, and only if the noise is worth it, take it out of the commits as above and `git push --force-with-lease`. "
      + "Everybody else fetches and rebases, or the old commits come back.",
    "GitHub keeps what no branch reaches; its support removes it: "
      + "https://docs.github.com/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository",
  ]

  private static let instead = [
    "On a developer's machine: a file such as `.env` that .gitignore names, or the system's key chain.",
    "In operation: a secret store (Vault, the cloud's own), read when the program starts.",
    "In CI: the service's secrets, handed to the one step that needs them.",
  ]
}
