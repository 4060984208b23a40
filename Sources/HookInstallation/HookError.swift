package import GateModel

/// Why hooks could not be installed or taken away.
package struct HookError: Error, Hashable, Sendable {
  package enum Reason: Hashable, Sendable {
    /// git has no hook of that name.
    case unknownHook(String)
    /// `core.hooksPath` of the user or the machine leads out of the repository.
    case sharedHooksPath(HookLocation.Scope)
    /// `core.hooksPath` is set to nothing.
    case emptyHooksPath
    /// The directory is husky's.
    case ownedByHusky
    /// What stands where a hook should be is no file.
    case notAFile
    /// There is a foreign hook to be kept, and another one that was kept before.
    case keptHookInTheWay
    /// A call of the system failed with this `errno`.
    case system(Int32)
  }

  package var reason: Reason
  /// The file or directory concerned.
  package var path: LocalPath
  /// What was tried and what the answer was, in one sentence.
  package var message: String
  /// What to do next.
  package var hint: String?

  init(_ reason: Reason, _ path: LocalPath, _ message: String, hint: String? = nil) {
    self.reason = reason
    self.path = path
    self.message = message
    self.hint = hint
  }

  static func unknownHook(_ name: String, in directory: LocalPath) -> HookError {
    HookError(
      .unknownHook(name), directory, "git has no hook called `\(name)`",
      hint: NearestName.match(for: name, among: GitHooks.names).map { "did you mean `\($0)`?" })
  }

  static func system(_ code: Int32, _ action: String, _ path: LocalPath) -> HookError {
    HookError(
      .system(code), path, "cannot \(action) \(path): \(HookFile.message(code))",
      hint: "check the permissions of \(path.parent)")
  }

  static func sharedHooksPath(_ scope: HookLocation.Scope, _ path: LocalPath) -> HookError {
    HookError(
      .sharedHooksPath(scope), path,
      "core.hooksPath (\(scope.rawValue)) sends git to \(path), which is outside this repository: a hook there runs in others too",
      hint: """
        give this repository hooks of its own with `git config --local core.hooksPath "$(git rev-parse --git-common-dir)/hooks"`, \
        or install there all the same with --force
        """)
  }

  static func emptyHooksPath(_ path: LocalPath) -> HookError {
    HookError(
      .emptyHooksPath, path, "core.hooksPath is set to nothing, so git runs no hooks",
      hint: "take the setting away: `git config --unset core.hooksPath`")
  }

  static func ownedByHusky(_ path: LocalPath) -> HookError {
    HookError(
      .ownedByHusky, path, "husky owns \(path) and fills it anew with every `npm install`",
      hint: """
        call gate from husky's own hook (the line `gate hook pre-commit "$@"` in .husky/pre-commit), or leave husky: \
        `git config --unset core.hooksPath`, then `gate install`
        """)
  }

  static func notAFile(_ path: LocalPath) -> HookError {
    HookError(.notAFile, path, "\(path) is neither a file nor a link to one", hint: "move it away")
  }

  static func keptHookInTheWay(_ kept: LocalPath, hook: LocalPath) -> HookError {
    HookError(
      .keptHookInTheWay, kept, "\(hook) is not gate's, and \(kept) holds a hook that was kept before",
      hint: "move one of the two away")
  }
}
