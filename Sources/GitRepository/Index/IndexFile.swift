internal import GateModel

/// The index of a repository as its file holds it (gitformat-index(5)), read in place.
///
/// Opening it looks at every entry once, so that nothing is out of bounds, unterminated or out of order afterwards; what
/// the entries say is decoded when asked for, by an ``IndexCursor``. A split index is joined when it is opened.
final class IndexFile: Sendable {
  /// Where it was read from, for messages.
  let path: LocalPath
  let bytes: IndexBytes
  let format: Repository.ObjectFormat
  let layout: IndexLayout
  /// How many entries there are; in a sparse index a directory that stands in for its files is one.
  let count: Int
  /// Where the entries end and the extensions start.
  let entriesEnd: Int
  let extensions: [IndexExtension]
  /// Whether whole directories stand in for their files (a sparse index).
  let holdsDirectories: Bool
  let checkpoints: IndexCheckpoints
  /// The files of a split index, of which this is the whole.
  private let parts: [IndexFile]

  /// When the file was written; an entry is only trusted when its file is older.
  var written: Timestamp? { bytes.written }

  /// The index in the file at `path`, `nil` where there is none.
  ///
  /// - Parameter gitDirectory: where the shared part of a split index lies.
  /// - Throws: `GitError`: `malformed` where the file is damaged, `unsupported` where it uses what gate does not know.
  static func read(
    _ path: LocalPath, format: Repository.ObjectFormat, gitDirectory: LocalPath
  ) throws(GitError) -> IndexFile? {
    guard let bytes = try IndexBytes(reading: path) else { return nil }
    let file = try IndexFile(path, bytes, format)
    guard let link = file.content(of: .splitIndex) else { return file }
    return try SplitIndex(file, link: link).joined(in: gitDirectory)
  }

  /// The index that `bytes` are; `path` is where they, or its `parts`, are from.
  convenience init(
    _ path: LocalPath, _ bytes: IndexBytes, _ format: Repository.ObjectFormat, parts: [IndexFile] = []
  ) throws(GitError) {
    do throws(IndexFault) {
      try self.init(path, parsing: bytes, format, parts)
    } catch {
      throw error.error(path)
    }
  }

  private init(
    _ path: LocalPath, parsing bytes: IndexBytes, _ format: Repository.ObjectFormat, _ parts: [IndexFile]
  ) throws(IndexFault) {
    self.path = path
    self.bytes = bytes
    self.format = format
    self.parts = parts
    let hashLength = format.hashLength
    let header = try bytes.withBytes { raw throws(IndexFault) in try Self.header(raw, hashLength: hashLength) }
    let layout = IndexLayout(version: header.version, hashLength: hashLength)
    let limit = bytes.count - hashLength
    let scan = try bytes.withBytes { raw throws(IndexFault) in
      try IndexScan(layout, raw, count: header.count, limit: limit)
    }
    guard let extensions = bytes.withBytes({ IndexExtension.all(in: $0, from: scan.end, to: limit) }) else {
      throw .extensionCutOff
    }
    let known: [IndexExtension.Signature] = [.splitIndex, .sparseDirectories]
    if let unknown = extensions.first(where: { $0.signature.isRequired && !known.contains($0.signature) }) {
      throw .unknownExtension(unknown.signature)
    }
    if let disorder = scan.disorder, !extensions.contains(where: { $0.signature == .splitIndex }) { throw disorder }
    self.layout = layout
    self.extensions = extensions
    count = header.count
    entriesEnd = scan.end
    holdsDirectories = scan.holdsDirectories
    checkpoints = scan.checkpoints
  }

  private static func header(
    _ bytes: UnsafeRawBufferPointer, hashLength: Int
  ) throws(IndexFault) -> (version: UInt32, count: Int) {
    guard bytes.count >= IndexLayout.headerLength + hashLength else { throw .tooShort }
    // "DIRC"
    guard bytes.number(at: 0) == 0x4449_5243 else { throw .noSignature }
    let version = bytes.number(at: 4)
    guard (2...4).contains(version) else { throw .unknownVersion(version) }
    if bytes.count <= IndexChecksum.alwaysVerifiedUpTo {
      guard IndexChecksum.isRight(bytes, hashLength: hashLength) else { throw .wrongChecksum }
    }
    let count = bytes.number(at: 8)
    let space = bytes.count - IndexLayout.headerLength - hashLength
    guard Int(count) <= space / IndexLayout(version: version, hashLength: hashLength).shortestEntry else {
      throw .impossibleCount(count)
    }
    return (version, Int(count))
  }

  /// Where the content of an extension lies, `nil` where the index has none of that name.
  func content(of signature: IndexExtension.Signature) -> Range<Int>? {
    extensions.last { $0.signature == signature }?.content
  }

  /// The content of the file system monitor's extension, a ``MonitorRecord`` whose positions are those of this file; `nil`
  /// where the index was written without a monitor.
  var fileSystemMonitor: [UInt8]? { content(of: .fileSystemMonitor).flatMap { bytes.copy($0) } }

  /// The trees that the index knows, `nil` where it knows none.
  ///
  /// - Throws: `GitError` of kind `malformed` where the extension is damaged, and not alone.
  func cacheTree() throws(GitError) -> CacheTree? {
    guard let content = content(of: .cacheTree) else { return nil }
    let hashLength = layout.hashLength
    if let tree = bytes.withBytes({ CacheTree($0, content: content, hashLength: hashLength) }) { return tree }
    // An index can be read without it. But whatever broke it may have broken more.
    try requireChecksum()
    return nil
  }

  /// - Throws: `GitError` of kind `malformed` unless the checksum fits, or the index was written without one.
  func requireChecksum() throws(GitError) {
    for part in parts { try part.requireChecksum() }
    let isRight = bytes.withBytes { IndexChecksum.isRight($0, hashLength: layout.hashLength) }
    if !isRight { throw IndexFault.wrongChecksum.error(path) }
  }
}
