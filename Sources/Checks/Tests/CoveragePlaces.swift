import GateModel
import LocalFiles
import Synchronization

/// Where the commands of one run of tests leave the reports on coverage that gate asks them for; removed with the last reference.
final class CoveragePlaces: Sendable {
  /// The name of each report, whatever its format, which its content tells.
  static let reportName = "lcov.info"

  private let directory: LocalPath
  private let count = Mutex(0)

  init(in parent: LocalPath) throws(CheckError) {
    do throws(FileError) {
      directory = try LocalFiles.makeTemporaryDirectory(in: parent)
    } catch {
      throw CheckError(error.description)
    }
  }

  deinit { try? LocalFiles.removeTree(directory) }

  /// A directory for the report of one more command.
  func next() throws(CheckError) -> LocalPath {
    let number = count.withLock { count in
      count += 1
      return count
    }
    let place = directory.appending("\(number)")
    do throws(FileError) {
      try LocalFiles.createDirectory(place)
    } catch {
      throw CheckError(error.description)
    }
    return place
  }

  /// The reports that were written.
  var reports: [LocalPath] {
    let numbers = count.withLock { 1..<($0 + 1) }
    return numbers.map { directory.appending("\($0)").appending(Self.reportName) }.filter {
      LocalFiles.status($0)?.isRegularFile == true
    }
  }
}
