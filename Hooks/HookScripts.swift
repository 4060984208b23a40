/// The files of the top-level folder `Hooks/`, as bytes inside the binary.
package enum HookScripts {
  /// The shim that is installed under the name of every hook.
  package static var shim: [UInt8] { PackageResources.gate_hook_sh }
}
