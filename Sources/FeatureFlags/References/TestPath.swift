import GateModel

/// Tells test code by the names that the languages' test tools go by.
enum TestPath {
  private static let directories: Set<String> = [
    "test", "tests", "__tests__", "spec", "specs", "fixtures", "__mocks__", "testdata", "e2e",
  ]

  static func isTest(_ path: RepositoryPath) -> Bool {
    let components = path.bytes.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    guard let name = components.last else { return false }
    if components.dropLast().contains(where: { directories.contains($0.lowercased()) }) { return true }
    let stem = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
    return name.contains(".test.") || name.contains(".spec.") || stem.hasPrefix("test_") || stem.hasSuffix("_test")
      || stem.hasSuffix("_spec") || stem.hasSuffix("Test") || stem.hasSuffix("Tests") || name == "conftest.py"
  }
}
