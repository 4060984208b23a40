import Archives
import GateModel
import LocalFiles
import SecretScanning

/// One of the workers of a ``FileScan``, with memory that is used for one file after the other.
struct FileScanWorker: Sendable {
  private(set) var fileCount = 0
  /// What there is to say, of those files of which there is something.
  private(set) var told: [(path: [UInt8], findings: [Finding], failure: String?)] = []
  private let directory: LocalPath
  private var stream: SecretStream
  private var buffer: [UInt8]
  private let scanner: SecretScanner
  private let opensArchives: Bool
  /// The file under way, where it is an archive that is opened.
  private var archive: [UInt8]?

  /// In bytes: what one read(2) takes. Small enough to stay in the processor's cache.
  private static let bufferSize = 256 << 10
  /// In bytes: an archive is unpacked in memory.
  private static let archiveLimit = 512 << 20

  init(scanner: SecretScanner, directory: LocalPath, opensArchives: Bool) {
    self.scanner = scanner
    self.directory = directory
    self.opensArchives = opensArchives
    stream = SecretStream(scanner: scanner, path: RepositoryPath(bytes: []))
    buffer = Array(repeating: 0, count: Self.bufferSize)
  }

  /// Scans the files of `item`, which is no directory.
  mutating func scan(_ item: FileScan.Item) {
    switch item {
    case .directory: break
    case .files(let names, let directory, let shown):
      let lead = shown == LocalPath(".") ? [] : shown.appending("x").bytes.dropLast()
      for name in names {
        scan(RepositoryPath(bytes: lead + name)) { () throws(FileError) in try OpenFile(name, in: directory) }
      }
    case .file(let path):
      let place = directory.resolving(path)
      scan(RepositoryPath(bytes: path.bytes)) { () throws(FileError) in try OpenFile(place) }
    case .standardInput:
      scan("-") { () throws(FileError) in .standardInput() }
    }
  }

  /// The directories below `path`, `.git` left out, and behind them its files. Links are not followed.
  mutating func list(_ path: LocalPath, batchSize: Int) -> [FileScan.Item] {
    do throws(FileError) {
      let opened = try OpenDirectory(directory.resolving(path))
      var items: [FileScan.Item] = []
      var names: [[UInt8]] = []
      for entry in opened.entries {
        switch entry.kind {
        case .directory where !entry.name.elementsEqual(".git".utf8):
          items.append(
            .directory(path == LocalPath(".") ? LocalPath(bytes: entry.name) : path.appending(bytes: entry.name)))
        case .file:
          names.append(entry.name)
        case .directory, .link, .special:
          break
        }
      }
      for start in stride(from: 0, to: names.count, by: batchSize) {
        items.append(.files(Array(names[start..<min(start + batchSize, names.count)]), in: opened, shownAs: path))
      }
      return items
    } catch {
      told.append((path.bytes, [], "not scanned: \(error.description)"))
      return []
    }
  }

  private mutating func scan(_ path: RepositoryPath, _ open: () throws(FileError) -> OpenFile) {
    fileCount += 1
    stream.restart(path: path)
    archive = nil
    var isFirst = opensArchives
    do throws(FileError) {
      let file = try open()
      while true {
        let count = try buffer.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
          try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        if isFirst {
          isFirst = false
          let isArchive = buffer.withUnsafeBytes {
            ArchiveReader.isArchive(UnsafeRawBufferPointer(rebasing: $0[..<count]))
          }
          if isArchive { archive = [] }
        }
        // One piece too many is kept, and shows that there are too many.
        if let held = archive?.count, held <= Self.archiveLimit { archive? += buffer[..<count] }
        if takes(count, of: path) { return }
      }
    } catch {
      told.append((path.bytes, [], "not scanned: \(error.description)"))
    }
  }

  /// Scans the first `count` bytes of the buffer, 0 at the end of the file; whether that was all.
  private mutating func takes(_ count: Int, of path: RepositoryPath) -> Bool {
    do throws(SecretScanningError) {
      if count > 0 {
        try buffer.withUnsafeBufferPointer { (buffer) throws(SecretScanningError) in
          try stream.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<count])))
        }
        return false
      }
      let findings = try withMembers(try stream.finish(), of: path)
      if !findings.isEmpty { told.append((path.bytes, findings, nil)) }
    } catch {
      told.append((path.bytes, [], "\(path) was not scanned: \(error.description)"))
    }
    return true
  }

  /// `findings`, which are of the file's own bytes, with those of its members where it is an archive.
  private func withMembers(
    _ findings: [Finding], of path: RepositoryPath
  ) throws(SecretScanningError) -> [Finding] {
    guard let archive else { return findings }
    if archive.count > Self.archiveLimit {
      return findings + [ArchiveScan.skipped(path, "it has more than \(Self.archiveLimit) bytes")]
    }
    var failure: SecretScanningError?
    let members = ArchiveScan { bytes, place throws(CheckError) in
      do throws(SecretScanningError) {
        return try scanner.scan(bytes, path: place, with: nil)
      } catch {
        failure = error
        throw CheckError(error.description)
      }
    }
    var outer = SecretScan()
    outer.findings = findings
    do throws(CheckError) {
      return try members.scan(archive, at: path, besides: outer).findings
    } catch {
      throw failure ?? .engineFailure(error.message)
    }
  }
}
