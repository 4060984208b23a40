/// The hooks that git runs (githooks(5)).
package enum GitHooks {
  /// Their names, in the order of the manual.
  package static let names: [String] = [
    "applypatch-msg", "pre-applypatch", "post-applypatch", "pre-commit", "pre-merge-commit", "prepare-commit-msg",
    "commit-msg", "post-commit", "pre-rebase", "post-checkout", "post-merge", "pre-push", "pre-receive", "update",
    "proc-receive", "post-receive", "post-update", "reference-transaction", "push-to-checkout", "pre-auto-gc",
    "post-rewrite", "sendemail-validate", "fsmonitor-watchman", "p4-changelist", "p4-prepare-changelist",
    "p4-post-changelist", "p4-pre-submit", "post-index-change",
  ]

  /// Those that git writes a list to on standard input. (`proc-receive` and `fsmonitor-watchman` hold a conversation there,
  /// which nobody can listen in on.)
  package static let withInput: Set<String> = [
    "pre-push", "pre-receive", "post-receive", "post-rewrite", "reference-transaction",
  ]
}
