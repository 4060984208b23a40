import GateModel

extension RepositoryPath {
  /// The file's name as text, damaged where it is no UTF-8.
  var nameText: String { String(decoding: name, as: UTF8.self) }

  /// What follows the last dot of the name, in lower case; empty where there is none.
  var nameExtension: String {
    let name = name
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
    return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
  }

  /// The directories above the file, outermost first.
  var directories: [String] {
    bytes.split(separator: UInt8(ascii: "/")).dropLast().map { String(decoding: $0, as: UTF8.self) }
  }

  func hasDirectory(_ names: Set<String>) -> Bool { directories.contains { names.contains($0) } }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The path as it is meant from `directory`, `nil` where it does not lie below.
  func below(_ directory: RepositoryPath) -> RepositoryPath? {
    if directory.bytes.isEmpty { return self }
    guard isInside(directory), bytes.count > directory.bytes.count else { return nil }
    return RepositoryPath(bytes: bytes[(directory.bytes.count + 1)...])
  }
}
