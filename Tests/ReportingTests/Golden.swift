import Foundation
import Testing

/// Compares `text` with the file of that name in `Goldens`, which holds `\e` for an escape character.
///
/// `GATE_RECORD=1` writes the file instead; a person reviews the difference.
func expectGolden(_ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
  let file = folder.appending(path: name)
  let visible = text.replacingOccurrences(of: "\u{1b}", with: "\\e")
  if ProcessInfo.processInfo.environment["GATE_RECORD"] == "1" {
    try Data(visible.utf8).write(to: file)
    return
  }
  let expected = try String(decoding: Data(contentsOf: file), as: UTF8.self)
  #expect(visible == expected, "differs from Goldens/\(name)", sourceLocation: sourceLocation)
}
