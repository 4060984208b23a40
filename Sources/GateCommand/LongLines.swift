import GateModel
import LocalFiles
import Reporting
import SecretScanning
import Synchronization

/// The long lines in which a scan of files found something: a place in a line of a minified program is found by nobody who
/// does not see what is around it.
final class LongLines: SourceLines {
  /// Findings further to the right are shown with what is around them, in scalars.
  private static let leastColumn = 200
  /// Larger files are not read once more, in bytes.
  private static let sizeLimit = 16 << 20
  private static let mostFiles = 100

  private let scanner: SecretScanner
  private let directory: LocalPath
  /// The lines that are shown, of each file.
  private let wanted: [RepositoryPath: Set<Int>]
  private let known = Mutex<(files: [RepositoryPath: [Int: String]], rest: LineBudget)>(([:], LineBudget()))

  /// - Parameters:
  ///   - findings: what was found below `directory`.
  ///   - scanner: hides the secrets that are there by now: files may change while they are looked at.
  init(of findings: [Finding], below directory: LocalPath, hidingWith scanner: SecretScanner) {
    self.scanner = scanner
    self.directory = directory
    var wanted: [RepositoryPath: Set<Int>] = [:]
    for finding in findings {
      guard let path = finding.path, let range = finding.range, (range.column ?? 0) > Self.leastColumn else { continue }
      if wanted[path] != nil || wanted.count < Self.mostFiles { wanted[path, default: []].insert(range.line) }
    }
    self.wanted = wanted
  }

  func line(_ number: Int, of path: RepositoryPath) -> String? {
    guard let numbers = wanted[path], numbers.contains(number) else { return nil }
    return known.withLock { known in
      let lines = known.files[path] ?? read(path, numbers)
      known.files[path] = lines
      return lines[number].flatMap { known.rest.allows($0.utf8.count) ? $0 : nil }
    }
  }

  /// None where the file cannot be shown: the finding stands without its line.
  private func read(_ path: RepositoryPath, _ numbers: Set<Int>) -> [Int: String] {
    let place = directory.resolving(LocalPath(bytes: path.bytes))
    guard let bytes = try? LocalFiles.read(place, limit: Self.sizeLimit),
      // Where nothing is found any more the file is another one.
      let masked = try? scanner.masked(bytes, path: path)
    else { return [:] }
    var lines: [Int: String] = [:]
    for (index, line) in masked.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    where numbers.contains(index + 1) {
      lines[index + 1] = String(decoding: line, as: UTF8.self)
    }
    return lines
  }
}
