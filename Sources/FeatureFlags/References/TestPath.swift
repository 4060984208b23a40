import GateModel

/// Tells test code by the names that the languages' test tools go by.
enum TestPath {
  private static let directories: Set<[UInt8]> = Set(
    ["test", "tests", "__tests__", "spec", "specs", "fixtures", "__mocks__", "testdata", "e2e"].map { Array($0.utf8) })
  private static let infixes = [".test.", ".spec."].map { Array($0.utf8) }
  private static let endings = ["_test", "_spec", "Test", "Tests"].map { Array($0.utf8) }
  private static let prefix = Array("test_".utf8)
  private static let fixtures = Array("conftest.py".utf8)

  static func isTest(_ path: RepositoryPath) -> Bool {
    let bytes = path.bytes
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "/") {
      // The longest of the names has nine letters.
      if index - start <= 9 {
        let name = bytes[start..<index].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        if directories.contains(name) { return true }
      }
      start = index + 1
    }
    let name = bytes[start...]
    let stem = name.prefix { $0 != UInt8(ascii: ".") }
    if stem.starts(with: prefix) || endings.contains(where: { stem.suffix($0.count).elementsEqual($0) }) { return true }
    if name.elementsEqual(fixtures) { return true }
    return name.indices.contains { index in
      bytes[index] == UInt8(ascii: ".") && infixes.contains { name[index...].starts(with: $0) }
    }
  }
}
