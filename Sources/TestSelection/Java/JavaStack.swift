import GateModel

/// Java, Kotlin and their kin, with Maven or Gradle.
struct JavaStack: SourceStack {
  enum Runner: String {
    case maven, gradle
  }

  private let runner: Runner
  private static let extensions: Set<String> = ["java", "kt", "groovy", "scala"]

  init(_ runner: Runner) {
    self.runner = runner
  }

  var mark: String { "java 2 \(runner.rawValue)" }

  func role(of path: RepositoryPath) -> FileRole {
    if Self.isConfiguration(path) { return .configuration }
    guard Self.extensions.contains(path.nameExtension) else { return OtherFiles.role(of: path) }
    return Self.isBelowTests(path) ? .test : .module
  }

  private static func isConfiguration(_ path: RepositoryPath) -> Bool {
    let name = path.nameText
    let ending = path.nameExtension
    return [
      "pom.xml", "gradle.properties", "gradle.lockfile", "gradlew", "mvnw", "module-info.java", ".java-version",
      ".sdkmanrc",
    ]
    .contains(name) || ending == "gradle" || name.hasSuffix(".gradle.kts") || name.hasSuffix(".versions.toml")
      || ["jar", "class", "aar"].contains(ending) || path.hasDirectory([".mvn", "buildSrc", "build-logic"])
      || ["junit-platform.properties", "testng.xml"].contains(name)
  }

  /// `src/test/java`, `src/integrationTest/kotlin`.
  private static func isBelowTests(_ path: RepositoryPath) -> Bool {
    let directories = path.directories
    return zip(directories, directories.dropFirst()).contains { $0 == "src" && $1.lowercased().contains("test") }
      || directories.contains("test") || directories.contains("tests")
  }

  func reason(forAll path: RepositoryPath) -> String { "decides how tests are built" }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    !Self.isConfiguration(path) && Self.extensions.contains(path.nameExtension)
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    if !bytes.contains(0) { return JavaScanner.facts(of: bytes) }
    var facts = FileFacts()
    facts.fault = "is no text"
    return facts
  }

  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    let package = facts.declares.compactMap(JavaLinker.package).last ?? ""
    return facts.needs.flatMap { need -> [String] in
      switch need.form {
      case .module, .text: JavaLinker.words(ofName: need.name)
      case .path: DataNames.words(of: need.name) + (need.name.contains(".") ? JavaLinker.words(ofName: need.name) : [])
      case .tree: [need.name]
      }
    } + [JavaLinker.word(ofWide: package)]
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    JavaLinker(index, roles: roles, declarations: declarations, isTest: isTest)
  }

  /// Whether a class below the tests is run: by its name for Surefire and Failsafe, by what it holds for Gradle.
  private func isTest(_ path: RepositoryPath, _ holdsTests: Bool) -> Bool {
    switch runner {
    case .gradle: return holdsTests
    case .maven:
      let stem = path.nameText.split(separator: ".").first ?? ""
      return stem.hasPrefix("Test") || stem.hasPrefix("IT")
        || ["Test", "Tests", "TestCase", "IT", "ITCase", "Spec"].contains { stem.hasSuffix($0) }
    }
  }
}
