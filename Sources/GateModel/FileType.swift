/// A kind of file that gate knows by extension, name or shebang line.
package struct FileType: Hashable, Sendable, CustomStringConvertible {
  /// The name in gate.yml: `python`, `shell`, `dockerfile`, ….
  package let name: String

  package var description: String { name }

  /// The type called `name`, `nil` where there is none.
  package init?(named name: String) {
    guard Self.allNames.contains(name) else { return nil }
    self.name = name
  }

  /// The names of all types, sorted.
  package static let allNames: [String] = ["python", "shell"]
}
