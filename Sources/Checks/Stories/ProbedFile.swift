import GateModel
import LocalFiles

/// A file that a probe names.
enum ProbedFile {
  private static let sizeLimit = 64 << 20

  /// Its content, `nil` where there is no such file.
  ///
  /// - Throws: `CheckError` where it cannot be read.
  static func bytes(of path: RepositoryPath, in directory: LocalPath) throws(CheckError) -> [UInt8]? {
    do throws(FileError) {
      return try LocalFiles.read(directory.appending(path), limit: sizeLimit)
    } catch {
      if error.isNotFound { return nil }
      throw CheckError("the probe \(path) could not be read: \(error)")
    }
  }
}
