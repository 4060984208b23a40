import Archives
import GateModel
import LocalFiles
import SecretScanning

/// One of the workers of a ``FileScan``, with memory that is used for one file after the other.
struct FileScanWorker: Sendable {
  /// What there is to say of one file or directory.
  struct Told: Sendable {
    var path: [UInt8]
    var scan = SecretScan()
    /// Why it was not scanned, `nil` where it was.
    var failure: String?
  }

  private(set) var fileCount = 0
  /// Those of which there is something.
  private(set) var told: [Told] = []
  private let directory: LocalPath
  private var stream: SecretStream
  private var buffer: [UInt8]
  /// What the repository calls the file under way.
  private var known = RepositoryPath(bytes: [])
  private let scanner: SecretScanner
  private let opensArchives: Bool
  private let lists: SecretLists?
  private let place: ScannedPlace?
  /// The file under way, where all of it is needed at once: an archive that is opened, or anything where rules of the project's
  /// own are tried on it.
  private var held: [UInt8]?
  /// The same, where it is an archive.
  private var isArchive = false

  /// In bytes: what one read(2) takes. Small enough to stay in the processor's cache.
  private static let bufferSize = 256 << 10
  /// In bytes: an archive is unpacked in memory.
  private static let heldLimit = 512 << 20

  init(scanner: SecretScanner, directory: LocalPath, opensArchives: Bool, lists: SecretLists?) {
    self.scanner = scanner
    self.directory = directory
    self.opensArchives = opensArchives
    self.lists = lists
    place = lists.map { ScannedPlace(directory: directory, root: $0.root) }
    stream = SecretStream(scanner: scanner, path: RepositoryPath(bytes: []))
    buffer = Array(repeating: 0, count: Self.bufferSize)
  }

  /// Scans the files of `item`, which is no directory.
  mutating func scan(_ item: FileScan.Item) {
    switch item {
    case .directory: break
    case .files(let names, let directory, let shown):
      let lead = Self.lead(shown)
      let known = names.first.map { knownLead(lead, of: $0) } ?? lead
      for name in names {
        let place = RepositoryPath(bytes: known + name)
        scan(RepositoryPath(bytes: lead + name), known: place) { () throws(FileError) in
          try OpenFile(name, in: directory)
        }
      }
    case .links(let names, let directory, let shown):
      let lead = Self.lead(shown)
      for name in names { scanLink(RepositoryPath(bytes: lead + name), name, in: directory) }
    case .file(let path):
      let place = directory.resolving(path)
      let size = scan(RepositoryPath(bytes: path.bytes)) { () throws(FileError) in try OpenFile(place) }
      if size == 0, LocalFiles.status(place, followingLinks: true)?.isRegularFile == false {
        skip(path.bytes, "it is no file, and nobody writes to it")
      }
    case .standardInput:
      scan("-") { () throws(FileError) in .standardInput() }
    }
  }

  /// What stands ahead of the names in a directory.
  private static func lead(_ shown: LocalPath) -> [UInt8] {
    shown == LocalPath(".") ? [] : shown.appending("x").bytes.dropLast()
  }

  /// The directories below `path`, `.git` left out, and behind them its links and files. Links are not followed, and what is no
  /// file is told.
  mutating func list(_ path: LocalPath, batchSize: Int) -> [FileScan.Item] {
    do throws(FileError) {
      let opened = try OpenDirectory(directory.resolving(path))
      var items: [FileScan.Item] = []
      var names: [[UInt8]] = []
      var links: [[UInt8]] = []
      for entry in opened.entries {
        switch entry.kind {
        case .directory where !entry.name.elementsEqual(".git".utf8):
          items.append(
            .directory(path == LocalPath(".") ? LocalPath(bytes: entry.name) : path.appending(bytes: entry.name)))
        case .file: names.append(entry.name)
        case .link: links.append(entry.name)
        case .special:
          skip(Self.lead(path) + entry.name, "it is a pipe, a socket or a device, and none of those is opened")
        case .directory: break
        }
      }
      if !links.isEmpty { items.append(.links(links, in: opened, shownAs: path)) }
      for start in stride(from: 0, to: names.count, by: batchSize) {
        items.append(.files(Array(names[start..<min(start + batchSize, names.count)]), in: opened, shownAs: path))
      }
      return items
    } catch {
      told.append(Told(path: path.bytes, failure: "not scanned: \(error.description)"))
      return []
    }
  }

  /// Says that something was passed over, and why.
  private mutating func skip(_ path: [UInt8], _ reason: String) {
    var scan = SecretScan()
    scan.findings = [
      Finding(
        rule: "not-scanned", severity: .warning, message: "not searched for secrets: \(reason)",
        path: RepositoryPath(bytes: path))
    ]
    told.append(Told(path: path, scan: scan))
  }

  /// Scans the text of a link.
  private mutating func scanLink(_ path: RepositoryPath, _ name: [UInt8], in directory: OpenDirectory) {
    fileCount += 1
    start(path)
    do throws(FileError) {
      let target = try directory.target(ofLink: name)
      buffer.replaceSubrange(..<target.count, with: target)
      if !takes(target.count, of: path) { _ = takes(0, of: path) }
    } catch {
      told.append(Told(path: path.bytes, failure: "not scanned: \(error.description)"))
    }
  }

