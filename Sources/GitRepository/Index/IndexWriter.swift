internal import GateModel

/// Makes a new index from one that exists, with other content for some of its paths.
///
/// All else stays as it is, byte for byte: the version, the other entries, and of the extensions those that remain true
/// (the cache tree with the touched directories marked as changed). A split index becomes a whole one. Writing the bytes
/// to the file, under `index.lock`, is the caller's work.
struct IndexWriter {
  private let file: IndexFile

  /// - Throws: `GitError` of kind `malformed` where the checksum of the index is wrong: a new one would hide the damage.
  init(_ file: IndexFile) throws(GitError) {
    try file.requireChecksum()
    self.file = file
  }

  /// The bytes of the index with `replacements` in it, its checksum included.
  ///
  /// An entry whose file may have been changed in the very second in which the index was written loses its size, which
  /// makes git compare the content the next time: the new file's later date must not vouch for it (git-racy(7)).
  ///
  /// - Throws: `GitError`: `notFound` for a path that the index does not hold, `conflict` for one with unmerged stages.
  func bytes(replacing replacements: [IndexReplacement]) throws(GitError) -> [UInt8] {
    guard var image = file.bytes.copy(0..<file.entriesEnd) else { throw IndexFault.changed.error(file.path) }
    try smudgeRacyEntries(&image)
    for replacement in replacements { try replace(replacement, in: &image) }
    for part in file.extensions {
      guard let content = content(of: part, replacements) else { continue }
      image.appendNumber(part.signature.bytes)
      image.appendNumber(UInt32(truncatingIfNeeded: content.count))
      image += content
    }
    let hashLength = file.layout.hashLength
    return image + image.withUnsafeBytes { IndexChecksum.hash($0, length: hashLength) }
  }

  private func replace(_ replacement: IndexReplacement, in image: inout [UInt8]) throws(GitError) {
    let cursor = try file.cursor(notBefore: replacement.path)
    guard !cursor.isAtEnd, !cursor.isDirectory, try cursor.path() == replacement.path else {
      throw GitError(.notFound, "the index \(file.path) does not hold \(replacement.path)")
    }
    guard cursor.stage == 0 else {
      throw GitError(.conflict, "\(replacement.path) is unmerged in the index \(file.path)", hint: "git status")
    }
    let layout = cursor.layout
    var fields: [UInt8] = []
    replacement.status.encode(mode: replacement.version.mode, into: &fields)
    fields += replacement.version.id.bytes
    guard fields.count == file.layout.flagsOffset else {
      throw GitError(.unsupported, "\(replacement.version.id) is no id of the index \(file.path)")
    }
    image.replaceSubrange(layout.start..<(layout.start + fields.count), with: fields)
    // What has content is no longer merely announced.
    if layout.isIntentToAdd { image[layout.start + fields.count + 2] &= ~0x20 }
  }

  private func smudgeRacyEntries(_ image: inout [UInt8]) throws(GitError) {
    guard let written = file.written else { return }
    var cursor = try IndexCursor(file)
    while !cursor.isAtEnd {
      // In whole seconds: not every git looks at more.
      if cursor.status.modified.seconds >= written.seconds {
        let size = cursor.layout.start + CachedStatus.sizeOffset
        for offset in size..<(size + 4) { image[offset] = 0 }
      }
      try cursor.advance()
    }
  }

  /// What the new index holds of an extension; `nil` for what is no longer true, or is not known to be.
  private func content(of part: IndexExtension, _ replacements: [IndexReplacement]) -> [UInt8]? {
    switch part.signature {
    case .cacheTree:
      let hashLength = file.layout.hashLength
      return file.bytes.withBytes { bytes in
        CacheTree(bytes, content: part.content, hashLength: hashLength)?
          .encoded(from: bytes, invalidating: replacements.map(\.path))
      }
    case .resolveUndo, .sparseDirectories, .untrackedCache: return file.bytes.copy(part.content)
    default: return nil
    }
  }
}
