import Foundation

/// Runners that Debian packages for its own node, made to work with any.
package enum DebianNode {
  private static let modules = "/usr/share/nodejs"

  /// The file, right in the project, that ``program(_:)`` loads.
  package static let settingsName = "debian-node.cjs"

  /// Debian's node knows where the system's modules are, and says so in its configuration.
  package static let settings = """
    const variables = { ...process.config.variables, node_prefix: '/usr', node_relative_path: 'share/nodejs:lib/nodejs' };
    Object.defineProperty(process, 'config', { value: { ...process.config, variables } });
    """

  package static func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(modules)/\(name)/package.json") && Tools.exists("node")
  }

  /// The script that is `name` in the project's `node_modules/.bin`, as a package of its own would have it.
  package static func program(_ name: String) -> String {
    """
    #!/bin/sh
    NODE_PATH=\(modules):/usr/lib/nodejs exec node --require "$(dirname "$0")/../../\(settingsName)" \
    \(modules)/\(name)/bin/\(name).js "$@"
    """
  }
}
