import GateConfiguration
import GateModel

/// What a run does about fixes.
enum FixMode: Hashable {
  /// Nothing.
  case off
  /// Says which checks could fix what they found.
  case suggest
  /// Computes the fixes and shows them as a diff.
  case show
  /// Writes them where a hook's checks all pass afterwards, so that they are what is recorded.
  case applyInHook
  /// Writes them because the user asked for it.
  case applyByHand

  /// The hook after which git reads the index again. After the others that can refuse a commit it does not: what they write
  /// to the index is left over as a change (git 2.39: pre-merge-commit, commit-msg).
  private static let applyingHook = "pre-commit"

  /// - Parameters:
  ///   - asked: `--fix` or `--no-fix`, `nil` for neither.
  ///   - source: only what the index holds can be written to; a commit that is pushed, or looked at in CI, is made already.
  init(_ configuration: Configuration, hook: String?, asked: Bool?, isHookRun: Bool, source: ResolvedScope.Source) {
    let policy = configuration.fixPolicy(for: hook)
    if asked == false || (asked == nil && policy == .off) {
      self = .off
    } else if source != .index {
      self = .show
    } else if asked == true {
      self = .applyByHand
    } else {
      self = policy == .apply && isHookRun && hook == Self.applyingHook ? .applyInHook : .suggest
    }
  }
}
