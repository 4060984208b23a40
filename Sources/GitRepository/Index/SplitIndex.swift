internal import GateModel

/// An index that holds only what differs from a larger one beside it (gitformat-index(5), "Split index").
struct SplitIndex {
  private let upper: IndexFile
  /// The name of the shared index: its checksum; `nil` where there is none.
  private let sharedID: ObjectID?
  /// Where the two bitmaps lie.
  private let bitmaps: Range<Int>

  /// - Parameter link: the content of the extension that makes `upper` a split index.
  init(_ upper: IndexFile, link: Range<Int>) throws(GitError) {
    let hash = link.prefix(upper.layout.hashLength)
    guard let id = upper.bytes.withBytes({ ObjectID(copying: UnsafeRawBufferPointer(rebasing: $0[hash])) }) else {
      throw IndexFault.extensionCutOff.error(upper.path)
    }
    self.upper = upper
    sharedID = id.isZero ? nil : id
    bitmaps = hash.endIndex..<link.upperBound
  }

  /// The whole index, in memory.
  ///
  /// - Parameter gitDirectory: where the shared index lies.
  func joined(in gitDirectory: LocalPath) throws(GitError) -> IndexFile {
    var shared: IndexFile?
    if let sharedID { shared = try self.shared(sharedID, in: gitDirectory) }
    let bytes = IndexBytes(copying: try image(over: shared), written: upper.written)
    return try IndexFile(upper.path, bytes, upper.format, parts: [upper] + (shared.map { [$0] } ?? []))
  }

  private func shared(_ id: ObjectID, in gitDirectory: LocalPath) throws(GitError) -> IndexFile {
    let path = gitDirectory.appending("sharedindex.\(id)")
    guard let bytes = try IndexBytes(reading: path) else {
      throw GitError(
        .malformed, "the index \(upper.path) builds on \(path), which does not exist",
        hint: "a new index, without what was staged: rm \(upper.path) && git reset")
    }
    let file = try IndexFile(path, bytes, upper.format)
    // The shared index is named by its checksum.
    let seal = bytes.copy((bytes.count - id.count)..<bytes.count) ?? []
    guard file.content(of: .splitIndex) == nil, seal == id.bytes else { throw damaged }
    return file
  }

  /// The bytes of the whole index: this one over `shared`.
  func image(over shared: IndexFile?) throws(GitError) -> [UInt8] {
    let (deleted, replaced) = try changes(count: shared?.count ?? 0)
    guard replaced.count <= upper.count else { throw damaged }
    var version = upper.layout.version
    if let shared, version < 4 { version = max(version, min(shared.layout.version, 3)) }
    var image = IndexImage(
      IndexLayout(version: version, hashLength: upper.layout.hashLength),
      capacity: upper.bytes.count + (shared?.bytes.count ?? 0))
    var added = try IndexCursor(upper, at: replaced.count)
    if let shared { try merge(shared, deleted, replaced, with: &added, into: &image) }
    while !added.isAtEnd {
      Self.append(added, to: &image)
      try added.advance()
    }
    // Where entries lie changed, what they are did not.
    for part in upper.extensions where ![.splitIndex, .endOfEntries, .offsetTable].contains(part.signature) {
      guard let content = upper.bytes.copy(part.content) else { throw damaged }
      image.append(part.signature, content: content)
    }
    return image.finished()
  }

  /// The entries of the shared index and those that were added, in order.
  private func merge(
    _ shared: IndexFile, _ deleted: [Int], _ replaced: [Int], with added: inout IndexCursor,
    into image: inout IndexImage
  ) throws(GitError) {
    var base = try IndexCursor(shared)
    var replacement = try IndexCursor(upper)
    var deleted = deleted[...]
    var replaced = replaced[...]
    while !base.isAtEnd {
      let isDeleted = deleted.first == base.position
      let isReplaced = replaced.first == base.position
      if isDeleted { deleted.removeFirst() }
      // A replaced entry says all but its path.
      if isReplaced {
        replaced.removeFirst()
        if isDeleted || !replacement.withPath({ $0.isEmpty }) { throw damaged }
      }
      let stage = isReplaced ? replacement.stage : base.stage
      while !isDeleted, !added.isAtEnd, added.order(to: base, stage) < 0 {
        Self.append(added, to: &image)
        try added.advance()
      }
      let isSuperseded = !added.isAtEnd && added.order(to: base, stage) == 0
      if !isDeleted, !isSuperseded {
        let entry = isReplaced ? replacement : base
        base.withPath { image.append(entry.layout, of: entry.file, path: $0) }
      }
      if isReplaced { try replacement.advance() }
      try base.advance()
    }
  }

  /// Which entries of the shared index are gone, and which are other now.
  private func changes(count: Int) throws(GitError) -> (deleted: [Int], replaced: [Int]) {
    if bitmaps.isEmpty { return ([], []) }
    var offset = bitmaps.lowerBound
    let end = bitmaps.upperBound
    let lists: (deleted: [Int], replaced: [Int])? = upper.bytes.withBytes { bytes in
      guard let deleted = EWAHBitmap.bits(bytes, at: &offset, end: end, limit: count),
        let replaced = EWAHBitmap.bits(bytes, at: &offset, end: end, limit: count)
      else { return nil }
      return (deleted, replaced)
    }
    guard let lists else { throw damaged }
    return lists
  }

  private static func append(_ cursor: IndexCursor, to image: inout IndexImage) {
    cursor.withPath { image.append(cursor.layout, of: cursor.file, path: $0) }
  }

  private var damaged: GitError { IndexFault.badSplit.error(upper.path) }
}

extension IndexCursor {
  /// Negative, zero or positive, as the current entry comes before, is, or comes after the stage `stage` of another's
  /// path.
  fileprivate func order(to other: IndexCursor, _ otherStage: Int) -> Int {
    let order = withPath { path in other.withPath { path.order(to: $0) } }
    return order != 0 ? order : stage - otherStage
  }
}
