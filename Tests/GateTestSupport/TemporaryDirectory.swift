import Foundation
package import GateModel

/// A directory below the system's temporary directory, removed with everything in it when the value dies.
package final class TemporaryDirectory: Sendable {
  /// The directory, links resolved.
  package let path: LocalPath

  package init() throws {
    let template = FileManager.default.temporaryDirectory.path + "/gate-test-XXXXXX"
    var bytes = template.utf8.map { CChar(bitPattern: $0) } + [0]
    guard mkdtemp(&bytes) != nil, let real = realpath(bytes, nil) else {
      throw TestSupportError("could not make a directory like \(template): \(String(cString: strerror(errno)))")
    }
    path = LocalPath(String(cString: real))
    free(real)
  }

  deinit {
    // Not FileManager: names need not be UTF-8. `-f` goes on where a test took a permission away.
    _ = try? runProcess("/bin/rm", ["-rf", path.description])
  }
}

/// What went wrong in a helper rather than in the code under test.
package struct TestSupportError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
