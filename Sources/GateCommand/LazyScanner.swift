import GateModel
import SecretScanning
import Synchronization

/// A secret scanner that is made when something must really be scanned, so that a run answered by the cache does not load
/// the matching library.
final class LazyScanner: Sendable {
  private let disabled: Set<String>
  private let opensArchives: Bool
  private let store: (any AnchorStore)?
  private let made = Mutex<SecretScanner?>(nil)

  /// - Parameters:
  ///   - store: where compiled anchors are kept for later runs.
  ///   - opensArchives: whether archives are looked into.
  init(disabled: Set<String> = [], store: (any AnchorStore)? = nil, opensArchives: Bool = false) {
    self.opensArchives = opensArchives
    self.disabled = disabled
    self.store = store
  }

  /// The secrets in one file, and in what it holds where it is an archive and those are opened, with `exceptions` in force.
  func scan(
    _ bytes: [UInt8], _ path: RepositoryPath, with exceptions: SecretExceptions, commit: String? = nil
  ) throws(CheckError) -> SecretScan {
    let found = try scanPlainly(bytes, path, with: exceptions, commit: commit)
    guard opensArchives else { return found }
    let archives = ArchiveScan { member, place throws(CheckError) in
      try self.scanPlainly(member, place, with: exceptions, commit: commit)
    }
    return try archives.scan(bytes, at: path, besides: found)
  }

  private func scanPlainly(
    _ bytes: [UInt8], _ path: RepositoryPath, with exceptions: SecretExceptions, commit: String?
  ) throws(CheckError) -> SecretScan {
    do throws(SecretScanningError) {
      return try scanner().scan(bytes, path: path, with: exceptions, commit: commit)
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
      let scanner = try SecretScanner(disabled: disabled, store: store)
      made = scanner
      return scanner
    }
  }
}
