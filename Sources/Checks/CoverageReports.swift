import Coverage
import GateModel
import LocalFiles

/// The reports on coverage that a run of tests writes: those that were not there before it, or are other ones after it.
struct CoverageReports {
  private let settings: CoverageSettings
  private let directory: LocalPath
  private let before: [String: FileStatus]
  private let asked: CoveragePlaces?
  /// What to do where there is none.
  var hint = """
    name one that the tests write in `coverage: report`, or a `runner:` that gate can ask for one (pytest with pytest-cov, jest, \
    go, node)
    """

  /// Looks at what is there before the run.
  ///
  /// - Parameter asked: where those go that gate asks for, `nil` where it asks for none.
  init(_ settings: CoverageSettings, in directory: LocalPath, asked: CoveragePlaces? = nil) {
    self.settings = settings
    self.asked = asked
    self.directory = directory
    before = Self.names(settings).reduce(into: [:]) { known, name in
      known[name] = LocalFiles.status(directory.appending(name), followingLinks: true)
    }
  }

  private static func names(_ settings: CoverageSettings) -> [String] {
    settings.reports.isEmpty ? CoverageSettings.usualReports : settings.reports
  }

  /// What this run's reports say, all together.
  ///
  /// - Throws: `CheckError` where there is none, one that was asked for is missing or older than the run, or one cannot be read.
  func read() throws(CheckError) -> CoverageReport {
    var report = CoverageReport()
    let own = asked?.reports ?? []
    for path in own { report.merge(try read(path, called: "of this run")) }
    var count = own.count
    var old: [String] = []
    for name in Self.names(settings) {
      let path = directory.appending(name)
      guard let status = LocalFiles.status(path, followingLinks: true) else {
        if settings.reports.isEmpty { continue }
        throw CheckError("the tests wrote no coverage report \(name)", hint: hint)
      }
      guard status != before[name] else {
        old.append(name)
        continue
      }
      report.merge(try read(path, called: name))
      count += 1
    }
    if let name = old.first, count == 0 || !settings.reports.isEmpty {
      throw CheckError(
        "the coverage report \(name) is older than this run of the tests, which did not write it", hint: hint)
    }
    guard count > 0 else {
      throw CheckError(
        "the tests wrote no coverage report where one is looked for: \(Self.names(settings).joined(separator: ", "))",
        hint: hint)
    }
    return report
  }

  private func read(_ path: LocalPath, called name: String) throws(CheckError) -> CoverageReport {
    do {
      return try CoverageFormat.report(try LocalFiles.read(path, limit: Int(CoverageFormat.sizeLimit)))
    } catch let error as CoverageError {
      throw CheckError("the coverage report \(name) cannot be read: \(error.message)")
    } catch {
      throw CheckError("the coverage report \(name) cannot be read: \(error)")
    }
  }
}
