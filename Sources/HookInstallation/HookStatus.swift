package import GateModel

/// What stands under the name of a hook.
package enum HookState: Hashable, Sendable {
  /// Nothing.
  case absent
  /// Our shim. `isCurrent`: byte for byte what would be installed now.
  case ours(version: Int, isCurrent: Bool)
  /// Something that is not ours, a directory included.
  case foreign
}

/// One hook of a repository.
package struct HookStatus: Hashable, Sendable {
  package var hook: String
  package var path: LocalPath
  package var state: HookState
  /// Whether git would run it. git passes over a hook without the executable bit.
  package var isExecutable: Bool
  /// The hook that was there before ours, `nil` where there was none.
  package var keptHook: LocalPath?

  package init(hook: String, path: LocalPath, state: HookState, isExecutable: Bool, keptHook: LocalPath?) {
    self.hook = hook
    self.path = path
    self.state = state
    self.isExecutable = isExecutable
    self.keptHook = keptHook
  }
}