  private mutating func start(_ path: RepositoryPath, known place: RepositoryPath? = nil) {
    known = place ?? repositoryPath(of: path)
    stream.restart(path: known, with: lists?.exceptions)
    isArchive = false
    held = lists?.exceptions.gitleaks?.hasRules == true ? [] : nil
  }

  // In place: the worker would be copied for a call, all its parts counted.
  @inline(__always)
  private func repositoryPath(of path: RepositoryPath) -> RepositoryPath { place?.repositoryPath(of: path) ?? path }

  /// What the repository has ahead of the names of the files in a directory, which is shown with `lead`: asked once for all of
  /// them, since to resolve a path takes a small file's time. `name` is one of them.
  private func knownLead(_ lead: [UInt8], of name: [UInt8]) -> [UInt8] {
    Array(repositoryPath(of: RepositoryPath(bytes: lead + name)).bytes.dropLast(name.count))
  }

  /// Scans what `open` opens; how many bytes it had, `nil` where it could not be read.
  @discardableResult
  private mutating func scan(
    _ path: RepositoryPath, known place: RepositoryPath? = nil, _ open: () throws(FileError) -> OpenFile
  ) -> Int? {
    fileCount += 1
    start(path, known: place)
    var isFirst = opensArchives
    var size = 0
    do throws(FileError) {
      let file = try open()
      while true {
        let count = try buffer.withUnsafeMutableBufferPointer { (buffer) throws(FileError) in
          try file.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        if isFirst {
          isFirst = false
          isArchive = buffer.withUnsafeBytes { ArchiveReader.isArchive(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
          if isArchive { held = [] }
        }
        size += count
        if takes(count, of: path) { return size }
      }
    } catch {
      told.append(Told(path: path.bytes, failure: "not scanned: \(error.description)"))
      return nil
    }
  }

  /// Scans the first `count` bytes of the buffer, 0 at the end of the file; whether that was all.
  private mutating func takes(_ count: Int, of path: RepositoryPath) -> Bool {
    do throws(SecretScanningError) {
      if count > 0 {
        // One piece too many is kept, and shows that there are too many.
        if let size = held?.count, size <= Self.heldLimit { held? += buffer[..<count] }
        try buffer.withUnsafeBufferPointer { (buffer) throws(SecretScanningError) in
          try stream.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<count])))
        }
        return false
      }
      var scan = try stream.result()
      if held != nil { scan = try completed(scan, of: known) }
      if scan.findings.isEmpty, scan.silenced.isEmpty { return true }
      if let lists { scan.silence(lists.silenced) }
      told.append(Told(path: path.bytes, scan: known == path ? scan : scan.renamed(known, to: path)))
    } catch {
      told.append(Told(path: path.bytes, failure: "\(path) was not scanned: \(error.description)"))
    }
    return true
  }

  /// `scan`, which is of the file's own bytes and gate's rules, with what rules of the project's own find, and with what is in
  /// the members where it is an archive.
  private func completed(_ scan: SecretScan, of path: RepositoryPath) throws(SecretScanningError) -> SecretScan {
    guard let held else { return scan }
    var scan = scan
    if held.count > Self.heldLimit {
      scan.findings.append(
        isArchive
          ? ArchiveScan.skipped(path, "it has more than \(Self.heldLimit) bytes")
          : Finding(
            rule: "secret-scan-incomplete",
            message: "the rules of \(GitleaksConfiguration.path) were not tried on it: it has more than "
              + "\(Self.heldLimit) bytes", path: path, help: "Look into it by hand, or split it."))
      return scan
    }
    if let exceptions = lists?.exceptions {
      try scanner.addOwnFindings(in: held, path: path, with: exceptions, to: &scan)
    }
    if !isArchive { return scan }
    var failure: SecretScanningError?
    let members = ArchiveScan { bytes, place throws(CheckError) in
      do throws(SecretScanningError) {
        return try scanner.scan(bytes, path: place, with: lists?.exceptions)
      } catch {
        failure = error
        throw CheckError(error.description)
      }
    }
    do throws(CheckError) {
      return try members.scan(held, at: path, besides: scan)
    } catch {
      throw failure ?? .engineFailure(error.message)
    }
  }
}

extension SecretScan {
  /// The same of `path` and what is in it, which is shown under another name.
  fileprivate func renamed(_ path: RepositoryPath, to shown: RepositoryPath) -> SecretScan {
    func renamed(_ finding: Finding) -> Finding {
      guard let own = finding.path, own.bytes.starts(with: path.bytes) else { return finding }
      var finding = finding
      finding.path = RepositoryPath(bytes: shown.bytes + own.bytes.dropFirst(path.bytes.count))
      return finding
    }
    var scan = self
    scan.findings = findings.map(renamed)
    for index in silenced.indices { scan.silenced[index].finding = renamed(silenced[index].finding) }
    return scan
  }

  /// Takes those findings for known of which `exception` says so.
  fileprivate mutating func silence(_ exception: (Finding) -> SilencedFinding?) {
    findings.removeAll { finding in
      guard let known = exception(finding) else { return false }
      silenced.append(known)
      return true
    }
  }
}
