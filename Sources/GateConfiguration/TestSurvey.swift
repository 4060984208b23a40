import DocumentTree
package import GateModel

/// Tests that a repository seems to have.
package struct FoundTests: Hashable, Sendable {
  /// The name of a runner that gate knows.
  package var runner: String
  /// Where they run; empty for the root.
  package var root: RepositoryPath
}

/// Finds out from its files which tests a repository has: what `gate init` proposes, and what is taken where there is no gate.yml.
package enum TestSurvey {
  /// The tests of a repository that holds `paths`, the outermost first.
  ///
  /// - Parameter read: yields the bytes of a file, and is asked for a few configuration files and tests only.
  package static func found(in paths: [RepositoryPath], read: (RepositoryPath) -> [UInt8]?) -> [FoundTests] {
    let survey = ProjectSurvey(paths, read: read)
    return survey.tests
  }

  /// Manifests at the root, or where there is none the outermost ones, each with the runner of its project.
  static let manifests: [(name: String, runner: String)] = [
    ("Package.swift", "swift"), ("go.mod", "go"), ("Cargo.toml", "cargo"),
  ]

  /// Builds that run tests where there are some: manifests are there for other reasons as well.
  static func builds(in paths: [RepositoryPath]) -> [FoundTests] {
    let tests = paths.filter(isBelowTests)
    if tests.isEmpty { return [] }
    let maven = directories(of: ["pom.xml"], in: paths)
    let gradle = directories(
      of: ["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts"], in: paths
    ).filter { !maven.contains($0) }
    let found =
      maven.map { FoundTests(runner: "maven", root: $0) } + gradle.map { FoundTests(runner: "gradle", root: $0) }
    return Array(found.filter { build in tests.contains { $0.isInside(build.root) } }.prefix(10))
  }

  /// `src/test/java/…`, `src/integrationTest/kotlin/…`: where Maven and Gradle have the sources of tests.
  private static func isBelowTests(_ path: RepositoryPath) -> Bool {
    let name = String(decoding: path.name, as: UTF8.self)
    guard [".java", ".kt", ".groovy", ".scala"].contains(where: name.hasSuffix), isOwn(path) else { return false }
    let directories = String(decoding: path.bytes, as: UTF8.self).split(separator: "/").dropLast()
    return zip(directories, directories.dropFirst()).contains { $0 == "src" && $1.lowercased().contains("test") }
  }

  /// The directories that hold a file of one of `names`, the root alone where it is one of them; without those inside of another.
  static func directories(of names: Set<String>, in paths: [RepositoryPath]) -> [RepositoryPath] {
    let found = Set(
      paths.filter { names.contains(String(decoding: $0.name, as: UTF8.self)) && isOwn($0) }.compactMap(\.parent))
    return found.filter { directory in !found.contains { $0 != directory && directory.isInside($0) } }.sorted()
  }

  /// Directories of what was installed or built, and of what tests read: tests in there are not the repository's.
  private static let foreign: Set<String> = [
    "node_modules", "vendor", ".build", "target", ".venv", "venv", "third_party", "fixtures", "__fixtures__",
    "testdata",
  ]

  /// Whether the file was written here, not installed, and its path is text, as a gate.yml needs it.
  static func isOwn(_ path: RepositoryPath) -> Bool {
    guard let text = String(validating: path.bytes, as: UTF8.self) else { return false }
    return !text.split(separator: "/").dropLast().contains { foreign.contains($0.lowercased()) }
  }

  /// The runner that a package.json has its tests run by: one that takes test files, else whatever its script is.
  static func runner(of manifest: DocumentNode) -> String {
    let script = manifest.value(of: "scripts")?.value(of: "test")?.scalarText ?? ""
    let words = Set(script.split { $0.isWhitespace || $0 == "&" || $0 == ";" || $0 == "=" }.map(String.init))
    if let named = ["vitest", "jest", "mocha", "ava"].first(where: { words.contains($0) }) { return named }
    if words.contains("node"), words.contains("--test") { return "node" }
    return "npm"
  }
}

extension DocumentNode {
  /// The value behind `key`, `nil` where the node is no mapping or has no such key.
  func value(of key: String) -> DocumentNode? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.scalarText == key }?.value
  }
}
