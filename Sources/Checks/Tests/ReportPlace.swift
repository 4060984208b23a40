import GateModel
import LocalFiles

/// A directory of its own for the report that a test runner writes; removed with the last reference.
final class ReportPlace: Sendable {
  private static let limit = 256 << 20
  /// What else the runner is given lies here.
  let directory: LocalPath
  /// Where the report goes.
  let file: LocalPath

  init(in parent: LocalPath) throws(CheckError) {
    do throws(FileError) {
      directory = try LocalFiles.makeTemporaryDirectory(in: parent)
      file = directory.appending("report")
    } catch {
      throw CheckError(error.description)
    }
  }

  deinit { try? LocalFiles.removeTree(directory) }

  /// Puts a file beside the report: a reporter's program, a configuration.
  func write(_ text: String, as name: String, isProgram: Bool = false) throws(CheckError) -> LocalPath {
    let path = directory.appending(name)
    do throws(FileError) {
      try LocalFiles.writeAtomically(Array(text.utf8), to: path, mode: isProgram ? 0o700 : 0o600)
    } catch {
      throw CheckError(error.description)
    }
    return path
  }

  /// The report; `nil` where none was written.
  ///
  /// - Throws: `CheckError` where it is too large.
  func report() throws(CheckError) -> [UInt8]? {
    guard let status = LocalFiles.status(file), status.isRegularFile else { return nil }
    do throws(FileError) {
      return try LocalFiles.read(file, limit: Self.limit)
    } catch {
      throw CheckError("its report cannot be read: \(error)")
    }
  }
}
