import GateModel
import SecretScanning
import Synchronization

/// A secret scanner that is made when something must really be scanned, so that a run answered by the cache does not load
/// the matching library.
final class LazyScanner: Sendable {
  private let disabled: Set<String>
  private let opensArchives: Bool
  private let made = Mutex<SecretScanner?>(nil)

  init(disabled: Set<String> = [], opensArchives: Bool = false) {
    self.disabled = disabled
    self.opensArchives = opensArchives
  }

  /// The secrets in one file, and in what it holds where it is an archive and those are opened.
  func scan(_ bytes: [UInt8], _ path: RepositoryPath) throws(CheckError) -> [Finding] {
    let found = try scanPlainly(bytes, path)
    return opensArchives ? try ArchiveScan(scan: scanPlainly).findings(in: bytes, at: path, besides: found) : found
  }

  private func scanPlainly(_ bytes: [UInt8], _ path: RepositoryPath) throws(CheckError) -> [Finding] {
    do throws(SecretScanningError) {
      return try scanner().scan(bytes, path: path)
    } catch {
      throw CheckError(error.description)
    }
  }

  /// `bytes` with the secrets hidden, `nil` where there are none.
  func masked(_ bytes: [UInt8], _ path: RepositoryPath) throws(CheckError) -> [UInt8]? {
    do throws(SecretScanningError) {
      return try scanner().masked(bytes, path: path)
    } catch {
      throw CheckError(error.description)
    }
  }

  private func scanner() throws(SecretScanningError) -> SecretScanner {
    try made.withLock { made throws(SecretScanningError) in
      if let made { return made }
      let scanner = try SecretScanner(disabled: disabled)
      made = scanner
      return scanner
    }
  }
}
