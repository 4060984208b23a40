package import GateModel

/// What was done to one hook.
package struct HookChange: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    /// Our shim was put where nothing was.
    case installed
    /// Our shim was put in place, and the hook that was there is kept under this path.
    case installedKeeping(LocalPath)
    /// Our shim was there in another version, with another path of gate, or not executable.
    case updated
    /// Our shim was there as it should be.
    case unchanged
    /// Our shim was taken away.
    case removed
    /// Our shim was taken away and the kept hook put back.
    case restored
    /// The hook is not ours and was left alone.
    case leftAlone
    /// There was nothing to take away.
    case absent
  }

  package var hook: String
  package var path: LocalPath
  package var action: Action

  package init(hook: String, path: LocalPath, action: Action) {
    self.hook = hook
    self.path = path
    self.action = action
  }
}
