import Foundation
import Testing

/// Holds every module to what the design lets it import. SwiftPM does not: a module may import whatever is built.
@Suite struct ModuleImportTests {
  /// What a module may import, besides the standard library, `Synchronization` and the C library.
  static let allowed: [String: Set<String>] = [
    "GateModel": [],
    "LocalFiles": ["CFileExchange", "GateModel"],
    "Digests": ["CCrypto", "CommonCrypto"],
    "DocumentTree": ["CYAML", "GateModel"],
    "Archives": ["CZlib"],
    "TextMerge": [],
    "GitRepository": ["CCheckout", "CLibgit2", "CZlib", "Digests", "GateModel"],
    "GateConfiguration": ["BundledConfig", "DocumentTree", "GateModel"],
    "SecretScanning": ["CByteMasks", "CVectorscan", "CPCRE2", "Digests", "DocumentTree", "GateModel"],
    "SecretValidation": ["CCurl", "Digests", "GateModel", "SecretScanning"],
    "FeatureFlags": ["Digests", "DocumentTree", "GateModel"],
    "TestSelection": ["Digests", "DocumentTree", "GateModel"],
    "Coverage": ["DocumentTree", "GateModel"],
    "ContinuousIntegration": ["DocumentTree"],
    "Fixing": ["GateModel", "GitRepository", "LocalFiles", "TextMerge"],
    "ToolProcess": ["CSpawn", "GateModel"],
    "ResultCache": ["CCurl", "CSQLite", "Digests", "GateModel", "LocalFiles"],
    "Checks": [
      "Coverage", "DocumentTree", "FeatureFlags", "GateModel", "LocalFiles", "SecretScanning", "TestSelection",
      "TextMerge", "ToolProcess",
    ],
    "GateRunner": ["Digests", "GateModel", "ResultCache"],
    "Reporting": ["Digests", "GateModel"],
    "HookInstallation": ["GateModel", "GitRepository", "HookScripts", "LocalFiles"],
    "GateCommand": [
      "Archives", "ArgumentParser", "BundledConfig", "Checks", "ContinuousIntegration", "DocumentTree", "Digests",
      "FeatureFlags",
      "Fixing",
      "GateConfiguration",
      "GateModel",
      "GateRunner", "GitRepository", "HookInstallation", "HookScripts", "LocalFiles", "Reporting", "ResultCache",
      "SecretScanning", "SecretValidation", "TestSelection", "TextMerge", "ToolProcess",
    ],
    "gate": ["GateCommand"],
  ]

  static let everywhere: Set<String> = ["Synchronization", "Glibc", "Darwin", "Musl"]

  static let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  @Test(arguments: allowed.keys.sorted())
  func `a module imports only what the design lets it`(module: String) throws {
    let imports = try Self.imports(of: module)
    let forbidden = imports.subtracting(Self.allowed[module] ?? []).subtracting(Self.everywhere)
    #expect(forbidden.isEmpty, "\(module) imports \(forbidden.sorted().joined(separator: ", "))")
  }

  @Test func `every Swift module has its line in the table`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
    let swiftModules = try folders.filter { try !Self.files(of: $0).isEmpty }
    #expect(Set(swiftModules) == Set(Self.allowed.keys))
  }

  private static func files(of module: String) throws -> [URL] {
    let folder = sources.appending(path: module)
    guard let walker = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
    return walker.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  private static func imports(of module: String) throws -> Set<String> {
    var found: Set<String> = []
    for file in try files(of: module) {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        var words = line.split(separator: " ").map(String.init)
        while let first = words.first,
          ["package", "internal", "public", "private", "fileprivate", "@testable"].contains(first)
        {
          words.removeFirst()
        }
        guard words.first == "import", let name = words.last else { continue }
        found.insert(String(name.split(separator: ".")[0]))
      }
    }
    return found
  }
}
