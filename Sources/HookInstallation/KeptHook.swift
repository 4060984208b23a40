package import GateModel

/// The hook that was there before gate's, kept beside it. `gate hook NAME` runs it first.
package enum KeptHook {
  /// Follows the name of the hook. The shim holds it too.
  static let suffix = ".before-gate"

  /// Where the hook that `hook` replaced is kept, whether there is one or not.
  package static func path(for hook: String, in directory: LocalPath) -> LocalPath {
    directory.appending(hook + suffix)
  }

  /// The kept hook, if git would have run it: an executable file, or a link to one. Never our own shim, which would start
  /// gate again.
  package static func runnable(for hook: String, in directory: LocalPath) -> LocalPath? {
    let path = path(for: hook, in: directory)
    guard HookFile.isExecutable(path), let bytes = HookFile.read(path, limit: Shim.maximumByteCount + 1) else {
      return nil
    }
    return Shim.version(of: bytes) == nil ? path : nil
  }
}
