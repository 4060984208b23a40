import GateModel
import GitRepository
import LocalFiles
import TextMerge

/// Brings a fix to one file of the working tree.
struct WorkingFileFix {
  enum Result {
    /// The file holds just what the index is to record.
    case holdsFix(StagedEdit.WrittenFile)
    /// The file holds the fix and edits of its own.
    case merged
    /// There is no such file: it was removed after it was staged, or a sparse checkout leaves it out.
    case absent
    /// The file was left as it was; the text says why.
    case kept(String)
  }

  private static let sizeLimit = 64 << 20
  static let changedMeanwhile = "it was changed while gate ran"

  private let file: FixedFile
  private let workTree: LocalPath
  private let path: LocalPath
  private let area: WriteArea
  private let willReplace: (LocalPath) -> Void

  init(_ file: FixedFile, in workTree: LocalPath, area: WriteArea, willReplace: @escaping (LocalPath) -> Void) {
    self.file = file
    self.workTree = workTree
    self.area = area
    self.willReplace = willReplace
    path = workTree.appending(file.path)
  }

  func apply(_ form: borrowing WorkingForm) -> Result {
    guard hasOwnDirectories else { return .kept("a directory above it is a symbolic link") }
    guard let status = LocalFiles.status(path) else { return .absent }
    guard status.isRegularFile else { return .kept("it is no ordinary file there") }
    do {
      let bytes = try LocalFiles.read(path, limit: Self.sizeLimit)
      guard LocalFiles.status(path) == status else { return .kept(Self.changedMeanwhile) }
      guard let fixed = try fixed(bytes, form) else { return .kept("its own edits are in the way of the fix") }
      var written = status
      if fixed != bytes {
        guard let replaced = try replace(bytes, status, by: fixed) else { return .kept(Self.changedMeanwhile) }
        written = replaced
      }
      let recorded = try form.recorded(fixed, at: file.path)
      guard try recorded == form.recordedBytes(of: file.new.id) else { return .merged }
      return .holdsFix(
        StagedEdit.WrittenFile(
          path: path, inode: written.inode, size: written.size, modified: written.modified))
    } catch {
      return .kept("\(error)")
    }
  }

  /// Whether the file would be found by its path without following a link: git itself never writes through one.
  private var hasOwnDirectories: Bool {
    var next = file.path.parent
    while let directory = next, !directory.bytes.isEmpty {
      guard let status = LocalFiles.status(workTree.appending(directory)) else { return true }
      if status.isLink { return false }
      next = directory.parent
    }
    return true
  }

  /// What the working file should hold, `nil` where its own edits conflict with the fix.
  ///
  /// In the form that git would check out, or in the recorded one where the file keeps that: a file with `\n` in a
  /// repository that would write `\r\n` is left its line ends.
  private func fixed(_ bytes: [UInt8], _ form: borrowing WorkingForm) throws(GitError) -> [UInt8]? {
    let forms = [
      (old: try form.working(file.old.id, at: file.path), new: try form.working(file.new.id, at: file.path)),
      (old: try form.recordedBytes(of: file.old.id), new: try form.recordedBytes(of: file.new.id)),
    ]
    for (old, new) in forms where bytes == old { return new }
    for (old, new) in forms {
      if let merged = ThreeWayMerge.merge(base: old, ours: bytes, theirs: new) { return merged }
    }
    return nil
  }

  // MARK: - Writing

  /// Puts a file with `fixed` in the place of the one that was read, and returns what it is like; `nil` where that is no
  /// longer what was read.
  private func replace(
    _ bytes: [UInt8], _ status: FileStatus, by fixed: [UInt8]
  ) throws(FileError) -> FileStatus? {
    willReplace(path)
    let isStill = { (path: LocalPath) in
      guard let now = LocalFiles.status(path), now == status else { return false }
      return (try? LocalFiles.read(path, limit: Self.sizeLimit)) == bytes
    }
    guard isStill(path) else { return nil }
    let temporary = try prepare(fixed, status)
    defer { try? LocalFiles.removeFile(temporary) }
    do throws(FileError) {
      try LocalFiles.exchange(temporary, path)
    } catch {
      if error.isNotFound { return nil }
      guard error.isUnsupported else { throw error }
      // A file system that cannot exchange: what is saved there between the look above and this call would be lost.
      guard isStill(path) else { return nil }
      try LocalFiles.rename(temporary, to: path)
      return LocalFiles.status(path)
    }
    // What was there lies in the temporary file now. Where somebody saved it since the look above, it goes back.
    if isStill(temporary) { return LocalFiles.status(path) }
    try LocalFiles.exchange(temporary, path)
    return nil
  }

  /// A file of the fixed content, with the permissions of the one that it is to replace.
  private func prepare(_ fixed: [UInt8], _ status: FileStatus) throws(FileError) -> LocalPath {
    let isNear = LocalFiles.status(area.directory)?.device == status.device
    // Beside the file only where the git directory lies on another file system.
    let temporary = isNear ? area.newPath() : path.parent.appending(bytes: Array(".".utf8) + area.newPath().name)
    try LocalFiles.create(fixed, at: temporary, mode: status.mode & 0o7777, likeGroupOf: path)
    return temporary
  }
}
