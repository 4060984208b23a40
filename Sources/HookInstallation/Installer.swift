package import GateModel

/// Puts gate's shim under the names of hooks, and takes it away again. A hook that was there is kept, and comes back.
///
/// Every step is one rename: at any instant the old hook stands there or the new one. Stopped half-way and run again, it
/// ends where it would have ended.
package struct Installer: Sendable {
  private let location: HookLocation
  private let script: [UInt8]
  private let force: Bool

  /// An installer for the repository at `location`.
  ///
  /// - Parameters:
  ///   - gatePath: the program, absolute, written into the shim for callers with a poor `PATH`; `nil` to leave it out.
  ///   - shim: the script as it is shipped (`HookScripts.shim`).
  ///   - force: whether to install where a `core.hooksPath` of the user or the machine leads out of the repository.
  package init(location: HookLocation, gatePath: LocalPath?, shim: [UInt8], force: Bool = false) {
    self.location = location
    self.force = force
    script = Shim.recording(gatePath, in: shim)
  }

  /// The directory that it works in.
  package var directory: LocalPath { location.hooksDirectory }

  /// Installs `hooks`, makes the directory if need be, and says what came of each, in order. Once more changes nothing.
  ///
  /// - Throws: `HookError` before anything is done if a name is wrong or the place is not ours to write to; otherwise at the
  ///   first hook that cannot be installed, those before it being installed.
  package func install(_ hooks: [String]) throws(HookError) -> [HookChange] {
    try checkNames(hooks)
    try checkPlace()
    do throws(HookFile.Failure) {
      try HookFile.makeDirectory(directory)
    } catch {
      throw .system(error.code, "make the directory", directory)
    }
    var changes: [HookChange] = []
    for hook in hooks {
      let path = directory.appending(hook)
      let action: Result<HookChange.Action, HookError>
      do throws(HookFile.Failure) {
        action = try install(hook, at: path)
      } catch {
        throw .system(error.code, "install", path)
      }
      changes.append(HookChange(hook: hook, path: path, action: try action.get()))
    }
    return changes
  }

  /// Takes our shims away, all of them where `hooks` is `nil`, and puts back what was kept. Only what is ours is touched.
  ///
  /// - Throws: `HookError` if a name is wrong, or a shim cannot be taken away.
  package func uninstall(_ hooks: [String]?) throws(HookError) -> [HookChange] {
    try checkNames(hooks ?? [])
    var changes: [HookChange] = []
    for hook in hooks ?? GitHooks.names {
      let path = directory.appending(hook)
      do throws(HookFile.Failure) {
        let action = try uninstall(hook, at: path)
        // Asked for no hook in particular, those that are not ours are no news.
        if hooks != nil || action == .removed || action == .restored {
          changes.append(HookChange(hook: hook, path: path, action: action))
        }
      } catch {
        throw .system(error.code, "take away", path)
      }
    }
    return changes
  }

  /// Every hook that is there or was kept, in git's order. What cannot be looked at counts as absent.
  package func status() -> [HookStatus] {
    GitHooks.names.map(status(of:)).filter { $0.state != .absent || $0.keptHook != nil }
  }

  /// What stands under the name `hook`.
  package func status(of hook: String) -> HookStatus {
    let path = directory.appending(hook)
    let kept = KeptHook.path(for: hook, in: directory)
    let hasKept = exists(kept)
    return HookStatus(
      hook: hook, path: path, state: exists(path) ? state(at: path) : .absent,
      isExecutable: HookFile.isExecutable(path), keptHook: hasKept ? kept : nil)
  }

  private func exists(_ path: LocalPath) -> Bool {
    do { return try HookFile.look(at: path) != nil } catch { return false }
  }

  /// What the existing entry at `path` is. A link to our shim is ours too: kept and chained it would start gate for ever.
  private func state(at path: LocalPath) -> HookState {
    guard let bytes = HookFile.read(path, limit: Shim.maximumByteCount + 1), let version = Shim.version(of: bytes)
    else {
      return .foreign
    }
    return .ours(version: version, isCurrent: bytes == script)
  }

  private func install(_ hook: String, at path: LocalPath) throws(HookFile.Failure) -> Result<
    HookChange.Action, HookError
  > {
    guard let entry = try HookFile.look(at: path) else {
      try HookFile.replace(path, with: script, permissions: nil)
      return .success(.installed)
    }
    if entry.kind == .other { return .failure(.notAFile(path)) }
    if case .ours(_, let isCurrent) = state(at: path) {
      if isCurrent && HookFile.isExecutable(path) { return .success(.unchanged) }
      try HookFile.replace(path, with: script, permissions: nil)
      return .success(.updated)
    }
    let kept = KeptHook.path(for: hook, in: directory)
    if let earlier = try HookFile.look(at: kept) {
      // Left by an installation that was stopped half-way.
      guard HookFile.areEqual(path, entry, kept, earlier) else {
        return .failure(.keptHookInTheWay(kept, hook: path))
      }
    } else {
      try HookFile.duplicate(path, of: entry, as: kept)
    }
    try HookFile.replace(path, with: script, permissions: nil)
    return .success(.installedKeeping(kept))
  }

  private func uninstall(_ hook: String, at path: LocalPath) throws(HookFile.Failure) -> HookChange.Action {
    let kept = KeptHook.path(for: hook, in: directory)
    let hasKept = try HookFile.look(at: kept) != nil
    if try HookFile.look(at: path) != nil {
      guard case .ours = state(at: path) else { return .leftAlone }
    } else if !hasKept {
      return .absent
    }
    if hasKept {
      try HookFile.move(kept, over: path)
      return .restored
    }
    try HookFile.delete(path)
    return .removed
  }

  private func checkNames(_ hooks: [String]) throws(HookError) {
    for hook in hooks where !GitHooks.names.contains(hook) { throw .unknownHook(hook, in: directory) }
  }

  private func checkPlace() throws(HookError) {
    guard let configured = location.configured else { return }
    if configured.path.bytes.isEmpty { throw .emptyHooksPath(directory) }
    if location.isOfHusky { throw .ownedByHusky(directory) }
    if !location.isOfRepository && !force { throw .sharedHooksPath(configured.scope, directory) }
  }
}
