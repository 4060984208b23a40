import GateModel
import LocalFiles

/// Maven with Surefire: classes by `-Dtest`, modules by `-pl`; the XML that Surefire leaves in `target/surefire-reports`.
struct MavenAdapter: TestAdapter {
  let name = "maven"
  let programs = [["./mvnw", "-B", "test"], ["mvn", "-B", "test"]]
  let marks = [["mvnw"], ["mvn"]]
  let namesFiles = false
  /// All classes are one argument, which may not be longer than 128 KiB.
  let unitLimit = 96 << 10

  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    files.map { file in
      let module = project.nearest(["pom.xml"], above: file)
      var top = module
      while top != project.root, let parent = top.parent, project.has("pom.xml", in: parent) { top = parent }
      let place = module == top ? "." : String(decoding: module.relative(to: top).bytes, as: UTF8.self)
      let name = JavaClasses.name(of: file)
      var unit = TestUnit([Array(place.utf8), Array((name ?? "").utf8)], in: top, name: name, files: [file])
      // What is no class of the module's tests runs the whole module.
      unit.isAlone = name == nil
      return unit
    }
  }

  func arguments(for units: [TestUnit]) -> [[UInt8]] {
    if units.isEmpty { return [] }
    var modules: [String] = []
    for unit in units {
      let module = unit.arguments.first.map { String(decoding: $0, as: UTF8.self) } ?? "."
      if !modules.contains(module) { modules.append(module) }
    }
    var words = ["-fae", "-pl", modules.joined(separator: ","), "-am"]
    let names = units.compactMap(\.name)
    if !names.isEmpty {
      words += ["-Dtest=" + names.joined(separator: ",")]
      // The modules that these need have other tests; before Surefire 3 the option had the other name.
      words += ["-Dsurefire.failIfNoSpecifiedTests=false", "-DfailIfNoTests=false"]
    }
    return words.map { Array($0.utf8) }
  }

  func reporting(to place: ReportPlace) -> TestReporting { TestReporting(arguments: ["-Dstyle.color=never"]) }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    try JavaReports.results(run, in: ["target/surefire-reports"], isFreshOnly: true)
  }
}

/// Gradle: classes by `--tests`; the XML that it leaves in `build/test-results`.
struct GradleAdapter: TestAdapter {
  let name = "gradle"
  let programs = [["./gradlew", "--console=plain", "--continue"], ["gradle", "--console=plain", "--continue"]]
  let allArguments = ["test"]
  let marks = [["gradlew"], ["gradle"]]
  let namesFiles = false

  func units(of files: [RepositoryPath], in project: TestProject) -> [TestUnit] {
    files.map { file in
      let module = project.nearest(["build.gradle", "build.gradle.kts"], above: file)
      let path = module == project.root ? "" : String(decoding: module.relative(to: project.root).bytes, as: UTF8.self)
      let task = ":" + path.split(separator: "/").map { $0 + ":" }.joined() + "test"
      guard let name = JavaClasses.name(of: file) else {
        return TestUnit([Array(task.utf8)], in: project.root, files: [file])
      }
      return TestUnit([task, "--tests", name].map { Array($0.utf8) }, in: project.root, name: name, files: [file])
    }.merged()
  }

  func reporting(to place: ReportPlace) -> TestReporting { TestReporting() }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    // What is up to date is not run again, and its report stays; a filter that fits nothing fails.
    try JavaReports.results(run, in: ["build/test-results/test"], isFreshOnly: false)
  }
}

/// The names of classes by where their files lie.
private enum JavaClasses {
  private static let roots = ["src/test/java/", "src/test/kotlin/", "src/test/groovy/", "src/test/scala/"]

  /// `com.example.ATest` for `src/test/java/com/example/ATest.java`; `nil` for a file elsewhere.
  static func name(of file: RepositoryPath) -> String? {
    let path = String(decoding: file.bytes, as: UTF8.self)
    for root in roots {
      guard let found = path.firstRange(of: root), let dot = path.lastIndex(of: "."), found.upperBound < dot else {
        continue
      }
      return path[found.upperBound..<dot].split(separator: "/").joined(separator: ".")
    }
    return nil
  }
}

/// Reads the directories of JUnit XML that Java's build tools leave.
private enum JavaReports {
  private static let sizeLimit = 64 << 20
  private static let deepest = 5
  private static let passedOver: Set<String> = ["src", "node_modules", "target", "build", "bin", "out"]

  static func results(
    _ run: FinishedTests, in places: [String], isFreshOnly: Bool
  ) throws(CheckError) -> TestResults {
    var files: [String: RepositoryPath] = [:]
    for unit in run.units { if let name = unit.name { files[name] = unit.files.first } }
    var results = TestResults()
    for directory in modules(run.project.directory.appending(run.paths.directory), depth: 0) {
      for place in places {
        for report in reports(in: directory.appending(place), since: isFreshOnly ? run.started : nil) {
          let cases = try JUnitReport.cases(try read(report))
          results.tests += cases.map { result($0, files, run) }
        }
      }
    }
    return results
  }

  private static func result(
    _ test: JUnitReport.Case, _ files: [String: RepositoryPath], _ run: FinishedTests
  ) -> TestResult {
    let className = test.className ?? test.suite ?? ""
    let outer = String(className.prefix { $0 != "$" })
    var result = TestResult(test.name, group: className, file: files[outer], test.outcome)
    result.unit = outer
    result.duration = test.duration
    guard let failure = test.failure else { return result }
    let first = failure.details.split(whereSeparator: \.isNewline).first.map(String.init)
    result.message = failure.message.isEmpty ? first : SaidError.message(failure.message)
    if let file = files[outer] {
      // `at com.example.ATest.works(ATest.java:12)`
      let name = String(decoding: file.name, as: UTF8.self)
      let line = failure.details.firstRange(of: "(\(name):").flatMap { found in
        Int(failure.details[found.upperBound...].prefix { $0.isNumber })
      }
      result.place = TestResult.Place(path: file, range: line.map { SourceRange(line: max(1, $0)) })
    }
    return result
  }

  private static func read(_ path: LocalPath) throws(CheckError) -> [UInt8] {
    do throws(FileError) {
      return try LocalFiles.read(path, limit: sizeLimit)
    } catch {
      throw CheckError("a report of its tests cannot be read: \(error)")
    }
  }

  private static func reports(in directory: LocalPath, since: Int64?) -> [LocalPath] {
    let names = (try? LocalFiles.list(directory)) ?? []
    return names.filter { $0.ends(with: ".xml".utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
      .map { directory.appending(bytes: $0) }
      .filter { path in
        guard let since else { return true }
        return (LocalFiles.status(path)?.modified ?? .min) >= since
      }
  }

  /// `directory` and what lies below it, as far as modules lie.
  private static func modules(_ directory: LocalPath, depth: Int) -> [LocalPath] {
    guard depth < deepest, let names = try? LocalFiles.list(directory) else { return [directory] }
    let below = names.filter {
      $0.first != UInt8(ascii: ".") && !passedOver.contains(String(decoding: $0, as: UTF8.self))
    }
    .sorted { $0.lexicographicallyPrecedes($1) }.map { directory.appending(bytes: $0) }
    .filter { LocalFiles.status($0)?.isDirectory == true }
    return [directory] + below.flatMap { modules($0, depth: depth + 1) }
  }
}

extension Collection where Element: Equatable {
  fileprivate func ends(with other: some BidirectionalCollection<Element>) -> Bool where Self: BidirectionalCollection {
    reversed().starts(with: other.reversed())
  }
}
