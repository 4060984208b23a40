/// The hooks that git knows (githooks(5)).
package enum GitHook {
  /// Their names, in the order of the manual.
  package static let names = [
    "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg",
    "commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update",
    "proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc",
    "post-rewrite", "sendemail-validate", "fsmonitor-watchman", "p4-changelist", "p4-prepare-changelist",
    "p4-post-changelist", "p4-pre-submit", "post-index-change",
  ]
  /// Those that may have a budget: they come before a commit, which has a push before it.
  package static let budgeted = ["pre-commit", "pre-merge-commit", "prepare-commit-msg", "commit-msg"]
}
