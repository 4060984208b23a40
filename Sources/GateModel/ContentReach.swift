/// What a check would read of the content under check, as far as that is known before it runs.
package enum ContentReach: Hashable, Sendable {
  /// No file at all.
  case nothing
  /// Just these: each the version that is recorded, or the fact that there is none. Where one of `selectors` names a file
  /// that is not tracked, the check would read that as well.
  case files([CheckDependencies.Input], selectors: [FileSelector])
  /// Whatever there is.
  case everything
}
