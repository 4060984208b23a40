import Foundation
package import GateModel
package import Testing

/// Expects `actual` to be the content of the file `name` in `directory`.
///
/// With `GATE_RECORD=1` in the environment the file is written instead, and the test fails once, so that a recording
/// run is never taken for a green one; a person then reviews the difference.
package func expectGolden(
  _ actual: String, named name: String, in directory: LocalPath, sourceLocation: SourceLocation = #_sourceLocation
) {
  let path = directory.appending(name).description
  if ProcessInfo.processInfo.environment["GATE_RECORD"] == "1" {
    do {
      try FileManager.default.createDirectory(atPath: directory.description, withIntermediateDirectories: true)
      try Data(actual.utf8).write(to: URL(fileURLWithPath: path))
      Issue.record("recorded \(path): review it and run again without GATE_RECORD", sourceLocation: sourceLocation)
    } catch {
      Issue.record("could not record \(path): \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let data = FileManager.default.contents(atPath: path) else {
    Issue.record("there is no \(path) yet; GATE_RECORD=1 makes it", sourceLocation: sourceLocation)
    return
  }
  #expect(actual == String(decoding: data, as: UTF8.self), "differs from \(path)", sourceLocation: sourceLocation)
}

/// The folder `name` beside the test file that calls this.
package func goldens(_ name: String = "Goldens", beside file: String = #filePath) -> LocalPath {
  LocalPath(file).parent.appending(name)
}
