import GateModel
import Reporting
import Synchronization

/// Lines of the content under check, for showing where a finding lies. Where no check says where the secrets are, they are
/// hidden here.
final class BlobLines: SourceLines {
  /// Files above this size are not read just to show a line.
  private static let sizeLimit: UInt64 = 4 << 20

  private let content: any ContentSource
  private let scanner: LazyScanner?
  private let lines = Mutex<(files: [RepositoryPath: [ArraySlice<UInt8>]], rest: LineBudget)>(([:], LineBudget()))

  /// - Parameter scanner: finds the secrets that are to be hidden, `nil` where the report knows them and hides them itself.
  init(content: any ContentSource, hidingWith scanner: LazyScanner? = nil) {
    self.content = content
    self.scanner = scanner
  }

  func line(_ number: Int, of path: RepositoryPath) -> String? {
    lines.withLock { known in
      let lines = known.files[path] ?? read(path)
      known.files[path] = lines
      guard number >= 1, number <= lines.count, known.rest.allows(lines[number - 1].count) else { return nil }
      return String(decoding: lines[number - 1], as: UTF8.self)
    }
  }

  private func hidden(_ bytes: [UInt8], _ path: RepositoryPath) throws(CheckError) -> [UInt8] {
    try scanner?.masked(bytes, path) ?? bytes
  }

  /// The lines of the file, none where it cannot be shown: the finding stands without its line.
  private func read(_ path: RepositoryPath) -> [ArraySlice<UInt8>] {
    guard let version = try? content.version(at: path), version.mode.isFile,
      let read = try? content.bytes(of: version.id, limit: Self.sizeLimit), let bytes = try? hidden(read, path)
    else { return [] }
    return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
      $0.last == UInt8(ascii: "\r") ? $0.dropLast() : $0
    }
  }
}
