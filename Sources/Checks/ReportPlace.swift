import GateModel
import LocalFiles

/// A directory of its own for the report that a test runner writes; removed with the last reference.
final class ReportPlace: Sendable {
  private static let limit = 64 << 20
  private let directory: LocalPath
  /// Where the report goes.
  let file: LocalPath

  init(in parent: LocalPath) throws(CheckError) {
    do throws(FileError) {
      directory = try LocalFiles.makeTemporaryDirectory(in: parent)
      file = directory.appending("report.xml")
    } catch {
      throw CheckError(error.description)
    }
  }

  deinit { try? LocalFiles.removeTree(directory) }

  /// The failures in the JUnit report; none where it was not written or cannot be read, for then the output must do.
  func findings(_ mapper: PathMapper) -> [Finding] {
    guard let bytes = try? LocalFiles.read(file, limit: Self.limit) else { return [] }
    return (try? JUnitReport.findings(bytes, mapper)) ?? []
  }
}
