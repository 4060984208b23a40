import Foundation

/// The linters and test runners that `make tools` put in place, which the tests run.
package enum Tools {
  /// Where they are: `.build/tools/bin` of this tree, or what `GATE_TOOLS` names.
  package static let directory: String = {
    if let given = ProcessInfo.processInfo.environment["GATE_TOOLS"] { return given }
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return root.appending(path: ".build/tools/bin").path
  }()

  /// Fails the test where the program is missing: a linter that is not there must not look like one that passed.
  package static func require(_ name: String) throws {
    if !exists(name) { throw TestSupportError("\(name) is missing: run `make tools`") }
  }

  /// Whether the program is among the tools or on the path.
  package static func exists(_ name: String) -> Bool {
    let path = directory + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    return path.split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
  }
}
